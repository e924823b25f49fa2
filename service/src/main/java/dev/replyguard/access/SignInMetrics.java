package dev.replyguard.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is measured of people who sign in. Safe for use by every thread. */
public final class SignInMetrics {
  private final Counter done;
  private final Counter refused;
  private final Counter locked;

  /** Meters in that registry. */
  public SignInMetrics(MeterRegistry registry) {
    done = counter(registry, "done");
    refused = counter(registry, "refused");
    locked = counter(registry, "locked");
  }

  void count(SignIn.Outcome outcome) {
    if (outcome instanceof SignIn.Outcome.Done) {
      done.increment();
    } else if (outcome instanceof SignIn.Outcome.Refused) {
      refused.increment();
    } else {
      locked.increment();
    }
  }

  private static Counter counter(MeterRegistry registry, String result) {
    return Counter.builder("replyguard_sign_ins")
        .description("Attempts to sign in, or to set a password, by what became of them")
        .tag("result", result)
        .register(registry);
  }
}
