package dev.replyguard.model;

import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.NormalizedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what every occurrence of a feature adds to each label by word: an n-gram that lies across
 * several words is shared out by the number of units it has in each. Features of structure that
 * have a name are gathered by that.
 */
final class Contributions {
  static final Comparator<Contribution> WEIGHTIEST_FIRST =
      Comparator.comparingDouble((Contribution c) -> -Math.abs(c.weight()))
          .thenComparingInt(Contribution::start);

  private final NormalizedText text;
  private final FeatureBuffer features;
  private final LinearScoring scoring;
  // By token and label.
  private final double[] sums;
  private final int[] tokenOfUnit;
  private final Map<Integer, Structure> structures = new LinkedHashMap<>();

  /**
   * What the occurrences of one name add, and where they are: the whole text for several places.
   */
  private static final class Structure {
    private final double[] sums = new double[FlatWeights.LABELS];
    private int start;
    private int end;
  }

  Contributions(NormalizedText text, FeatureBuffer features, LinearScoring scoring) {
    this.text = text;
    this.features = features;
    this.scoring = scoring;
    this.sums = new double[features.tokens() * FlatWeights.LABELS];
    this.tokenOfUnit = tokenOfUnit();
    for (int occurrence = 0; occurrence < features.occurrences(); occurrence++) {
      if (features.isNamed(occurrence)) {
        addStructure(occurrence);
      } else {
        add(occurrence);
      }
    }
  }

  /** What each token adds to each label, by token and label, to add more to. */
  double[] byToken() {
    return sums;
  }

  /** What adds to {@code label}, the weightiest first. */
  List<Contribution> of(Label label) {
    List<Contribution> contributions = new ArrayList<>();
    for (int token = 0; token < features.tokens(); token++) {
      double weight = sums[token * FlatWeights.LABELS + label.index()];
      if (weight != 0) {
        contributions.add(contribution(token, weight));
      }
    }
    structures.forEach(
        (number, structure) -> {
          double weight = structure.sums[label.index()];
          if (weight != 0) {
            contributions.add(
                new Contribution(
                    structure.start, structure.end, FeatureBuffer.name(number), null, weight));
          }
        });
    contributions.sort(WEIGHTIEST_FIRST);
    return contributions;
  }

  private Contribution contribution(int token, double weight) {
    int first = features.tokenStart(token);
    int units = features.tokenEnd(token) - first;
    int start = text.start(first);
    int end = text.end(first + units - 1);
    String read = new String(text.padded(), first + 1, units);
    boolean asWritten = read.length() == end - start && text.original().startsWith(read, start);
    return new Contribution(start, end, null, asWritten ? null : read, weight);
  }

  /** For each unit of the text its token; for a blank the token after it. */
  private int[] tokenOfUnit() {
    int[] tokens = new int[text.length()];
    int unit = 0;
    for (int token = 0; token < features.tokens(); token++) {
      while (unit < features.tokenEnd(token)) {
        tokens[unit++] = token;
      }
    }
    return tokens;
  }

  private void add(int occurrence) {
    int bucket = features.occurrenceBucket(occurrence);
    double value = features.occurrenceValue(occurrence);
    int start = features.occurrenceStart(occurrence);
    int end = features.occurrenceEnd(occurrence);
    int first = tokenOfUnit[start];
    int units = 0;
    for (int token = first; token < features.tokens(); token++) {
      units += overlap(token, start, end);
      if (features.tokenEnd(token) >= end) {
        break;
      }
    }
    for (int token = first, left = units; left > 0; token++) {
      int shared = overlap(token, start, end);
      add(token, bucket, value * shared / units);
      left -= shared;
    }
  }

  private void addStructure(int occurrence) {
    boolean whole = features.occurrenceStart(occurrence) == FeatureBuffer.WHOLE_TEXT;
    int start = whole ? 0 : features.occurrenceStart(occurrence);
    int end = whole ? text.original().length() : features.occurrenceEnd(occurrence);
    Structure structure =
        structures.computeIfAbsent(
            features.occurrenceNumber(occurrence), number -> new Structure());
    boolean first = structure.end == 0;
    boolean elsewhere = !first && (structure.start != start || structure.end != end);
    structure.start = elsewhere ? 0 : start;
    structure.end = elsewhere ? text.original().length() : end;
    int bucket = features.occurrenceBucket(occurrence);
    double value = features.occurrenceValue(occurrence);
    for (Label label : Label.ALL) {
      structure.sums[label.index()] += value * scoring.weight(bucket, label);
    }
  }

  private int overlap(int token, int start, int end) {
    int from = Math.max(start, features.tokenStart(token));
    int to = Math.min(end, features.tokenEnd(token));
    return Math.max(0, to - from);
  }

  private void add(int token, int bucket, double value) {
    int cell = token * FlatWeights.LABELS;
    for (Label label : Label.ALL) {
      sums[cell + label.index()] += value * scoring.weight(bucket, label);
    }
  }
}
