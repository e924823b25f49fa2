package dev.replyguard.access.openid;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/** One call to the provider. Confined to one event loop, apart from its beginning. */
final class ProviderCall {
  /** More than any provider's metadata, keys or tokens take. */
  static final int MAX_BYTES = 256 << 10;

  private final Promise<Buffer> answer = Promise.promise();
  private final Buffer read = Buffer.buffer();
  private @Nullable HttpClientRequest request;

  /** The body of a good answer; fails with a {@link ProviderException}. */
  Future<Buffer> answer() {
    return answer.future();
  }

  Future<Void> send(HttpClientRequest connected, Buffer body) {
    request = connected;
    if (answer.future().isComplete()) {
      connected.reset();
      return Future.succeededFuture();
    }
    return connected.send(body).map(this::begin).mapEmpty();
  }

  private HttpClientResponse begin(HttpClientResponse response) {
    response.exceptionHandler(failure -> abort("the answer broke off"));
    response.handler(
        part -> {
          read.appendBuffer(part);
          if (read.length() > MAX_BYTES) {
            abort("an answer of more than " + MAX_BYTES + " bytes");
          }
        });
    response.endHandler(end -> finish(response.statusCode()));
    return response;
  }

  private void finish(int status) {
    if (status == 200) {
      answer.tryComplete(read);
    } else if (status == 400 || status == 401 || status == 403) {
      answer.tryFail(ProviderException.refused("HTTP status " + status));
    } else {
      answer.tryFail(ProviderException.away("HTTP status " + status));
    }
  }

  /** Gives it up, unless it is over. */
  void abort(String why) {
    if (answer.tryFail(ProviderException.away(why)) && request != null) {
      request.reset();
    }
  }
}
