package dev.replyguard.http.v1;

import dev.replyguard.domain.Actor;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Who acts by a request: who has signed in, the site whose key it carries, or whom the site says it
 * acts for.
 */
final class Callers {
  /** Names the moderator that the site's own pages act for. */
  static final String MODERATOR = "X-Moderator";

  private Callers() {}

  /** The id of the site that the request is about. */
  static String site(RoutingContext context) {
    return RequestState.of(context).site().id();
  }

  /**
   * Who is to be named in the audit trail.
   *
   * @throws ProblemException when the header that names a moderator is not a name, or the caller is
   *     not one whose word is taken for it
   */
  static Actor actor(RoutingContext context) {
    RequestState state = RequestState.of(context);
    String moderator = context.request().getHeader(MODERATOR);
    if (moderator != null && !state.actsForModerators()) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          MODERATOR + ": no such header expected but with a site's admin key");
    }
    if (moderator == null) {
      return state.signedIn().map(person -> person.user().actor()).orElseGet(() -> site(state));
    }
    String complaint = StringRule.PERSON.complaint(moderator);
    if (complaint != null) {
      throw new ProblemException(Problem.invalid(List.of(new FieldError(MODERATOR, complaint))));
    }
    return Actor.moderator(moderator);
  }

  private static Actor site(RequestState state) {
    return Actor.site(state.site().id());
  }
}
