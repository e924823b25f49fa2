package dev.replyguard.http.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.http.JsonOutput;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.TextScoring;
import dev.replyguard.http.TimeOrderedIds;
import dev.replyguard.http.openai.Category.Threshold;
import dev.replyguard.model.Scores;
import dev.replyguard.store.UsageStore.Dialect;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * {@code POST /v1/moderations}: scores texts; a category is flagged where the site's policy would
 * hold a comment for it. For one event loop.
 */
final class CreateModeration implements Handler<RoutingContext> {
  static final String MEDIA_TYPE = "application/json";

  private static final int TYPICAL_SIZE = 1_200;

  private final TextScoring scoring;
  private final Function<String, Threshold> thresholds;
  private final TimeOrderedIds ids;

  CreateModeration(TextScoring scoring, Function<String, Threshold> thresholds, Clock clock) {
    this.scoring = scoring;
    this.thresholds = thresholds;
    this.ids = TimeOrderedIds.seededBySystem(clock);
  }

  @Override
  public void handle(RoutingContext context) {
    long start = System.nanoTime();
    ModerationRequest request = ModerationRequest.read(context.body().buffer());
    RequestState.of(context).scored(Dialect.OPENAI, null);
    Threshold threshold = thresholds.apply(RequestState.of(context).site().id());
    scoring
        .score(request.texts())
        .map(scores -> encode(request, scores, threshold))
        .onSuccess(json -> send(context, json, start))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, Buffer json, long start) {
    // The client may have left meanwhile.
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    RateLimitHeaders.set(context);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .putHeader("openai-version", "2020-10-01")
        .putHeader("openai-processing-ms", Long.toString(millis))
        .end(json);
  }

  private Buffer encode(ModerationRequest request, List<Scores> results, Threshold threshold) {
    List<Category> categories =
        Category.ALL.stream()
            .filter(category -> category.isOld() || !request.isTextOnly())
            .toList();
    return JsonOutput.write(
        TYPICAL_SIZE * results.size(),
        json -> {
          json.writeStartObject();
          json.writeStringField("id", "modr-" + ids.next());
          json.writeStringField("model", request.model());
          json.writeArrayFieldStart("results");
          for (Scores scores : results) {
            json.writeStartObject();
            writeResult(json, categories, scores, threshold);
            if (!request.isTextOnly()) {
              writeInputTypes(json, categories, scores);
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void writeResult(
      JsonGenerator json, List<Category> categories, Scores scores, Threshold threshold)
      throws IOException {
    json.writeBooleanField(
        "flagged", categories.stream().anyMatch(category -> category.applies(scores, threshold)));
    json.writeObjectFieldStart("categories");
    for (Category category : categories) {
      json.writeBooleanField(category.key(), category.applies(scores, threshold));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("category_scores");
    for (Category category : categories) {
      json.writeFieldName(category.key());
      JsonOutput.writeProbability(json, category.score(scores));
    }
    json.writeEndObject();
  }

  /** What was looked at for each category: nothing where the model has no such label. */
  private static void writeInputTypes(JsonGenerator json, List<Category> categories, Scores scores)
      throws IOException {
    json.writeObjectFieldStart("category_applied_input_types");
    for (Category category : categories) {
      json.writeArrayFieldStart(category.key());
      if (category.isScored(scores)) {
        json.writeString("text");
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
