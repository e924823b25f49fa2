package dev.replyguard.http.site;

import dev.replyguard.domain.SiteKey;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.v1.Submissions;
import dev.replyguard.http.v1.Submitted;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Takes in a form that a browser posts by itself, and sends it back to the page. */
final class PostedForm implements Handler<RoutingContext> {
  private final Submissions submissions;

  PostedForm(Submissions submissions) {
    this.submissions = submissions;
  }

  @Override
  public void handle(RoutingContext context) {
    SiteKey key = RequestState.of(context).key().orElseThrow();
    ReturnAddress back =
        ReturnAddress.of(context.request(), key)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.invalid(
                            List.of(
                                new FieldError(
                                    ReturnAddress.FIELD,
                                    "an address of one of the key's origins expected")))));
    JsonObject submission = FormFields.submission(context.request().formAttributes());
    submissions
        .submit(context, submission.toBuffer())
        .onSuccess(submitted -> FormErrors.seeOther(context, address(back, submitted)))
        .onFailure(context::fail);
  }

  private static String address(ReturnAddress back, Submitted submitted) {
    return submitted.recorded()
        ? back.with(submitted.outcome().key(), Map.of())
        : back.with(FormErrors.ERROR, Map.of("error", "not-recorded"));
  }
}
