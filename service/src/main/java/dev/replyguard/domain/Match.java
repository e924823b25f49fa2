package dev.replyguard.domain;

/**
 * A part of what a comment consists of that a reason rests on.
 *
 * @param field where it stands
 * @param text the words as they were written
 * @param start where they start in that field, in UTF-16 units
 * @param end where they end, exclusive
 */
public record Match(Field field, String text, int start, int end) {

  /** The parts of a comment that are looked at. */
  public enum Field {
    TEXT("text"),
    AUTHOR_NAME("author.name"),
    AUTHOR_URL("author.url"),
    AUTHOR_EMAIL("author.email");

    private final String key;

    Field(String key) {
      this.key = key;
    }

    /** The field's name on the wire, with its way there. */
    public String key() {
      return key;
    }

    /**
     * The field of that {@link #key()}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Field ofKey(String key) {
      for (Field field : values()) {
        if (field.key.equals(key)) {
          return field;
        }
      }
      throw new IllegalArgumentException("field: one of a comment's expected, got " + key);
    }
  }

  public Match {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "match: 0 <= start <= end expected, got " + start + ".." + end);
    }
  }

  /** A part of the comment's text. */
  public Match(String text, int start, int end) {
    this(Field.TEXT, text, start, end);
  }
}
