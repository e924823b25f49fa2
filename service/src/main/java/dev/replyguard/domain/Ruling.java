package dev.replyguard.domain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person, or the site itself, decided about a comment; it holds over what the service had
 * decided.
 *
 * @param verdict approve or reject
 * @param reason why it is rejected; null exactly where it is approved
 * @param note for colleagues, at most {@value #MAX_NOTE} characters, or null
 * @param by who decided
 * @param means how it came about
 * @param at when
 */
public record Ruling(
    Verdict verdict,
    @Nullable RejectReason reason,
    @Nullable String note,
    Actor by,
    Means means,
    Instant at) {
  /** The longest note. */
  public static final int MAX_NOTE = 2_000;

  /** How a ruling came about. */
  public enum Means {
    /** On one comment that somebody looked at. */
    SINGLE,
    /** On one of many comments, chosen by id or by filter. */
    BULK,
    /** On a near-duplicate group as a whole. */
    GROUP,
    /** By the site, which has acted on it already. */
    SITE;

    /** The name on the wire and in metrics, lower case. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The means of that {@link #key()}.
     *
     * @throws IllegalArgumentException when there are none
     */
    public static Means ofKey(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  public Ruling {
    if (verdict == Verdict.HOLD) {
      throw new IllegalArgumentException("verdict: approve or reject expected, got hold");
    }
    if ((verdict == Verdict.REJECT) != (reason != null)) {
      throw new IllegalArgumentException("reason: expected where, and only where, it is rejected");
    }
    if (note != null && note.length() > MAX_NOTE) {
      throw new IllegalArgumentException(
          "note: at most " + MAX_NOTE + " characters expected, got " + note.length());
    }
  }

  /** The reason it gives a decision; its rule is such as {@code moderator.reject}. */
  public Reason asReason() {
    String who = by.kind() == Actor.Kind.SITE ? "the site" : "a moderator";
    String message =
        verdict == Verdict.APPROVE
            ? "Approved by " + who
            : "Rejected by "
                + who
                + ": "
                + String.valueOf(reason).toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Reason(
        Stage.REVIEW,
        (by.isNamedPerson() ? Actor.Kind.MODERATOR : by.kind()).key() + "." + verdict.key(),
        reason == null ? null : reason.label().orElse(null),
        null,
        null,
        message,
        List.of(),
        List.of(),
        verdict,
        false);
  }
}
