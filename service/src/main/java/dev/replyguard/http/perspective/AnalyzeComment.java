package dev.replyguard.http.perspective;

import dev.replyguard.domain.policy.PerspectivePolicy;
import dev.replyguard.domain.policy.PerspectivePolicy.Trouble;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.TextScoring;
import dev.replyguard.http.perspective.AnalysedComments.Analysed;
import dev.replyguard.http.perspective.AnalyzeAnswer.Attribute;
import dev.replyguard.http.perspective.AnalyzeRequest.Wanted;
import dev.replyguard.http.perspective.Sentences.Span;
import dev.replyguard.http.perspective.TextLanguages.Told;
import dev.replyguard.model.Label;
import dev.replyguard.store.UsageStore.Dialect;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1alpha1/comments:analyze}: scores a text. */
final class AnalyzeComment implements Handler<RoutingContext> {
  static final String MEDIA_TYPE = "application/json; charset=UTF-8";

  private static final Logger LOG = LoggerFactory.getLogger(AnalyzeComment.class);

  private final TextScoring scoring;
  private final TextLanguages languages;
  private final AnalysedComments comments;
  private final Function<String, PerspectivePolicy> policies;
  private final Attributes attributes;
  private final ScoreParity parity;

  AnalyzeComment(
      TextScoring scoring,
      TextLanguages languages,
      AnalysedComments comments,
      Function<String, PerspectivePolicy> policies,
      ScoreParity parity) {
    this.scoring = scoring;
    this.languages = languages;
    this.comments = comments;
    this.policies = policies;
    this.attributes = new Attributes(scoring.modelVersion());
    this.parity = parity;
  }

  @Override
  public void handle(RoutingContext context) {
    boolean pretty = StandardParameters.check(context);
    String site = RequestState.of(context).site().id();
    PerspectivePolicy policy = policies.apply(site);
    AnalyzeRequest request = AnalyzeRequest.read(body(context));
    RequestState.of(context).scored(Dialect.PERSPECTIVE, request.clientToken());
    List<Attribute> known = known(request, policy);
    Told told = languages.tell(request, policy);
    List<Attribute> asked = supported(known, request, told, policy);
    Future<Boolean> recorded =
        policy.record() && !request.doNotStore()
            ? record(site, request)
            : Future.succeededFuture(false);
    List<Span> spans =
        request.spans()
            ? Sentences.of(request.text(), told.languages().get(0))
            : List.of(new Span(0, request.text().length()));
    send(
        context,
        scoring
            .score(texts(request, spans))
            .map(
                scores ->
                    new AnalyzeAnswer(request, told, asked, spans, parity, scores).write(pretty))
            .compose(answer -> recorded.map(answer)));
  }

  static Buffer body(RoutingContext context) {
    Buffer body = context.body().buffer();
    return body == null ? Buffer.buffer() : body;
  }

  /** Answers with JSON, or fails the request with whatever failed. */
  static void send(RoutingContext context, Future<Buffer> answer) {
    answer
        .onSuccess(
            json -> {
              // The client may have left meanwhile.
              if (!context.response().ended() && !context.response().closed()) {
                context.response().putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE).end(json);
              }
            })
        .onFailure(context::fail);
  }

  /** What could not be recorded is answered all the same: the scores do not depend on it. */
  private Future<Boolean> record(String site, AnalyzeRequest request) {
    Analysed analysed =
        new Analysed(request.text(), request.clientToken(), request.context(), request.languages());
    return comments
        .record(site, analysed)
        .otherwise(
            failure -> {
              LOG.warn("site {}: an analysis was not recorded: {}", site, failure.toString());
              return false;
            });
  }

  /** The text first, then its parts; where the only part is all of it, it is there once. */
  private static List<String> texts(AnalyzeRequest request, List<Span> spans) {
    String text = request.text();
    if (isWhole(spans, text)) {
      return List.of(text);
    }
    List<String> texts = new ArrayList<>(1 + spans.size());
    texts.add(text);
    spans.forEach(span -> texts.add(text.substring(span.begin(), span.end())));
    return texts;
  }

  static boolean isWhole(List<Span> spans, String text) {
    return spans.size() == 1 && spans.get(0).begin() == 0 && spans.get(0).end() == text.length();
  }

  private List<Attribute> known(AnalyzeRequest request, PerspectivePolicy policy) {
    List<Attribute> known = new ArrayList<>(request.attributes().size());
    for (Map.Entry<String, Wanted> entry : request.attributes().entrySet()) {
      String name = entry.getKey();
      Label label = attributes.find(name);
      if (label == null) {
        if (policy.unknownAttributes() == Trouble.ERROR) {
          throw PerspectiveException.of(
              "INVALID_REQUEST", "Unknown requested attribute: " + FieldNames.shown(name));
        }
        continue;
      }
      if (!entry.getValue().isProbability()) {
        throw PerspectiveException.of(
            "INVALID_REQUEST",
            "Requested score type "
                + entry.getValue().scoreType()
                + " is not supported by attribute "
                + name);
      }
      known.add(new Attribute(name, label, entry.getValue().threshold()));
    }
    return known;
  }

  private static List<Attribute> supported(
      List<Attribute> known, AnalyzeRequest request, Told told, PerspectivePolicy policy) {
    if (told.supported() || policy.unsupportedLanguages() == Trouble.IGNORE || known.isEmpty()) {
      return known;
    }
    if (request.dropUnsupported()) {
      return List.of();
    }
    boolean requested = !request.languages().isEmpty();
    throw PerspectiveException.unsupportedLanguage(
        known.get(0).name(),
        requested ? "requestedLanguages" : "detectedLanguages",
        told.languages().stream().map(FieldNames::shown).toList());
  }
}
