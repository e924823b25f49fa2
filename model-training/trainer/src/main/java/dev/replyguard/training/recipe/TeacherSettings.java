package dev.replyguard.training.recipe;

import dev.replyguard.model.Label;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A larger model's answers that networks are trained on beside the labels (distillation: Hinton,
 * Vinyals and Dean, Distilling the Knowledge in a Neural Network, 2015).
 *
 * @param file of the answers, as {@code teach} writes it; a path from the recipe's folder
 * @param sha256 of that file, in hexadecimal: the recipe stands for the same answers for ever
 * @param labels that it is asked about, by key
 * @param share of a row's target that is the teacher's, 0 to 1, where the row is labelled as people
 *     see the label at natural rates; the rest is the label
 * @param otherWeight how much the teacher's answer counts for any other row, above 0
 * @param part how much the networks count beside the n-grams for these labels, above 0, below 1, as
 *     far as the tuning fold does not say otherwise; for others it is one half
 */
public record TeacherSettings(
    String file,
    String sha256,
    List<String> labels,
    double share,
    double otherWeight,
    double part) {
  private static final double HALF = 0.5;

  /** No teacher. */
  public static final TeacherSettings NONE = new TeacherSettings("", "", List.of(), 0, 1, HALF);

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public TeacherSettings {
    labels = List.copyOf(labels);
    labels.forEach(key -> SourceSettings.requireLabel("teacher.labels", key));
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("teacher.share: 0 to 1 expected, got " + share);
    }
    if (!(otherWeight > 0)) {
      throw new IllegalArgumentException(
          "teacher.otherWeight: above 0 expected, got " + otherWeight);
    }
    if (!(part > 0 && part < 1)) {
      throw new IllegalArgumentException("teacher.part: above 0, below 1 expected, got " + part);
    }
    if (!file.isEmpty() && !SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "teacher.sha256: 64 digits from 0 to f expected, got \"" + sha256 + '"');
    }
    if (!file.isEmpty() && labels.isEmpty()) {
      throw new IllegalArgumentException("teacher.labels: at least one expected");
    }
  }

  /** Whether there is one. */
  public boolean isGiven() {
    return !file.isEmpty();
  }

  /** How much the networks count for {@code label} where the tuning fold cannot say. */
  public double partOf(Label label) {
    return knows(label) ? part : HALF;
  }

  /** Whether it is asked about {@code label}. */
  public boolean knows(Label label) {
    return labels.contains(label.key());
  }
}
