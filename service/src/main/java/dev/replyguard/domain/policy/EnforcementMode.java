package dev.replyguard.domain.policy;

import java.util.Locale;

/** How much a stage or a rule counts, from the least to the most. */
public enum EnforcementMode {
  /** Not asked. */
  OFF,
  /** Asked, and its reasons are noted, but its verdicts do not count. */
  SHADOW,
  /** Its verdicts count. */
  ENFORCE;

  /** The name on the wire and in metrics: {@code off}, {@code shadow} or {@code enforce}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that counts less: a rule counts no more than its stage. */
  public EnforcementMode orWeaker(EnforcementMode other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
