package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.pipeline.policy.PolicyDiff;
import dev.replyguard.pipeline.policy.PolicyVersions;
import dev.replyguard.store.PolicyStore.Stored;
import dev.replyguard.store.PolicyStore.Version;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes policies and what is known of their versions. */
final class PolicyEncoder {
  private static final int TYPICAL_SIZE = 256;

  private PolicyEncoder() {}

  /** A stored version with its document. */
  static Buffer stored(Stored stored) {
    return JsonWriter.write(
        TYPICAL_SIZE + stored.source().length(),
        json -> {
          json.writeStartObject();
          writeVersion(json, stored.version());
          json.writeStringField(
              "policy", PolicyVersions.of(stored.version().number(), stored.source()));
          json.writeStringField("format", stored.format().key());
          json.writeStringField("source", stored.source());
          json.writeEndObject();
        });
  }

  /** What holds where a site has stored nothing. */
  static Buffer standard(CompiledPolicy standard) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeNumberField("number", 0);
          json.writeStringField("policy", standard.version());
          json.writeStringField("format", PolicyFormat.JSON.key());
          json.writeStringField("source", "{}");
          json.writeEndObject();
        });
  }

  /** A version that has just been stored. */
  static Buffer version(Version version) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          writeVersion(json, version);
          json.writeEndObject();
        });
  }

  static Buffer versions(List<Version> versions) {
    return JsonWriter.write(
        TYPICAL_SIZE * (1 + versions.size()),
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("versions");
          for (Version version : versions) {
            json.writeStartObject();
            writeVersion(json, version);
            json.writeEndObject();
          }
          json.writeEndArray();
          int last = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).number();
          if (last > 1) {
            json.writeNumberField("next", last - 1);
          }
          json.writeEndObject();
        });
  }

  /** That a draft can be used. */
  static Buffer checked(CompiledPolicy draft) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeStringField("policy", draft.version());
          json.writeEndObject();
        });
  }

  static Buffer diff(int from, int to, PolicyDiff.Result diff) {
    return JsonWriter.write(
        TYPICAL_SIZE * (1 + diff.changes().size()),
        json -> {
          json.writeStartObject();
          json.writeNumberField("from", from);
          json.writeNumberField("to", to);
          json.writeArrayFieldStart("changes");
          for (PolicyDiff.Change change : diff.changes()) {
            json.writeStartObject();
            json.writeStringField("field", change.field());
            writeValue(json, "before", change.before());
            writeValue(json, "after", change.after());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeBooleanField("complete", diff.complete());
          json.writeEndObject();
        });
  }

  private static void writeVersion(JsonGenerator json, Version version) throws IOException {
    json.writeNumberField("number", version.number());
    json.writeStringField("by", version.by().id());
    json.writeStringField("at", version.at().toString());
    JsonWriter.writeKnown(json, "note", version.note());
    Integer restored = version.restored();
    if (restored != null) {
      json.writeNumberField("restored", restored);
    }
  }

  private static void writeValue(JsonGenerator json, String field, @Nullable Object value)
      throws IOException {
    if (value != null) {
      json.writeFieldName(field);
      writeValue(json, value);
    }
  }

  private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> fields) {
      json.writeStartObject();
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        json.writeFieldName(String.valueOf(field.getKey()));
        writeValue(json, field.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> elements) {
      json.writeStartArray();
      for (Object element : elements) {
        writeValue(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Number number) {
      json.writeNumber(number.toString());
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }
}
