package dev.replyguard.training.measuring;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Comments measured together.
 *
 * @param name the files
 * @param rows which of their comments
 * @param kind what it is for
 * @param averaged the labels whose mean is reported, if any
 * @param assumed the label whose rate is assumed, if any; the set is for this label alone
 * @param parts where the comments come from
 */
record DataSet(
    String name,
    String rows,
    Kind kind,
    Set<Label> averaged,
    Optional<AssumedRate> assumed,
    List<Part> parts) {

  /** What a set is for. */
  enum Kind {
    /** Comments at the rates they have where they are written, or an official test. */
    HEADLINE,
    /** One source by itself. */
    SOURCE,
    /** One source by itself, left out where its rows with a weight were measured. */
    SOURCE_WITHOUT_WEIGHTS
  }

  /**
   * A label, and the share of comments thought to have it.
   *
   * @param rate above 0, below 1
   */
  record AssumedRate(Label label, double rate) {}

  /**
   * A file's part in a set.
   *
   * @param skip rows left out: those that hold one of these values in the column named
   */
  record Part(Path file, Map<String, String> skip, RowWeight weight) {
    Part {
      skip = Map.copyOf(skip);
    }
  }

  /** How many comments a row stands for in what is said about a label; 0 to leave it out. */
  interface RowWeight {
    double of(LabelledComment comment, Label label);
  }

  /** How many comments a row stands for, whatever the label; 0 to leave it out. */
  interface CommentWeight {
    double of(LabelledComment comment);
  }

  DataSet {
    Set<Label> copy = EnumSet.noneOf(Label.class);
    copy.addAll(averaged);
    averaged = Collections.unmodifiableSet(copy);
    parts = List.copyOf(parts);
  }

  /** A set of one file, of which every row counts for the labels it says something about. */
  static DataSet ofFile(
      Path file, String rows, Kind kind, Set<Label> averaged, CommentWeight weight) {
    RowWeight labelled = (comment, label) -> comment.isLabelled(label) ? weight.of(comment) : 0;
    return new DataSet(
        nameOf(file),
        rows,
        kind,
        averaged,
        Optional.empty(),
        List.of(new Part(file, Map.of(), labelled)));
  }

  /** The rows of a file that have a weight, weighted. */
  static DataSet weighted(Path file, Kind kind, Set<Label> averaged) {
    return ofFile(
        file,
        "weighted",
        kind,
        averaged,
        comment -> Float.isNaN(comment.weight()) ? 0 : comment.weight());
  }

  /** The rows of a file that are in a fold. */
  static DataSet fold(Path file, int fold, Kind kind) {
    return ofFile(file, "fold " + fold, kind, Set.of(), comment -> comment.fold() == fold ? 1 : 0);
  }

  /** A file's name without its ending. */
  static String nameOf(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.csv(\\.gz)?$", "");
  }
}
