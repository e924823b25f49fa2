package dev.replyguard.http.perspective;

import dev.replyguard.config.HttpSettings;
import dev.replyguard.domain.policy.PerspectivePolicy;
import dev.replyguard.http.KeyRule;
import dev.replyguard.http.Protocol;
import dev.replyguard.http.ProtocolRoute;
import dev.replyguard.http.TextScoring;
import dev.replyguard.pipeline.LanguageDetector;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Perspective's calls, for one event loop. */
public final class PerspectiveProtocol {
  private static final String BEARER = "Bearer ";

  private final AnalyzeComment analyze;
  private final SuggestScore suggest;
  private final DiscoveryDocument discovery;
  private final int bodyLimit;

  /**
   * The calls over their collaborators.
   *
   * @param scoring the model
   * @param modelLanguages the languages it was made for, as BCP 47 tags
   * @param detector tells in which language a text is
   * @param comments analysed texts as comments of the service
   * @param policies by site, how its calls are answered
   * @param parity from the model's scores to those that are told
   * @param settings where the API is, and what it takes at most
   */
  public PerspectiveProtocol(
      TextScoring scoring,
      List<String> modelLanguages,
      Supplier<LanguageDetector> detector,
      AnalysedComments comments,
      Function<String, PerspectivePolicy> policies,
      ScoreParity parity,
      HttpSettings settings) {
    this.analyze =
        new AnalyzeComment(
            scoring, new TextLanguages(detector, modelLanguages), comments, policies, parity);
    this.suggest = new SuggestScore(comments, detector, scoring.modelVersion());
    this.discovery = new DiscoveryDocument(settings.publicUrl());
    this.bodyLimit = settings.limits().batchBodyBytes();
  }

  /** The calls with all that is the protocol's own. */
  public Protocol protocol() {
    return new Protocol(
        new PerspectiveErrors(),
        new KeyRule(
            PerspectiveProtocol::key, PerspectiveException::noKey, PerspectiveException::wrongKey),
        List.of(
            ProtocolRoute.json("/v1alpha1/comments:analyze", bodyLimit, analyze),
            ProtocolRoute.json("/v1alpha1/comments:suggestscore", bodyLimit, suggest),
            ProtocolRoute.open("/$discovery/rest", discovery),
            ProtocolRoute.open("/%24discovery/rest", discovery)));
  }

  private static Optional<String> key(RoutingContext context) {
    String alone = StandardParameters.keyAlone(context.request().query());
    if (alone != null) {
      return Optional.of(alone);
    }
    if (context.request().query() != null) {
      List<String> inQuery = context.queryParam("key");
      if (!inQuery.isEmpty()) {
        return Optional.of(inQuery.get(0));
      }
    }
    String header = context.request().getHeader("X-Goog-Api-Key");
    if (header != null) {
      return Optional.of(header);
    }
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    return Optional.ofNullable(authorization)
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }
}
