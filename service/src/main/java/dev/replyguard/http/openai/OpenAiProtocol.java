package dev.replyguard.http.openai;

import dev.replyguard.config.HttpLimits;
import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.http.KeyRule;
import dev.replyguard.http.Protocol;
import dev.replyguard.http.ProtocolRoute;
import dev.replyguard.http.TextScoring;
import dev.replyguard.model.Label;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** OpenAI's moderations, for one event loop. */
public final class OpenAiProtocol {
  private static final String BEARER = "Bearer ";

  private final CreateModeration moderations;
  private final int bodyLimit;

  /**
   * The call over its collaborators.
   *
   * @param scoring the model
   * @param thresholds by site and label, from which score on a comment is held
   */
  public OpenAiProtocol(
      TextScoring scoring,
      BiFunction<String, Label, LabelThresholds> thresholds,
      HttpLimits limits,
      Clock clock) {
    this.moderations =
        new CreateModeration(scoring, site -> label -> thresholds.apply(site, label).hold(), clock);
    this.bodyLimit = limits.batchBodyBytes();
  }

  /** The call with all that is the protocol's own. */
  public Protocol protocol() {
    return new Protocol(
        new OpenAiErrors(),
        new KeyRule(OpenAiProtocol::key, OpenAiException::noKey, OpenAiException::wrongKey),
        List.of(ProtocolRoute.json("/v1/moderations", bodyLimit, moderations)));
  }

  private static Optional<String> key(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION))
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }
}
