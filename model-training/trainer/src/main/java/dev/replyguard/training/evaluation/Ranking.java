package dev.replyguard.training.evaluation;

import java.util.Arrays;

/**
 * A {@link ScoredSet} sorted once, so that it can be measured again and again in one pass, each row
 * counted as often as a resample drew it. Immutable; for any number of threads.
 */
final class Ranking {
  /** The scale of probabilities is cut into so many parts of the same width. */
  static final int BINS = 10;

  private final double[] scores;
  private final double[] positiveWeights;
  private final double[] negativeWeights;
  private final int[] rows;
  private final int rowCount;
  // Whether the next comment, by falling score, has another score, and another bin.
  private final boolean[] endsTie;
  private final boolean[] endsBin;
  // By threshold: how many comments reach it.
  private final int[] reaching;

  /**
   * A ranking of {@code set}.
   *
   * @param thresholds by which precision and recall are measured too
   */
  Ranking(ScoredSet set, float... thresholds) {
    int[] order = set.byFallingScore();
    int size = order.length;
    scores = new double[size];
    positiveWeights = new double[size];
    negativeWeights = new double[size];
    rows = new int[size];
    endsTie = new boolean[size];
    endsBin = new boolean[size];
    rowCount = set.rows();
    for (int i = 0; i < size; i++) {
      int index = order[i];
      scores[i] = set.score(index);
      rows[i] = set.row(index);
      positiveWeights[i] = set.isPositive(index) ? set.weight(index) : 0;
      negativeWeights[i] = set.isPositive(index) ? 0 : set.weight(index);
    }
    for (int i = 0; i < size; i++) {
      endsTie[i] = i + 1 == size || scores[i + 1] != scores[i];
      endsBin[i] = i + 1 == size || bin(scores[i + 1]) != bin(scores[i]);
    }
    reaching = new int[thresholds.length];
    for (int i = 0; i < thresholds.length; i++) {
      float threshold = thresholds[i];
      // Models give floats, and so are thresholds.
      reaching[i] = (int) Arrays.stream(scores).filter(score -> (float) score >= threshold).count();
    }
  }

  static int bin(double score) {
    return Math.min(Math.max((int) (score * BINS), 0), BINS - 1);
  }

  /** How many comments. */
  int size() {
    return scores.length;
  }

  /** How many rows a resample has to draw from. */
  int rows() {
    return rowCount;
  }

  /** The score at a place, from the highest. */
  double score(int place) {
    return scores[place];
  }

  /** Whether the comment at a place deserves the label. */
  boolean isPositive(int place) {
    return positiveWeights[place] > 0;
  }

  /** The weight of the comment at a place. */
  double weight(int place) {
    return positiveWeights[place] + negativeWeights[place];
  }

  /** The number of the row at a place. */
  int row(int place) {
    return rows[place];
  }

  /** Whether the comment after that at {@code place} has another score. */
  boolean endsTie(int place) {
    return endsTie[place];
  }

  /** Every row once. */
  int[] once() {
    int[] counts = new int[rowCount];
    Arrays.fill(counts, 1);
    return counts;
  }

  /**
   * Measures.
   *
   * @param counts by row, how often it counts
   */
  Measures measure(int[] counts) {
    double hits = 0;
    double misses = 0;
    double tiedHits = 0;
    double tiedMisses = 0;
    double wins = 0;
    double area = 0;
    double binError = 0;
    double error = 0;
    double[] hitsReaching = new double[reaching.length];
    double[] precision = new double[reaching.length];
    for (int i = 0; i < scores.length; i++) {
      int count = counts[rows[i]];
      double hit = count * positiveWeights[i];
      double miss = count * negativeWeights[i];
      tiedHits += hit;
      tiedMisses += miss;
      binError += (hit + miss) * scores[i] - hit;
      if (endsTie[i]) {
        wins += tiedMisses * (hits + tiedHits / 2);
        hits += tiedHits;
        misses += tiedMisses;
        area += tiedHits == 0 ? 0 : tiedHits * hits / (hits + misses);
        tiedHits = 0;
        tiedMisses = 0;
        for (int t = 0; t < reaching.length; t++) {
          if (reaching[t] == i + 1) {
            hitsReaching[t] = hits;
            precision[t] = hits / (hits + misses);
          }
        }
      }
      if (endsBin[i]) {
        error += Math.abs(binError);
        binError = 0;
      }
    }
    double[] recall = new double[reaching.length];
    for (int t = 0; t < reaching.length; t++) {
      precision[t] = reaching[t] == 0 ? Double.NaN : precision[t];
      recall[t] = hitsReaching[t] / hits;
    }
    return new Measures(
        wins / (hits * misses), area / hits, error / (hits + misses), precision, recall);
  }

  /**
   * What was measured, 0..1; not a number where a kind of comment is missing.
   *
   * @param precision by threshold
   * @param recall by threshold
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, made thousands of times
  record Measures(
      double rocAuc, double prAuc, double calibrationError, double[] precision, double[] recall) {}
}
