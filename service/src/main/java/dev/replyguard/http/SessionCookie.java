package dev.replyguard.http;

import dev.replyguard.access.SignedIn;
import dev.replyguard.config.SecureCookie;
import io.netty.util.NetUtil;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that carries a session: out of reach of scripts, not sent along by other sites' pages,
 * and over encrypted connections only where there are such.
 */
public final class SessionCookie {
  private static final String NAME = "rg_session";
  private static final int MAX_LENGTH = 100;
  private static final String TICKET_NAME = "rg_sign_in";
  private static final int MAX_TICKET_LENGTH = 200;

  private final SecureCookie secure;
  private final InstantSource clock;

  /** A cookie that is for encrypted connections only as {@code secure} says. */
  public SessionCookie(SecureCookie secure, InstantSource clock) {
    this.secure = secure;
    this.clock = clock;
  }

  /** The token that came with the request. */
  static Optional<String> token(RoutingContext context) {
    Cookie cookie = context.request().getCookie(NAME);
    return Optional.ofNullable(cookie)
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH);
  }

  /** Hands the session over with the answer. */
  public void set(RoutingContext context, SignedIn session) {
    Duration left = Duration.between(clock.instant(), session.endsAt());
    long seconds = Math.max(0, left.plusMillis(999).toSeconds());
    context.response().addCookie(cookie(context, session.token(), seconds));
  }

  /** Takes the cookie back with the answer. */
  public void clear(RoutingContext context) {
    context.response().addCookie(cookie(context, "", 0));
  }

  /** The ticket of a sign-in elsewhere that came with the request, or null. */
  public static @Nullable String ticket(RoutingContext context) {
    Cookie cookie = context.request().getCookie(TICKET_NAME);
    return cookie == null || cookie.getValue().length() > MAX_TICKET_LENGTH
        ? null
        : cookie.getValue();
  }

  /** Has the browser keep the ticket while somebody signs in elsewhere; it is gone without one. */
  public void setTicket(RoutingContext context, String ticket, Duration validity) {
    // Sent along when the other site sends the browser back, which a strict one is not.
    context
        .response()
        .addCookie(
            cookie(context, TICKET_NAME, ticket, validity.toSeconds())
                .setSameSite(CookieSameSite.LAX));
  }

  private Cookie cookie(RoutingContext context, String value, long seconds) {
    return cookie(context, NAME, value, seconds);
  }

  private Cookie cookie(RoutingContext context, String name, String value, long seconds) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(isSecure(context.request()))
        .setMaxAge(seconds);
  }

  private boolean isSecure(HttpServerRequest request) {
    return switch (secure) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))
              || !isLoopback(request.authority());
    };
  }

  private static boolean isLoopback(@Nullable HostAndPort authority) {
    String host = authority == null ? "" : authority.host();
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || (host.startsWith("127.") && NetUtil.isValidIpV4Address(host))
        || host.equals("[::1]")
        || host.equals("::1");
  }
}
