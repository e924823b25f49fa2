package dev.replyguard.http.v1;

import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;

/** What stands in a request's path. */
final class PathParameters {
  private PathParameters() {}

  /**
   * An identifier of the site's own.
   *
   * @throws ProblemException when it is none
   */
  static String identifier(RoutingContext context, String name) {
    String value = Objects.requireNonNull(context.pathParam(name), "the contract's path has it");
    String complaint = StringRule.IDENTIFIER.complaint(value);
    if (complaint != null) {
      throw new ProblemException(Problem.invalid(List.of(new FieldError(name, complaint))));
    }
    return value;
  }
}
