package dev.replyguard.model;

import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.NormalizedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gathers what every occurrence of a feature adds to each label by word: an n-gram that lies across
 * several words is shared out by the number of units it has in each.
 */
final class Contributions {
  private static final Comparator<Contribution> WEIGHTIEST_FIRST =
      Comparator.comparingDouble((Contribution c) -> -Math.abs(c.weight()))
          .thenComparingInt(Contribution::start);

  private final NormalizedText text;
  private final FeatureBuffer features;
  private final FlatWeights weights;
  // By token and label; one more token at the end for the text as a whole.
  private final double[] sums;
  private final int[] tokenOfUnit;

  Contributions(NormalizedText text, FeatureBuffer features, FlatWeights weights) {
    this.text = text;
    this.features = features;
    this.weights = weights;
    this.sums = new double[(features.tokens() + 1) * FlatWeights.LABELS];
    this.tokenOfUnit = tokenOfUnit();
    for (int occurrence = 0; occurrence < features.occurrences(); occurrence++) {
      add(occurrence);
    }
  }

  /** What adds to {@code label}, the weightiest first. */
  List<Contribution> of(Label label) {
    List<Contribution> contributions = new ArrayList<>();
    for (int token = 0; token <= features.tokens(); token++) {
      double weight = sums[token * FlatWeights.LABELS + label.index()];
      if (weight != 0) {
        contributions.add(contribution(token, weight));
      }
    }
    contributions.sort(WEIGHTIEST_FIRST);
    return contributions;
  }

  private Contribution contribution(int token, double weight) {
    if (token == features.tokens()) {
      return new Contribution(0, text.original().length(), weight);
    }
    int first = features.tokenStart(token);
    int units = features.tokenEnd(token) - first;
    int start = text.start(first);
    int end = text.end(first + units - 1);
    String read = new String(text.padded(), first + 1, units);
    boolean asWritten = read.length() == end - start && text.original().startsWith(read, start);
    return new Contribution(start, end, asWritten ? null : read, weight);
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
    if (start == FeatureBuffer.WHOLE_TEXT) {
      add(features.tokens(), bucket, value);
      return;
    }
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

  private int overlap(int token, int start, int end) {
    int from = Math.max(start, features.tokenStart(token));
    int to = Math.min(end, features.tokenEnd(token));
    return Math.max(0, to - from);
  }

  private void add(int token, int bucket, double value) {
    int cell = token * FlatWeights.LABELS;
    for (int label = 0; label < FlatWeights.LABELS; label++) {
      sums[cell + label] += value * weights.weight(bucket, label);
    }
  }
}
