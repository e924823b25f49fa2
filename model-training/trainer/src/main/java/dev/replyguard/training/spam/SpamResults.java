package dev.replyguard.training.spam;

import java.util.ArrayList;
import java.util.List;

/**
 * How a model tells spam from honest comments.
 *
 * @param spam how many made-up comments are spam
 * @param honest how many are not
 * @param rocAuc of these, with all that is known of a comment
 * @param textRocAuc of these, from their texts alone; some kinds are spam by their author only
 * @param thresholds at which the rows count
 * @param kinds the made-up comments, by kind
 * @param files comments of news sites and Wikipedia, nearly none of them spam, by file
 */
public record SpamResults(
    int spam,
    int honest,
    double rocAuc,
    double textRocAuc,
    List<Threshold> thresholds,
    List<Row> kinds,
    List<Row> files) {
  /** What the name of a row ends with that stands for several files. */
  static final String TOGETHER = " files together";

  public SpamResults {
    thresholds = List.copyOf(thresholds);
    kinds = List.copyOf(kinds);
    files = List.copyOf(files);
  }

  /** Of {@link #files}, those that stand for several. */
  public List<Row> groups() {
    return files.stream().filter(row -> row.name().endsWith(TOGETHER)).toList();
  }

  /**
   * A threshold of the label spam.
   *
   * @param targetPrecision what it is recommended for; 0 where none is and 0.5 was taken
   * @param score from which on a comment is taken for spam
   */
  public record Threshold(double targetPrecision, double score) {}

  /**
   * Comments of one kind or file.
   *
   * @param name of the kind or file
   * @param isSpam whether they are spam
   * @param comments how many
   * @param found how many of them are taken for spam at each threshold
   */
  public record Row(String name, boolean isSpam, int comments, List<Integer> found) {
    public Row {
      found = List.copyOf(found);
    }

    /** The share taken for spam at a threshold, 0..1; not a number without comments. */
    public double share(int threshold) {
      return (double) found.get(threshold) / comments;
    }

    /** This row and {@code other} together. */
    public Row plus(Row other, String both) {
      List<Integer> sums = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        sums.add(found.get(i) + other.found.get(i));
      }
      return new Row(both, isSpam, comments + other.comments, sums);
    }
  }
}
