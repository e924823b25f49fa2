package dev.replyguard.store.redis;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names days, as keys have them: YYYYMMDD, in UTC. */
final class Days {
  private Days() {}

  static String name(Instant instant) {
    return name(instant.atZone(ZoneOffset.UTC).toLocalDate());
  }

  static String name(LocalDate day) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }
}
