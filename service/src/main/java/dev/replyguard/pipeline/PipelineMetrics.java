package dev.replyguard.pipeline;

import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** The pipeline's meters, all registered at once so that each shows before its first event. */
final class PipelineMetrics {
  private final Map<Stage, Map<Verdict, Counter>> decisions = new EnumMap<>(Stage.class);
  private final Counter localHits;
  private final Counter localMisses;
  private final Counter redisHits;
  private final Counter redisMisses;
  private final Counter stored;
  private final Counter alreadyKnown;
  private final Counter notRecorded;
  private final Counter sharedScorings;

  PipelineMetrics(MeterRegistry registry) {
    for (Stage stage : Stage.values()) {
      Map<Verdict, Counter> byVerdict = new EnumMap<>(Verdict.class);
      for (Verdict verdict : Verdict.values()) {
        byVerdict.put(
            verdict,
            Counter.builder("replyguard.decisions")
                .description("Verdicts given, by the stage that gave them")
                .tag("verdict", verdict.key())
                .tag("stage", stage.key())
                .register(registry));
      }
      decisions.put(stage, byVerdict);
    }
    localHits = cache(registry, "local", "hit");
    localMisses = cache(registry, "local", "miss");
    redisHits = cache(registry, "redis", "hit");
    redisMisses = cache(registry, "redis", "miss");
    stored = recorded(registry, "stored");
    alreadyKnown = recorded(registry, "known");
    notRecorded = recorded(registry, "failed");
    sharedScorings =
        Counter.builder("replyguard.score.shared")
            .description("Comments that waited for the scoring of another of the same text")
            .register(registry);
  }

  void decided(Stage stage, Verdict verdict) {
    Map<Verdict, Counter> byVerdict = decisions.get(stage);
    if (byVerdict != null) {
      Counter counter = byVerdict.get(verdict);
      if (counter != null) {
        counter.increment();
      }
    }
  }

  void sharedScoring() {
    sharedScorings.increment();
  }

  void localCacheAsked(boolean hit) {
    (hit ? localHits : localMisses).increment();
  }

  void redisCacheAsked(boolean hit) {
    (hit ? redisHits : redisMisses).increment();
  }

  void recorded(boolean isNew) {
    (isNew ? stored : alreadyKnown).increment();
  }

  void notRecorded() {
    notRecorded.increment();
  }

  private static Counter cache(MeterRegistry registry, String level, String result) {
    return Counter.builder("replyguard.cache.requests")
        .description("Look-ups of an earlier assessment of the same text")
        .tag("level", level)
        .tag("result", result)
        .register(registry);
  }

  private static Counter recorded(MeterRegistry registry, String result) {
    return Counter.builder("replyguard.recorded")
        .description("Comments judged, by whether the store holds them now")
        .tag("result", result)
        .register(registry);
  }
}
