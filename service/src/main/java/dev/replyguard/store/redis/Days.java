package dev.replyguard.store.redis;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names days, as keys have them: YYYYMMDD, in UTC. */
final class Days {
  private Days() {}

  static String name(Instant instant) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(instant.atZone(ZoneOffset.UTC).toLocalDate());
  }
}
