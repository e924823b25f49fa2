package dev.replyguard.http.perspective;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.Actor;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Verdict;
import dev.replyguard.http.JsonOutput;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.perspective.AnalysedComments.Analysed;
import dev.replyguard.model.Label;
import dev.replyguard.pipeline.LanguageDetector;
import dev.replyguard.review.RulingDraft;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code POST /v1alpha1/comments:suggestscore}: what somebody says the scores should be. It becomes
 * the site's own decision about the comment, which is recorded where it was not yet: approved where
 * every score is below one half, else rejected for the highest.
 */
final class SuggestScore implements Handler<RoutingContext> {
  private static final double REJECTED_FROM = 0.5;

  private final AnalysedComments comments;
  private final Supplier<LanguageDetector> detector;
  private final Attributes attributes;

  SuggestScore(
      AnalysedComments comments, Supplier<LanguageDetector> detector, String modelVersion) {
    this.comments = comments;
    this.detector = detector;
    this.attributes = new Attributes(modelVersion);
  }

  @Override
  public void handle(RoutingContext context) {
    boolean pretty = StandardParameters.check(context);
    String site = RequestState.of(context).site().id();
    SuggestRequest request = SuggestRequest.read(AnalyzeComment.body(context));
    Analysed analysed =
        new Analysed(request.text(), request.clientToken(), request.context(), request.languages());
    AnalyzeComment.send(
        context,
        comments
            .decide(site, analysed, draft(request, Actor.site(site)))
            .map(decided -> answer(request, pretty)));
  }

  private RulingDraft draft(SuggestRequest request, Actor by) {
    Map.Entry<String, Double> highest = null;
    for (Map.Entry<String, Double> entry : request.scores().entrySet()) {
      if (highest == null || entry.getValue() > highest.getValue()) {
        highest = entry;
      }
    }
    if (highest == null || highest.getValue() < REJECTED_FROM) {
      return new RulingDraft(Verdict.APPROVE, null, null, by);
    }
    Label label = attributes.find(highest.getKey());
    RejectReason reason =
        label == null
            ? RejectReason.OTHER
            : RejectReason.ofKey(label.key()).orElse(RejectReason.OTHER);
    return new RulingDraft(Verdict.REJECT, reason, null, by);
  }

  private Buffer answer(SuggestRequest request, boolean pretty) {
    List<String> detected =
        request.languages().isEmpty()
            ? List.of(detector.get().detect(request.text()).orElse(TextLanguages.UNDETERMINED))
            : List.of();
    return JsonOutput.write(
        128,
        json -> {
          if (pretty) {
            json.useDefaultPrettyPrinter();
          }
          json.writeStartObject();
          if (request.clientToken() != null) {
            json.writeStringField("clientToken", request.clientToken());
          }
          writeStrings(json, "requestedLanguages", request.languages());
          writeStrings(json, "detectedLanguages", detected);
          json.writeEndObject();
        });
  }

  private static void writeStrings(JsonGenerator json, String field, List<String> values)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
