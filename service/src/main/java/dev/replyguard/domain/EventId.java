package dev.replyguard.domain;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event stands among those of its site: later ones have greater ids.
 *
 * @param millis when the store took it, milliseconds since 1970, 0 or more
 * @param sequence tells those of one millisecond apart, 0 or more
 */
public record EventId(long millis, long sequence) implements Comparable<EventId> {
  /** Before every event. */
  public static final EventId START = new EventId(0, 0);

  // No more digits than a long has for certain.
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

  private static final Comparator<EventId> ORDER =
      Comparator.comparingLong(EventId::millis).thenComparingLong(EventId::sequence);

  public EventId {
    if (millis < 0 || sequence < 0) {
      throw new IllegalArgumentException("event id: no negative part expected");
    }
  }

  /** The id that is written so, {@code 1763802000000-0} or {@code 1763802000000}; else empty. */
  public static Optional<EventId> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String sequence = matcher.group(2);
    return Optional.of(
        new EventId(
            Long.parseLong(matcher.group(1)), sequence == null ? 0 : Long.parseLong(sequence)));
  }

  @Override
  public int compareTo(EventId other) {
    return ORDER.compare(this, other);
  }

  /** As it is written: {@code 1763802000000-0}. */
  @Override
  public String toString() {
    return millis + "-" + sequence;
  }
}
