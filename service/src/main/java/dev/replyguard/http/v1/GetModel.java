package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.model.Bundle;
import dev.replyguard.model.Interval;
import dev.replyguard.model.ModelCard;
import dev.replyguard.model.ModelCard.Metric;
import dev.replyguard.model.ModelCard.Source;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/** {@code GET /v1/model}: what gives the scores. The answer is written once. */
final class GetModel implements Handler<RoutingContext> {
  private static final int TYPICAL_SIZE = 16_384;

  private final Buffer answer;

  GetModel(Bundle bundle) {
    this.answer = JsonWriter.write(TYPICAL_SIZE, json -> write(json, bundle));
  }

  @Override
  public void handle(RoutingContext context) {
    Exchanges.answer(context, Future.succeededFuture(answer));
  }

  private static void write(JsonGenerator json, Bundle bundle) throws IOException {
    ModelCard card = bundle.card();
    json.writeStartObject();
    json.writeStringField("version", bundle.version());
    json.writeStringField("digest", bundle.digest());
    json.writeStringField("name", card.name());
    json.writeStringField("description", card.description());
    json.writeArrayFieldStart("languages");
    for (String language : card.languages()) {
      json.writeString(language);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sources");
    for (Source source : card.sources()) {
      json.writeStartObject();
      json.writeStringField("name", source.name());
      json.writeStringField("licence", source.licence());
      json.writeNumberField("rows", source.rows());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("metrics");
    for (Metric metric : card.metrics()) {
      write(json, metric);
    }
    json.writeEndArray();
    json.writeStringField("provenance", card.provenance());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Metric metric) throws IOException {
    json.writeStartObject();
    json.writeStringField("dataset", metric.dataset());
    json.writeStringField("label", metric.label());
    json.writeStringField("name", metric.name());
    json.writeNumberField("value", metric.value());
    Interval interval = metric.interval();
    if (interval != null) {
      json.writeNumberField("low", interval.low());
      json.writeNumberField("high", interval.high());
    }
    json.writeEndObject();
  }
}
