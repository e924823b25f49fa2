package dev.replyguard.http.v1;

import dev.replyguard.access.Sessions;
import dev.replyguard.access.SignIn;
import dev.replyguard.access.SignIn.Outcome;
import dev.replyguard.access.SignedIn;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.ClientAddresses;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.SessionCookie;
import dev.replyguard.pipeline.SiteDirectory;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** The operations with which people sign in and out, for one event loop. */
public final class SessionOperations {
  private static final int BODY_BYTES = 8 << 10;
  private static final String ADMIN = "admin";

  private final SignIn signIn;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final ClientAddresses addresses;
  private final SiteDirectory sites;
  private final Origins origins;

  /** The operations over their collaborators. */
  public SessionOperations(
      SignIn signIn,
      Sessions sessions,
      SessionCookie cookie,
      ClientAddresses addresses,
      SiteDirectory sites,
      Origins origins) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.cookie = cookie;
    this.addresses = addresses;
    this.sites = sites;
    this.origins = origins;
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("createSession", BODY_BYTES, this::create),
        new ApiOperation("getSession", 0, this::get),
        new ApiOperation("deleteSession", 0, this::delete),
        new ApiOperation("deleteSessions", 0, this::deleteAll),
        new ApiOperation("changePassword", BODY_BYTES, this::changePassword),
        new ApiOperation("getSetup", 0, this::getSetup),
        new ApiOperation("completeSetup", BODY_BYTES, this::completeSetup));
  }

  private void create(RoutingContext context) {
    var request = SignInDecoder.credentials(Exchanges.body(context));
    letIn(
        context,
        signIn.withPassword(request.user(), request.password(), caller(context)),
        new ProblemException(
            new Problem(
                ProblemType.UNAUTHORIZED,
                "user, password: those of a user expected",
                List.of(),
                Map.of("WWW-Authenticate", "Bearer realm=\"ReplyGuard\""))));
  }

  private void get(RoutingContext context) {
    Exchanges.answer(context, Future.succeededFuture(encoded(person(context))));
  }

  private void delete(RoutingContext context) {
    Exchanges.done(
        context,
        sessions
            .close(person(context), origins.of(context))
            .onSuccess(closed -> cookie.clear(context)));
  }

  private void deleteAll(RoutingContext context) {
    Exchanges.done(
        context,
        sessions
            .closeAll(person(context), origins.of(context))
            .onSuccess(closed -> cookie.clear(context)));
  }

  private void changePassword(RoutingContext context) {
    var request = SignInDecoder.passwordChange(Exchanges.body(context));
    letIn(
        context,
        signIn.withNewPassword(
            person(context), request.current(), request.password(), caller(context)),
        new ProblemException(
            ProblemType.FORBIDDEN, "current: the password of the user expected, got another"));
  }

  private void getSetup(RoutingContext context) {
    Exchanges.answer(
        context,
        signIn
            .isSetupOffered()
            .map(
                needed ->
                    JsonWriter.write(
                        32,
                        json -> {
                          json.writeStartObject();
                          json.writeBooleanField("needed", needed);
                          json.writeEndObject();
                        })));
  }

  private void completeSetup(RoutingContext context) {
    var request = SignInDecoder.setup(Exchanges.body(context));
    letIn(
        context,
        signIn.withSetupToken(ADMIN, request.token(), request.password(), caller(context)),
        new ProblemException(
            ProblemType.FORBIDDEN,
            "token: the one that the first start printed expected, not used yet"));
  }

  private void letIn(RoutingContext context, Future<Outcome> attempt, ProblemException refusal) {
    Exchanges.answer(
        context,
        attempt.map(
            outcome -> {
              if (outcome instanceof Outcome.Done done) {
                cookie.set(context, done.session());
                return encoded(done.session());
              }
              throw outcome instanceof Outcome.Locked locked ? lockedOut(locked) : refusal;
            }));
  }

  private static ProblemException lockedOut(Outcome.Locked locked) {
    long seconds = Math.max(1, locked.retryAfter().plusMillis(999).toSeconds());
    return new ProblemException(
        Problem.of(ProblemType.TOO_MANY_ATTEMPTS, "too many attempts have failed; try again later")
            .withHeader(HttpHeaders.RETRY_AFTER.toString(), Long.toString(seconds)));
  }

  private Buffer encoded(SignedIn session) {
    return UserEncoder.session(
        session, session.user().usable(sites.sites().stream().map(site -> site.id()).toList()));
  }

  private String caller(RoutingContext context) {
    return addresses.callerOf(context.request());
  }

  private static SignedIn person(RoutingContext context) {
    return RequestState.of(context).signedIn().orElseThrow();
  }
}
