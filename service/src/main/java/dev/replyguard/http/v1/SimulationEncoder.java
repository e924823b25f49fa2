package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.pipeline.NotReplayed;
import dev.replyguard.pipeline.Replayed;
import dev.replyguard.pipeline.ReplayedComment;
import dev.replyguard.pipeline.ScoreDistribution;
import dev.replyguard.pipeline.ScoreDistribution.Histogram;
import dev.replyguard.pipeline.Simulated.Coverage;
import dev.replyguard.pipeline.SimulationSummary;
import dev.replyguard.pipeline.SimulationSummary.Agreement;
import dev.replyguard.pipeline.SimulationSummary.Comparison;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes what a simulation comes to. */
final class SimulationEncoder {
  /** How many changed comments are told. */
  static final int MAX_CHANGED = 1_000;

  private static final int TYPICAL_SIZE = 1_024;

  private SimulationEncoder() {}

  static Buffer encode(
      CompiledPolicy draft,
      SimulationSummary summary,
      Coverage coverage,
      @Nullable Instant next,
      boolean withDistribution) {
    List<ReplayedComment> changed = summary.changed();
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeStringField("policy", draft.version());
          json.writeNumberField("comments", summary.comments());
          write(json, "before", summary.before());
          write(json, "after", summary.after());
          json.writeNumberField("ruled", summary.ruled());
          write(json, "held", summary.held());
          write(json, "rejected", summary.rejected());
          json.writeNumberField("changes", changed.size());
          json.writeArrayFieldStart("changed");
          for (ReplayedComment comment :
              changed.subList(0, Math.min(changed.size(), MAX_CHANGED))) {
            write(json, comment);
          }
          json.writeEndArray();
          JsonWriter.writeKnown(json, "next", next == null ? null : next.toString());
          ThresholdsEncoder.write(json, label -> draft.thresholds(null, label));
          json.writeArrayFieldStart("replayed");
          for (Replayed each : Replayed.of(draft)) {
            write(json, each.rule(), each.message());
          }
          json.writeEndArray();
          json.writeArrayFieldStart("notReplayed");
          for (NotReplayed each : NotReplayed.of(draft, coverage)) {
            write(json, each.rule(), each.message());
          }
          json.writeEndArray();
          if (withDistribution) {
            write(json, summary.distribution());
          }
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, String rule, String message) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", rule);
    json.writeStringField("message", message);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, Map<Verdict, Integer> counts)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<Verdict, Integer> count : counts.entrySet()) {
      json.writeNumberField(count.getKey().key(), count.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, Comparison comparison)
      throws IOException {
    json.writeObjectFieldStart(field);
    write(json, "before", comparison.before());
    write(json, "after", comparison.after());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, Agreement agreement)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("truePositives", agreement.truePositives());
    json.writeNumberField("falsePositives", agreement.falsePositives());
    json.writeNumberField("falseNegatives", agreement.falseNegatives());
    write(json, "precision", agreement.precision());
    write(json, "recall", agreement.recall());
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

  private static void write(JsonGenerator json, ScoreDistribution distribution) throws IOException {
    json.writeObjectFieldStart("distribution");
    for (Map.Entry<Label, Histogram> each : distribution.labels().entrySet()) {
      json.writeObjectFieldStart(each.getKey().key());
      write(json, "approved", each.getValue().approved());
      write(json, "rejected", each.getValue().rejected());
      write(json, "undecided", each.getValue().undecided());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, List<Integer> counts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (int count : counts) {
      json.writeNumber(count);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, ReplayedComment comment) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", comment.id());
    json.writeStringField("recordedAt", comment.recordedAt().toString());
    json.writeStringField("before", comment.before().key());
    json.writeStringField("after", comment.after().key());
    Ruling ruling = comment.ruling();
    JsonWriter.writeKnown(json, "ruled", ruling == null ? null : ruling.verdict().key());
    json.writeArrayFieldStart("rules");
    for (String rule : comment.rules()) {
      json.writeString(rule);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
