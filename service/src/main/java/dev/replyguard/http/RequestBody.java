package dev.replyguard.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request that must be of one media type: checks what it is declared to be
 * before reading, and bounds its size and the time it may take.
 */
final class RequestBody {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final String mediaType;
  private final Duration timeout;
  private final long limit;
  private final BodyHandler reader;

  private RequestBody(String mediaType, long limit, Duration timeout) {
    this.mediaType = mediaType;
    this.timeout = timeout;
    this.limit = limit;
    this.reader = BodyHandler.create(false).setBodyLimit(limit).setPreallocateBodyBuffer(true);
  }

  /**
   * Takes JSON of that many bytes at most, within that time.
   *
   * @param limit at least 1
   */
  static RequestBody json(long limit, Duration timeout) {
    return new RequestBody(JSON, limit, timeout);
  }

  /** As {@link #json}, of the URL-encoded fields of a form. */
  static RequestBody form(long limit, Duration timeout) {
    return new RequestBody(FORM, limit, timeout);
  }

  /** The handlers, in order. */
  List<Handler<RoutingContext>> handlers() {
    return List.of(this::checkMediaType, this::read, RequestBody::arrived);
  }

  private void checkMediaType(RoutingContext context) {
    if (isExpected(context.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
      context.next();
    } else {
      context.fail(
          new ProblemException(
              new Problem(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  "Content-Type: " + mediaType + " in UTF-8 expected",
                  List.of(),
                  Map.of(HttpHeaders.ACCEPT.toString(), mediaType))));
    }
  }

  private boolean isExpected(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    if (contentType.equals(mediaType)) {
      return true;
    }
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().equalsIgnoreCase(mediaType)
        && (semicolon < 0 || isUtf8(contentType.substring(semicolon + 1)));
  }

  /** Parameters may be anything (RFC 8259 defines none), but a charset must be the one there is. */
  private static boolean isUtf8(String parameters) {
    for (String parameter : parameters.split(";", -1)) {
      String given = parameter.strip().toLowerCase(Locale.ROOT).replace("\"", "");
      if (given.startsWith("charset=") && !given.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }

  private void read(RoutingContext context) {
    long timer = context.vertx().setTimer(timeout.toMillis(), id -> giveUp(context));
    RequestState.of(context).awaitBody(new PendingBody(timer, limit));
    reader.handle(context);
  }

  private static void arrived(RoutingContext context) {
    RequestState.of(context).takePendingBody().ifPresent(body -> cancel(context, body));
    context.next();
  }

  private static void cancel(RoutingContext context, PendingBody body) {
    context.vertx().cancelTimer(body.timer());
  }

  private void giveUp(RoutingContext context) {
    if (!context.failed() && RequestState.of(context).takePendingBody().isPresent()) {
      String detail = "body: its end expected within " + timeout.toMillis() + " ms";
      context.fail(
          new ProblemException(
              Problem.of(ProblemType.BODY_TIMEOUT, detail)
                  .withHeader(HttpHeaders.CONNECTION.toString(), "close")));
    }
  }
}
