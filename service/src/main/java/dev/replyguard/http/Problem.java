package dev.replyguard.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An error as the caller is told it: a problem document of RFC 9457.
 *
 * @param type what kind of error this is
 * @param detail what is wrong this time, without the text of a comment
 * @param errors the fields that are wrong; empty where it is not about fields
 * @param headers what goes into the answer's header, by name
 */
public record Problem(
    ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers) {

  /** The media type of {@link #toJson}. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonFactory JSON = new JsonFactory();

  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  /** A problem that is not about fields. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), Map.of());
  }

  /** A request whose fields are wrong in these ways, at least one. */
  public static Problem invalid(List<FieldError> errors) {
    String fields =
        errors.stream().map(FieldError::field).distinct().collect(Collectors.joining(", "));
    String detail =
        errors.size() == 1
            ? "1 field is wrong: " + fields
            : errors.size() + " errors in these fields: " + fields;
    return new Problem(ProblemType.INVALID_REQUEST, detail, errors, Map.of());
  }

  /** This problem with one more header. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Problem(type, detail, errors, more);
  }

  /** The document, for the request of that id. */
  public Buffer toJson(String requestId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", type.urn());
      json.writeStringField("title", type.title());
      json.writeNumberField("status", type.status());
      json.writeStringField("detail", detail);
      json.writeStringField("requestId", requestId);
      if (!errors.isEmpty()) {
        json.writeArrayFieldStart("errors");
        for (FieldError error : errors) {
          json.writeStartObject();
          json.writeStringField("field", error.field());
          json.writeStringField("message", error.message());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
    return Buffer.buffer(out.toByteArray());
  }
}
