package dev.replyguard.http.v1;

import dev.replyguard.http.v1.Submitted.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts what comes from sites' forms. Safe for use by every thread. */
public final class FormMetrics {
  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Counter unrecorded;
  private final Counter revise;
  private final Counter none;

  /** Registers the meters. */
  public FormMetrics(MeterRegistry registry) {
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, submissions(registry, outcome.key()));
    }
    unrecorded = submissions(registry, "unrecorded");
    revise = nudges(registry, "revise");
    none = nudges(registry, "none");
  }

  void submitted(Submitted submitted) {
    Counter counter = submitted.recorded() ? outcomes.get(submitted.outcome()) : unrecorded;
    if (counter != null) {
      counter.increment();
    }
  }

  void nudged(boolean toRevise) {
    (toRevise ? revise : none).increment();
  }

  private static Counter submissions(MeterRegistry registry, String outcome) {
    return Counter.builder("replyguard.form.submissions")
        .description("Comments that came from sites' forms, by what was answered")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static Counter nudges(MeterRegistry registry, String result) {
    return Counter.builder("replyguard.form.nudges")
        .description("Drafts that sites' forms asked about")
        .tag("result", result)
        .register(registry);
  }
}
