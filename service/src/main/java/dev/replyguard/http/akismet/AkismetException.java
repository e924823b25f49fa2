package dev.replyguard.http.akismet;

import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import java.io.Serial;

/** Ends a call with {@code invalid}: a key or a field is missing or wrong. */
final class AkismetException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  private AkismetException(ProblemType type, String help) {
    super(Problem.of(type, help));
  }

  static AkismetException noKey() {
    return new AkismetException(ProblemType.UNAUTHORIZED, "Empty \"api_key\" value");
  }

  static AkismetException wrongKey() {
    return new AkismetException(
        ProblemType.UNAUTHORIZED, "We were unable to parse your key: no site has it");
  }

  static AkismetException wrong(String field, String expected) {
    return new AkismetException(
        ProblemType.INVALID_REQUEST, "Wrong \"" + field + "\" value: " + expected + " expected");
  }

  static AkismetException empty(String field) {
    return new AkismetException(ProblemType.INVALID_REQUEST, "Empty \"" + field + "\" value");
  }
}
