package dev.replyguard.events;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver answers, up to where it is of use: the status counts, however the rest arrives.
 * For one exchange and one event loop.
 */
final class WebhookAnswer {
  private static final int MAX_READ = 64 << 10;
  private static final int MAX_KEPT = 2_000;
  private static final Duration LONGEST_WISH = Duration.ofHours(6);

  private final Promise<Void> over = Promise.promise();
  private final Buffer kept = Buffer.buffer();
  private @Nullable HttpClientRequest request;
  private int read;
  private int status;
  private @Nullable Duration retryAfter;
  private @Nullable String error;
  private boolean closed;

  /** Completes when no more of it is awaited. */
  Future<Void> over() {
    return over.future();
  }

  /** Sends the request that the answer is to; empty once it is on its way. */
  Future<Void> sent(HttpClientRequest connected, String body) {
    request = connected;
    if (closed) {
      connected.reset();
      return Future.succeededFuture();
    }
    return connected.send(body).map(this::begin).mapEmpty();
  }

  private HttpClientResponse begin(HttpClientResponse response) {
    status = response.statusCode();
    if (status < 200 || status > 299) {
      boolean redirect = status > 299 && status < 400;
      error = "HTTP status " + status + (redirect ? ": redirects are not followed" : "");
    }
    retryAfter = seconds(response.getHeader("Retry-After"));
    response.handler(this::take);
    response.exceptionHandler(failure -> close());
    response.endHandler(end -> close());
    return response;
  }

  private void take(Buffer part) {
    read += part.length();
    kept.appendBuffer(part, 0, Math.min(part.length(), MAX_KEPT - kept.length()));
    if (read > MAX_READ) {
      abort();
    }
  }

  /** Nobody waits for it any longer. */
  void timeOut(Duration after) {
    if (status == 0) {
      error = "no answer within " + after.toSeconds() + " s";
    }
    abort();
  }

  /** Nothing could be sent, or nothing came. */
  void fail(Throwable failure) {
    if (!closed && status == 0) {
      error = inWords(failure);
    }
    close();
  }

  private void abort() {
    close();
    if (request != null) {
      request.reset();
    }
  }

  private void close() {
    closed = true;
    over.tryComplete();
  }

  int status() {
    return status;
  }

  /** What is wrong with it, null where the receiver has taken what was sent. */
  @Nullable String error() {
    return error;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The beginning of what the receiver said. */
  String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  private static @Nullable Duration seconds(@Nullable String header) {
    if (header == null || !header.matches("\\d{1,9}")) {
      return null;
    }
    Duration wish = Duration.ofSeconds(Long.parseLong(header));
    return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
  }

  /** What went wrong, without addresses of the operator's own network. */
  private static String inWords(Throwable failure) {
    if (failure instanceof WebhookTargets.RefusedException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof UnknownHostException) {
      return "the host has no address";
    }
    if (failure instanceof SSLException) {
      return "no trusted TLS connection";
    }
    if (failure instanceof HttpClosedException) {
      return "the connection was closed before an answer came";
    }
    if (failure instanceof ConnectException || failure.getCause() instanceof ConnectException) {
      return "no connection";
    }
    return failure instanceof TimeoutException ? "no connection in time" : "the request failed";
  }
}
