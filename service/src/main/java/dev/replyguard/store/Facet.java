package dev.replyguard.store;

import java.util.Locale;

/**
 * Something that waiting comments have in common and can be picked by.
 *
 * @param kind what sort of thing
 * @param value which of that sort
 */
public record Facet(Kind kind, String value) {

  /** The sorts of things. */
  public enum Kind {
    /** A label that led to a reason. */
    LABEL(false),
    /** The stage and rule of a reason, such as {@code policy/insult.hold}. */
    RULE(false),
    /** The detected language. */
    LANGUAGE(false),
    /** An identity of the author, as a keyed hash. */
    AUTHOR(true),
    /** The site's identifier of the article. */
    ARTICLE(true),
    /** The near-duplicate group. */
    GROUP(true),
    /** The moderator it was handed over to. */
    ASSIGNEE(true);

    private final boolean wide;

    Kind(boolean wide) {
      this.wide = wide;
    }

    /** Whether it lists also the comments of a group that another one stands for. */
    public boolean isWide() {
      return wide;
    }

    /** The name in keys and on the wire, lower case. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Kind and value in one line, whatever the value holds. */
  public String name() {
    return kind.key() + ":" + value.replace('\n', ' ');
  }
}
