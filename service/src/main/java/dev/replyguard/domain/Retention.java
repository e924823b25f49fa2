package dev.replyguard.domain;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * For how many days what is kept. Immutable.
 *
 * @param days those of each kind, within its bounds; a kind that is not there is left to others
 */
public record Retention(Map<RetentionKind, Integer> days) {

  /** Nothing is said. */
  public static final Retention UNSAID = new Retention(Map.of());

  /** What holds where nobody says anything. */
  public static final Retention DEFAULTS =
      new Retention(
          Map.of(
              RetentionKind.COMMENTS, 365,
              RetentionKind.AUDIT, 1_095,
              RetentionKind.EVENTS, 30,
              RetentionKind.DELIVERIES, 30,
              RetentionKind.REPORTS, 90,
              RetentionKind.RULINGS, 30,
              RetentionKind.STATISTICS, 1_095,
              RetentionKind.ADDRESSES, 0));

  public Retention {
    days.forEach(
        (kind, number) -> {
          if (number < kind.least() || number > kind.most()) {
            throw new IllegalArgumentException(
                kind.key()
                    + ": "
                    + kind.least()
                    + " to "
                    + kind.most()
                    + " days expected, got "
                    + number);
          }
        });
    days = Map.copyOf(days);
  }

  /** This one, and where it says nothing, the other. */
  public Retention over(Retention other) {
    Map<RetentionKind, Integer> both = new EnumMap<>(RetentionKind.class);
    both.putAll(other.days);
    both.putAll(days);
    return new Retention(both);
  }

  /** The days of a kind of which something is said. */
  public int of(RetentionKind kind) {
    Integer number = days.get(kind);
    if (number == null) {
      throw new IllegalStateException(kind.key() + ": nothing is said");
    }
    return number;
  }

  /** The same as a time; zero where it is for good, and for addresses where they are not kept. */
  public Duration time(RetentionKind kind) {
    return Duration.ofDays(of(kind));
  }
}
