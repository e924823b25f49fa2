package dev.replyguard.training.evaluation;

import java.util.Arrays;

/**
 * Scores of one label beside the truth, and how many comments each stands for. Grows by adding; not
 * thread-safe.
 */
public final class ScoredSet {
  private static final int SMALLEST = 64;

  private int size;
  private double[] scores = new double[SMALLEST];
  private boolean[] truths = new boolean[SMALLEST];
  private double[] weights = new double[SMALLEST];
  private int[] rows = new int[SMALLEST];
  private int highestRow = -1;

  /**
   * Adds one comment.
   *
   * @param score any finite number: the higher, the likelier the label
   * @param positive whether the comment deserves the label
   * @param weight how many comments it stands for, above 0 and finite
   */
  public void add(double score, boolean positive, double weight) {
    add(size, score, positive, weight);
  }

  /**
   * Adds one comment that other labels' sets have too.
   *
   * @param row its number, 0 or more, the same in all of them
   * @param score any finite number: the higher, the likelier the label
   * @param positive whether the comment deserves the label
   * @param weight how many comments it stands for, above 0 and finite
   */
  public void add(int row, double score, boolean positive, double weight) {
    if (!Double.isFinite(score) || !(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "a finite score and a weight above 0 expected, got %s and %s".formatted(score, weight));
    }
    if (size == scores.length) {
      scores = Arrays.copyOf(scores, 2 * size);
      truths = Arrays.copyOf(truths, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
      rows = Arrays.copyOf(rows, 2 * size);
    }
    rows[size] = row;
    highestRow = Math.max(highestRow, row);
    scores[size] = score;
    truths[size] = positive;
    weights[size] = weight;
    size++;
  }

  /** How many comments were added. */
  public int size() {
    return size;
  }

  /** The score of a comment, by the order of adding. */
  public double score(int index) {
    return scores[index];
  }

  /** Whether a comment deserves the label. */
  public boolean isPositive(int index) {
    return truths[index];
  }

  /** How many comments a comment stands for. */
  public double weight(int index) {
    return weights[index];
  }

  /** The number of a comment's row, which is the order of adding where none was given. */
  public int row(int index) {
    return rows[index];
  }

  /** One more than the highest number of a row. */
  public int rows() {
    return highestRow + 1;
  }

  /** The same comments, those that deserve the label counting {@code factor} times as much. */
  public ScoredSet withPositivesWeighing(double factor) {
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < size; i++) {
      set.add(rows[i], scores[i], truths[i], truths[i] ? factor * weights[i] : weights[i]);
    }
    return set;
  }

  /** How many comments deserve the label, not weighted. */
  public int positives() {
    int positives = 0;
    for (int i = 0; i < size; i++) {
      positives += truths[i] ? 1 : 0;
    }
    return positives;
  }

  /** Whether there are comments of both kinds, so that a ranking can be judged. */
  public boolean hasBoth() {
    int positives = positives();
    return positives > 0 && positives < size;
  }

  /** The weighted share of comments that deserve the label; not a number where there is none. */
  public double baseRate() {
    double with = 0;
    double all = 0;
    for (int i = 0; i < size; i++) {
      with += truths[i] ? weights[i] : 0;
      all += weights[i];
    }
    return with / all;
  }

  /** The indices, by falling score; equal scores in the order of adding. */
  int[] byFallingScore() {
    return Arrays.stream(boxedOrder()).mapToInt(Integer::intValue).toArray();
  }

  private Integer[] boxedOrder() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a]));
    return order;
  }
}
