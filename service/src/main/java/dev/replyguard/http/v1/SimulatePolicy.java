package dev.replyguard.http.v1;

import dev.replyguard.pipeline.PolicyService;
import dev.replyguard.pipeline.PolicySimulation;
import dev.replyguard.pipeline.ReplayedComment;
import dev.replyguard.pipeline.SimulationSummary;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/policy:simulate}: what a draft would change. */
final class SimulatePolicy implements Handler<RoutingContext> {
  private final PolicyService policies;
  private final PolicySimulation simulation;
  private final Clock clock;

  SimulatePolicy(PolicyService policies, PolicySimulation simulation, Clock clock) {
    this.policies = policies;
    this.simulation = simulation;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    SimulationRequest request = SimulationRequest.decode(Exchanges.body(context));
    String site = Callers.site(context);
    Instant now = clock.instant();
    Instant asked = request.before();
    // What is recorded while it runs is left out: the next call goes on where this one ends.
    Instant before = asked == null || asked.isAfter(now) ? now.plusMillis(1) : asked;
    Instant from = now.minus(Duration.ofDays(request.days()));
    Exchanges.answer(
        context,
        Policies.explained(policies.check(request.source(), request.format()))
            .compose(
                draft ->
                    simulation
                        .run(site, draft, from, before, request.limit())
                        .map(
                            simulated ->
                                SimulationEncoder.encode(
                                    draft,
                                    SimulationSummary.of(simulated.comments()),
                                    simulated.coverage(),
                                    next(simulated.comments(), request.limit()),
                                    request.distribution()))));
  }

  /** Where another call would go on; null where that was all. */
  private static @Nullable Instant next(List<ReplayedComment> replayed, int limit) {
    return replayed.size() < limit ? null : replayed.get(replayed.size() - 1).recordedAt();
  }
}
