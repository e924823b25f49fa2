package dev.replyguard.training.preflight;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds ids that two rows of a file share. Not thread-safe. */
final class RowIds {
  private static final Pattern SHOWABLE = Pattern.compile("[\\w.:-]{1,64}");

  private final Map<String, Seen> rows = new HashMap<>();
  private long repeats;

  /** A row seen before; of its text only what tells it from another. */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  private record Seen(long line, int length, int hash, float[] labels) {
    static Seen of(LabelledComment comment, long line) {
      return new Seen(line, comment.text().length(), comment.text().hashCode(), comment.labels());
    }

    boolean hasTextOf(Seen other) {
      return length == other.length && hash == other.hash;
    }
  }

  /**
   * Adds a row. One that says the same as another with its id, word for word and label for label,
   * is a repeat and no fault.
   *
   * @return what is wrong with its id, if anything is
   */
  Optional<String> add(LabelledComment comment, long line) {
    if (comment.id().isBlank()) {
      return Optional.of("column id: a value expected, got nothing");
    }
    Seen row = Seen.of(comment, line);
    Seen first = rows.putIfAbsent(comment.id(), row);
    if (first == null) {
      return Optional.empty();
    }
    if (!first.hasTextOf(row)) {
      return Optional.of(
          "column id: one id a comment expected, got %s of line %d again, with another text"
              .formatted(shown(comment.id()), first.line()));
    }
    if (Arrays.equals(first.labels(), row.labels())) {
      repeats++;
      return Optional.empty();
    }
    return Optional.of(
        "column id: one set of labels a comment expected, but %s says %s than in line %d"
            .formatted(shown(comment.id()), difference(first, row), first.line()));
  }

  /** How many rows repeat another one of the file altogether. */
  long repeats() {
    return repeats;
  }

  private static String difference(Seen first, Seen row) {
    for (Label label : Label.ALL) {
      float before = first.labels()[label.index()];
      float now = row.labels()[label.index()];
      if (Float.compare(before, now) != 0) {
        return "%s %s instead of %s".formatted(label.key(), shown(now), shown(before));
      }
    }
    return "otherwise";
  }

  private static String shown(float share) {
    return Float.isNaN(share) ? "blank" : Float.toString(share);
  }

  /** An id as a message may show it: one with blanks may be a comment's text, by a lost comma. */
  private static String shown(String id) {
    return SHOWABLE.matcher(id).matches()
        ? '"' + id + '"'
        : "the id (" + id.length() + " characters)";
  }
}
