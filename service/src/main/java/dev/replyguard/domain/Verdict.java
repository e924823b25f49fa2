package dev.replyguard.domain;

import java.util.Locale;

/** What is to be done with a comment, from the mildest to the most severe. */
public enum Verdict {
  /** Publish it. */
  APPROVE,
  /** Keep it back until a moderator has looked. */
  HOLD,
  /** Do not publish it. */
  REJECT;

  /** The name on the wire and in metrics: {@code approve}, {@code hold} or {@code reject}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The verdict of that {@link #key()}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Verdict ofKey(String key) {
    for (Verdict verdict : values()) {
      if (verdict.key().equals(key)) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("verdict: approve, hold or reject expected, got " + key);
  }

  /** The more severe of the two. */
  public Verdict orWorse(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
