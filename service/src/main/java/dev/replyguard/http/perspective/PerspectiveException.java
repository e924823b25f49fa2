package dev.replyguard.http.perspective;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Locale;

/** Ends a request with an error of this protocol: a status of gRPC, and details. */
final class PerspectiveException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  private static final String ERROR_TYPE =
      "type.googleapis.com/google.commentanalyzer.v1alpha1.Error";

  private final String status;
  private final transient Details details;

  /** Writes the elements of {@code details}. */
  interface Details {
    Details NONE = json -> {};

    void writeTo(JsonGenerator json) throws IOException;
  }

  private PerspectiveException(ProblemType type, String status, String message, Details details) {
    super(Problem.of(type, message));
    this.status = status;
    this.details = details;
  }

  String status() {
    return status;
  }

  Details details() {
    return details;
  }

  /** A request that cannot be answered, with nothing more to say. */
  static PerspectiveException plain(String message) {
    return new PerspectiveException(
        ProblemType.INVALID_REQUEST, "INVALID_ARGUMENT", message, Details.NONE);
  }

  /** A request that cannot be answered, for a reason of the protocol's own list. */
  static PerspectiveException of(String errorType, String message) {
    return new PerspectiveException(
        ProblemType.INVALID_REQUEST,
        "INVALID_ARGUMENT",
        message,
        json -> {
          json.writeStartObject();
          json.writeStringField("@type", ERROR_TYPE);
          json.writeStringField("errorType", errorType);
          json.writeEndObject();
        });
  }

  static PerspectiveException emptyComment() {
    return of("COMMENT_EMPTY", "Comment must be non-empty.");
  }

  static PerspectiveException tooLong(int bytes, int limit) {
    return of(
        "COMMENT_TOO_LONG",
        String.format(
            Locale.ROOT,
            "Comment text was too many bytes. Value (%d) exceeded limit (%d).",
            bytes,
            limit));
  }

  /**
   * An attribute that does not know the text's language.
   *
   * @param field {@code requestedLanguages} or {@code detectedLanguages}
   */
  static PerspectiveException unsupportedLanguage(
      String attribute, String field, List<String> languages) {
    String errorType = "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE";
    return new PerspectiveException(
        ProblemType.INVALID_REQUEST,
        "INVALID_ARGUMENT",
        "Attribute "
            + attribute
            + " does not support request languages: "
            + String.join(", ", languages),
        json -> {
          json.writeStartObject();
          json.writeStringField("@type", ERROR_TYPE);
          json.writeStringField("errorType", errorType);
          json.writeObjectFieldStart("languageNotSupportedByAttributeError");
          json.writeArrayFieldStart(field);
          for (String language : languages) {
            json.writeString(language);
          }
          json.writeEndArray();
          json.writeStringField("attribute", attribute);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /**
   * A body that is not as the protocol has it.
   *
   * @param field where, empty for the whole
   */
  static PerspectiveException badBody(String field, String message) {
    return new PerspectiveException(
        ProblemType.MALFORMED_BODY,
        "INVALID_ARGUMENT",
        message,
        json -> {
          json.writeStartObject();
          json.writeStringField("@type", "type.googleapis.com/google.rpc.BadRequest");
          json.writeArrayFieldStart("fieldViolations");
          json.writeStartObject();
          if (!field.isEmpty()) {
            json.writeStringField("field", field);
          }
          json.writeStringField("description", message);
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  static PerspectiveException noKey() {
    return new PerspectiveException(
        ProblemType.UNAUTHORIZED,
        "PERMISSION_DENIED",
        "Method doesn't allow unregistered callers (callers without established identity)."
            + " Please use API Key or other form of API consumer identity to call this API.",
        Details.NONE);
  }

  static PerspectiveException wrongKey() {
    String message = "API key not valid. Please pass a valid API key.";
    return new PerspectiveException(
        ProblemType.UNAUTHORIZED,
        "INVALID_ARGUMENT",
        message,
        json -> {
          json.writeStartObject();
          json.writeStringField("@type", "type.googleapis.com/google.rpc.ErrorInfo");
          json.writeStringField("reason", "API_KEY_INVALID");
          json.writeStringField("domain", "googleapis.com");
          json.writeObjectFieldStart("metadata");
          json.writeStringField("service", PerspectiveErrors.SERVICE);
          json.writeEndObject();
          json.writeEndObject();
          json.writeStartObject();
          json.writeStringField("@type", "type.googleapis.com/google.rpc.LocalizedMessage");
          json.writeStringField("locale", "en-US");
          json.writeStringField("message", message);
          json.writeEndObject();
        });
  }
}
