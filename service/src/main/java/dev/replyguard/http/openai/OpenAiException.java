package dev.replyguard.http.openai;

import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import java.io.Serial;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ends a request with an error of this protocol, with what it says beside the message. */
final class OpenAiException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable String param;
  private final @Nullable String code;

  private OpenAiException(
      ProblemType type, String message, @Nullable String param, @Nullable String code) {
    super(Problem.of(type, message));
    this.param = param;
    this.code = code;
  }

  @Nullable String param() {
    return param;
  }

  @Nullable String code() {
    return code;
  }

  static OpenAiException noKey() {
    return new OpenAiException(
        ProblemType.UNAUTHORIZED,
        "You didn't provide an API key. You need to provide your API key in an Authorization header"
            + " using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
        null,
        null);
  }

  static OpenAiException wrongKey() {
    return new OpenAiException(
        ProblemType.UNAUTHORIZED, "Incorrect API key provided.", null, "invalid_api_key");
  }

  static OpenAiException unreadable() {
    return new OpenAiException(
        ProblemType.MALFORMED_BODY,
        "We could not parse the JSON body of your request: a JSON object expected.",
        null,
        null);
  }

  /** An input that cannot be taken. */
  static OpenAiException input(String expected) {
    return new OpenAiException(
        ProblemType.INVALID_REQUEST,
        "'$.input' is invalid. Please check the API reference: " + expected + " expected.",
        "input",
        null);
  }

  static OpenAiException tooManyImages(int images) {
    return new OpenAiException(
        ProblemType.INVALID_REQUEST,
        String.format(Locale.ROOT, "Number of images (%d) exceeds maximum of 1", images),
        "input",
        "too_many_images");
  }

  static OpenAiException image() {
    return new OpenAiException(
        ProblemType.INVALID_REQUEST,
        "'$.input' is invalid. This model does not support image inputs.",
        "input",
        null);
  }

  static OpenAiException unknownModel(String model) {
    return new OpenAiException(
        ProblemType.NOT_FOUND,
        "The model '" + model + "' does not exist or you do not have access to it.",
        null,
        "model_not_found");
  }
}
