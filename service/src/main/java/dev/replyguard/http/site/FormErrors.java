package dev.replyguard.http.site;

import dev.replyguard.http.ErrorForm;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.RequestState;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Errors as people see them who sent a form: back on the page, where it is known to be the site's;
 * else as a problem document, which names the form's fields.
 */
final class FormErrors implements ErrorForm {
  /** The outcome of a form that was not taken, and should be sent again. */
  static final String ERROR = "error";

  @Override
  public void answer(RoutingContext context, Problem problem) {
    Optional<ReturnAddress> back =
        RequestState.of(context).key().flatMap(key -> ReturnAddress.of(context.request(), key));
    if (back.isPresent()) {
      Map<String, String> more = new LinkedHashMap<>();
      more.put("error", problem.type().key());
      problem.errors().stream()
          .findFirst()
          .ifPresent(error -> more.put("field", FormFields.named(error.field())));
      seeOther(context, back.get().with(ERROR, more));
    } else {
      document(context, named(problem));
    }
  }

  private static Problem named(Problem problem) {
    return problem.errors().isEmpty()
        ? problem
        : Problem.invalid(
            problem.errors().stream()
                .map(error -> new FieldError(FormFields.named(error.field()), error.message()))
                .toList());
  }

  private static void document(RoutingContext context, Problem problem) {
    context
        .response()
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(problem.toJson(RequestState.of(context).requestId()));
  }

  /** Has the browser get that address. */
  static void seeOther(RoutingContext context, String address) {
    // The client may have left meanwhile.
    if (!context.response().ended() && !context.response().closed()) {
      context.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, address).end();
    }
  }
}
