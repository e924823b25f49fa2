package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.review.ReviewStatistics;
import dev.replyguard.store.StatisticsStore;
import dev.replyguard.store.StatisticsStore.Day;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** {@code GET /v1/review/statistics}: how good service and people were. */
final class GetStatistics implements Handler<RoutingContext> {
  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_DAYS = 366;

  private final StatisticsStore statistics;
  private final Clock clock;

  GetStatistics(StatisticsStore statistics, Clock clock) {
    this.statistics = statistics;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = new QueryParameters(context);
    int days = query.whole("days", 1, MAX_DAYS, DEFAULT_DAYS);
    boolean daily = query.bool("daily", false);
    query.check();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first = today.minusDays(days - 1L);
    Exchanges.answer(
        context,
        statistics
            .days(Callers.site(context), first, days)
            .map(
                found ->
                    encode(first, today, ReviewStatistics.of(found), daily ? found : List.of())));
  }

  private static Buffer encode(
      LocalDate first, LocalDate last, ReviewStatistics statistics, List<Day> days) {
    return JsonWriter.write(
        512,
        json -> {
          json.writeStartObject();
          json.writeStringField("from", first.toString());
          json.writeStringField("to", last.toString());
          json.writeNumberField("sampled", statistics.sampled());
          write(json, "rejectionsConfirmed", statistics.rejectionsConfirmed());
          write(json, "approvalsMissed", statistics.approvalsMissed());
          write(json, "heldRejected", statistics.heldRejected());
          write(json, "agreement", statistics.agreement());
          writeCounts(json, statistics.counts());
          if (!days.isEmpty()) {
            json.writeArrayFieldStart("days");
            for (Day day : days) {
              json.writeStartObject();
              json.writeStringField("date", day.day().toString());
              writeCounts(json, day.counts());
              json.writeEndObject();
            }
            json.writeEndArray();
          }
          json.writeEndObject();
        });
  }

  private static void writeCounts(JsonGenerator json, Map<String, Long> counts) throws IOException {
    json.writeObjectFieldStart("counts");
    for (Map.Entry<String, Long> count : new TreeMap<>(counts).entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, OptionalDouble share)
      throws IOException {
    json.writeFieldName(field);
    if (share.isPresent()) {
      JsonWriter.writeProbability(json, (float) share.getAsDouble());
    } else {
      json.writeNull();
    }
  }
}
