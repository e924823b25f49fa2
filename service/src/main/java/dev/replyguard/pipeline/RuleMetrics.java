package dev.replyguard.pipeline;

import dev.replyguard.domain.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long the rules take, and how often each kind of them applies. A rule that a site has named
 * counts by its kind: names are without number.
 */
final class RuleMetrics {
  private static final List<String> KINDS =
      List.of(
          "words",
          "patterns",
          "links",
          "authorUrl",
          "firstTime",
          "honeypot",
          "typing",
          "closedArticles",
          "length",
          "flood",
          "duplicate",
          "disposableEmail");

  private final Timer timer;
  private final Map<String, Counter> enforced = new HashMap<>();
  private final Map<String, Counter> shadow = new HashMap<>();

  RuleMetrics(MeterRegistry registry) {
    timer =
        Timer.builder("replyguard.rules")
            .description("Looking at one comment by the site's rules")
            .register(registry);
    for (String kind : KINDS) {
      enforced.put(kind, counter(registry, kind, "enforce"));
      shadow.put(kind, counter(registry, kind, "shadow"));
    }
  }

  private static Counter counter(MeterRegistry registry, String kind, String mode) {
    return Counter.builder("replyguard.rule.hits")
        .description("Comments to which a rule applied, by its kind")
        .tag("rule", kind)
        .tag("mode", mode)
        .register(registry);
  }

  void examined(long nanos, List<Reason> reasons) {
    timer.record(nanos, TimeUnit.NANOSECONDS);
    for (Reason reason : reasons) {
      int dot = reason.rule().indexOf('.');
      String kind = dot < 0 ? reason.rule() : reason.rule().substring(0, dot);
      Counter counter = (reason.shadow() ? shadow : enforced).get(kind);
      if (counter != null) {
        counter.increment();
      }
    }
  }
}
