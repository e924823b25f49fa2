package dev.replyguard.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What is measured of people who sign in. Safe for use by every thread. */
public final class SignInMetrics {
  private final Map<Way, Map<Result, Counter>> counters = new EnumMap<>(Way.class);

  /** How people sign in. */
  public enum Way {
    /** By name and password. */
    PASSWORD,
    /** By the link of the set-up, which sets the first password. */
    SETUP,
    /** At an OpenID provider. */
    OPENID
  }

  /** What became of it. */
  public enum Result {
    /** There is a session. */
    DONE,
    /** Somebody is not let in. */
    REFUSED,
    /** Too many had failed. */
    LOCKED,
    /** The provider is away. */
    UNAVAILABLE
  }

  /** Meters in that registry. */
  public SignInMetrics(MeterRegistry registry) {
    for (Way way : Way.values()) {
      Map<Result, Counter> results = new EnumMap<>(Result.class);
      for (Result result : Result.values()) {
        results.put(result, counter(registry, way, result));
      }
      counters.put(way, results);
    }
  }

  /** Counts one. */
  public void count(Way way, Result result) {
    Objects.requireNonNull(Objects.requireNonNull(counters.get(way)).get(result)).increment();
  }

  private static Counter counter(MeterRegistry registry, Way way, Result result) {
    return Counter.builder("replyguard_sign_ins")
        .description("Attempts to sign in, or to set a password, by what became of them")
        .tag("way", way.name().toLowerCase(Locale.ROOT))
        .tag("result", result.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
