package dev.replyguard.training.recipe;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.NearestName;
import java.util.List;
import java.util.Map;

/**
 * One file of labelled comments and what is taken from it.
 *
 * @param file its name without the ending {@code .csv} or {@code .csv.gz}; after {@value
 *     #GENERATED} that of a program in the trainer that makes the comments
 * @param licence under which it may be used, as its SPDX identifier or in words
 * @param attribution whom to name
 * @param labels the labels taken from it, by key, and how much each row counts for them in
 *     training, above 0. A blank label stays unlabelled: the row is left out for it.
 * @param negativesOnly labels of which only the rows without it are taken
 * @param assumedNegative labels that nobody was asked about, but which no row is thought to
 *     deserve, by key, and how much each row counts
 * @param cleanWeight how many comments a row stands for in which every given label is 0, when rates
 *     of positives should be natural: more than 1 where such rows are missing from the file. It
 *     counts in calibration and evaluation, not in training: that changes little but the bias,
 *     which calibration sets right.
 * @param skip rows left out: those that hold one of these values in the column named
 * @param natural which rows have the rates of positives that comments have where they are written:
 *     these are calibrated on
 */
public record SourceSettings(
    String file,
    String licence,
    String attribution,
    Map<String, Double> labels,
    List<String> negativesOnly,
    Map<String, Double> assumedNegative,
    double cleanWeight,
    Map<String, String> skip,
    Natural natural) {

  /** What the name of a source begins with that is made by a program. */
  public static final String GENERATED = "generated/";

  /** The source of what a teacher alone says something of: it has no labels. */
  public static final String EXCERPTS = GENERATED + "excerpts";

  /** Which rows have natural rates of positives. */
  public enum Natural {
    /** None. */
    NONE,
    /** All, the weight of rows where every label is 0 being {@link #cleanWeight}. */
    ALL
  }

  public SourceSettings {
    labels = Recipe.inOrder(labels);
    negativesOnly = List.copyOf(negativesOnly);
    assumedNegative = Recipe.inOrder(assumedNegative);
    skip = Recipe.inOrder(skip);
    String at = "sources." + file;
    labels.forEach((key, weight) -> requireWeight(at + ".labels", key, weight));
    assumedNegative.forEach((key, weight) -> requireWeight(at + ".assumedNegative", key, weight));
    for (String key : negativesOnly) {
      if (!labels.containsKey(key)) {
        throw new IllegalArgumentException(
            at + ".negativesOnly: " + key + " is not among its labels");
      }
    }
    if (file.equals(EXCERPTS) && !labels.isEmpty()) {
      throw new IllegalArgumentException(
          at + ".labels: {} expected; nobody but a teacher says anything of them");
    }
    if (natural == Natural.ALL && file.startsWith(GENERATED)) {
      throw new IllegalArgumentException(
          at + ".natural: NONE expected; what is made up has no natural rates");
    }
    if (!(cleanWeight > 0 && cleanWeight <= MAX_WEIGHT)) {
      throw new IllegalArgumentException(
          at + ".cleanWeight: above 0, at most 10 expected, got " + cleanWeight);
    }
  }

  private static final double MAX_WEIGHT = 10;

  /** Whether the comments are made by a program. */
  public boolean isGenerated() {
    return file.startsWith(GENERATED);
  }

  /** Whether a teacher is asked about the comments: not where a program made them and knows. */
  public boolean isForTeacher() {
    return !isGenerated() || labels.isEmpty();
  }

  /**
   * How much a row counts in training for {@code label}; 0 where it is left out.
   *
   * @param share of raters who gave the label, 0..1, or NaN where nobody was asked
   * @param clean whether somebody was asked about some label, and nobody gave any
   */
  public double trainingWeight(Label label, float share, boolean clean) {
    if (Float.isNaN(share)) {
      return clean ? assumedWeightOf(label) : 0;
    }
    boolean left = share >= LabelledComment.POSITIVE && isNegativesOnly(label);
    return left ? 0 : weightOf(label);
  }

  /** How much a labelled row counts for {@code label} in training; 0 where it is not taken. */
  public double weightOf(Label label) {
    return labels.getOrDefault(label.key(), 0.0);
  }

  /** How much an unlabelled row counts as one without {@code label}; 0 where it is left out. */
  public double assumedWeightOf(Label label) {
    return assumedNegative.getOrDefault(label.key(), 0.0);
  }

  /** Whether only rows without {@code label} are taken. */
  public boolean isNegativesOnly(Label label) {
    return negativesOnly.contains(label.key());
  }

  static void requireLabel(String field, String key) {
    if (Label.ofKey(key).isEmpty()) {
      List<String> keys = Label.ALL.stream().map(Label::key).toList();
      throw new IllegalArgumentException(
          "%s.%s: no label is called \"%s\"%s"
              .formatted(field, key, key, NearestName.hint(key, keys)));
    }
  }

  private static void requireWeight(String field, String key, double weight) {
    requireLabel(field, key);
    if (!(weight > 0 && weight <= MAX_WEIGHT)) {
      throw new IllegalArgumentException(
          field + "." + key + ": above 0, at most 10 expected, got " + weight);
    }
  }
}
