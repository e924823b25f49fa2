package dev.replyguard.http.v1;

import dev.replyguard.access.openid.OpenIdSignIn;
import dev.replyguard.access.openid.Outcome;
import dev.replyguard.access.openid.Return;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.ClientAddresses;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.SessionCookie;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operations with which people sign in at an OpenID provider, for one event loop. They are for
 * browsers, which are sent on: what goes wrong is told by the console, by the end of its address.
 */
public final class OpenIdOperations {
  /** Where the provider sends people back to, below the service's own address. */
  public static final String CALLBACK = "v1/sign-in/openid/callback";

  private final @Nullable OpenIdSignIn signIn;
  private final SessionCookie cookie;
  private final ClientAddresses addresses;
  private final String console;

  /**
   * The operations over their collaborators.
   *
   * @param signIn null where there is no provider
   * @param console the address of the console
   */
  public OpenIdOperations(
      @Nullable OpenIdSignIn signIn,
      SessionCookie cookie,
      ClientAddresses addresses,
      String console) {
    this.signIn = signIn;
    this.cookie = cookie;
    this.addresses = addresses;
    this.console = console;
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("getSignIn", 0, this::ways),
        new ApiOperation("startOpenIdSignIn", 0, this::start),
        new ApiOperation("finishOpenIdSignIn", 0, this::finish));
  }

  private void ways(RoutingContext context) {
    if (signIn == null) {
      Exchanges.answer(context, Future.succeededFuture(ways(null, false)));
    } else {
      String name = signIn.name();
      onLoop(signIn.isThere(), context, there -> answer(context, ways(name, there)));
    }
  }

  private static void answer(RoutingContext context, Buffer body) {
    Exchanges.answer(context, Future.succeededFuture(body));
  }

  private static Buffer ways(@Nullable String name, boolean there) {
    return JsonWriter.write(
        64,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("password", true);
          if (name != null) {
            json.writeObjectFieldStart("openId");
            json.writeStringField("name", name);
            json.writeBooleanField("available", there);
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }

  private void start(RoutingContext context) {
    onLoop(
        configured().begin(),
        context,
        begun -> {
          if (begun.isEmpty()) {
            redirect(context, console + "#signin=unavailable");
          } else {
            cookie.setTicket(context, begun.get().ticket(), begun.get().validity());
            redirect(context, begun.get().address().toString());
          }
        });
  }

  private void finish(RoutingContext context) {
    Return back =
        new Return(
            SessionCookie.ticket(context),
            parameter(context, "state"),
            parameter(context, "code"),
            parameter(context, "error"),
            parameter(context, "iss"));
    onLoop(
        configured().finish(back, addresses.callerOf(context.request())),
        context,
        outcome -> {
          cookie.setTicket(context, "", Duration.ZERO);
          if (outcome instanceof Outcome.Done done) {
            cookie.set(context, done.session());
            redirect(context, console);
          } else {
            redirect(context, console + "#signin=" + inWord(outcome));
          }
        });
  }

  private static String inWord(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      return refused.reason().key();
    }
    return outcome instanceof Outcome.Locked ? "locked" : "unavailable";
  }

  private OpenIdSignIn configured() {
    if (signIn == null) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "there is no OpenID provider; see signIn.oidc.issuer");
    }
    return signIn;
  }

  private static @Nullable String parameter(RoutingContext context, String name) {
    List<String> values = context.queryParam(name);
    return values.size() == 1 ? values.get(0) : null;
  }

  /** Many may wait for one answer of the provider: each goes on on its own event loop. */
  private static <T> void onLoop(Future<T> work, RoutingContext context, Consumer<T> next) {
    Context loop = context.vertx().getOrCreateContext();
    work.onComplete(
        done ->
            loop.runOnContext(
                here -> {
                  if (context.response().ended() || context.response().closed()) {
                    return;
                  }
                  if (done.succeeded()) {
                    next.accept(done.result());
                  } else {
                    context.fail(done.cause());
                  }
                }));
  }

  private static void redirect(RoutingContext context, String to) {
    context
        .response()
        .setStatusCode(302)
        .putHeader(HttpHeaders.LOCATION, to)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Referrer-Policy", "no-referrer")
        .end();
  }
}
