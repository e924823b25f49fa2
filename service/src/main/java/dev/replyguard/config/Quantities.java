package dev.replyguard.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: {@code 250ms}, {@code 10s}, {@code 256KiB}. */
final class Quantities {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?([A-Za-z]*)");
  private static final List<TimeUnit> TIME_UNITS =
      List.of(
          new TimeUnit("d", Duration.ofDays(1)),
          new TimeUnit("h", Duration.ofHours(1)),
          new TimeUnit("m", Duration.ofMinutes(1)),
          new TimeUnit("s", Duration.ofSeconds(1)),
          new TimeUnit("ms", Duration.ofMillis(1)));
  private static final Map<String, Long> SIZE_UNITS =
      Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

  private Quantities() {}

  /** The duration, or empty where the text is none; the unit is required. */
  static Optional<Duration> duration(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return TIME_UNITS.stream()
        .filter(unit -> unit.name().equals(matcher.group(2)))
        .findFirst()
        .map(unit -> unit.size().multipliedBy(Long.parseLong(matcher.group(1))));
  }

  /** The number of bytes, or empty where the text is no size; a bare number counts bytes. */
  static Optional<Long> bytes(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(SIZE_UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)))
        .map(unit -> unit * Long.parseLong(matcher.group(1)));
  }

  /** In the largest unit that leaves no rest. */
  static String format(Duration duration) {
    long millis = duration.toMillis();
    for (TimeUnit unit : TIME_UNITS) {
      long size = unit.size().toMillis();
      if (millis != 0 && millis % size == 0) {
        return millis / size + unit.name();
      }
    }
    return "0ms";
  }

  private record TimeUnit(String name, Duration size) {}
}
