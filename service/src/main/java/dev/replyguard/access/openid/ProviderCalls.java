package dev.replyguard.access.openid;

import dev.replyguard.config.OpenIdSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Calls to the provider: each within a time as a whole, with an answer of bounded size, without
 * following redirects. Safe for use by every thread.
 */
final class ProviderCalls {
  private static final int CONNECTIONS = 8;
  private static final int WAITING = 64;

  private final Vertx vertx;
  private final Duration timeout;
  private final HttpClient http;

  ProviderCalls(Vertx vertx, Duration timeout) {
    this.vertx = vertx;
    this.timeout = timeout;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) timeout.toMillis()),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
  }

  /** Gets a document; fails with a {@link ProviderException}. */
  Future<Buffer> get(URI address) {
    return call(options(HttpMethod.GET, address), Buffer.buffer());
  }

  /** Posts a form; fails with a {@link ProviderException}. */
  Future<Buffer> post(URI address, String form, Map<String, String> headers) {
    RequestOptions options = options(HttpMethod.POST, address);
    options.putHeader("content-type", "application/x-www-form-urlencoded");
    headers.forEach(options::putHeader);
    return call(options, Buffer.buffer(form));
  }

  private Future<Buffer> call(RequestOptions options, Buffer body) {
    ProviderCall call = new ProviderCall();
    long timer =
        vertx.setTimer(
            timeout.toMillis(),
            fired -> call.abort("no answer within " + timeout.toMillis() + " ms"));
    http.request(options)
        .compose(request -> call.send(request, body))
        .onFailure(failure -> call.abort("no answer: " + failure.getClass().getSimpleName()));
    return call.answer().onComplete(done -> vertx.cancelTimer(timer));
  }

  private static RequestOptions options(HttpMethod method, URI address) {
    if (!OpenIdSettings.isSafe(address)) {
      throw ProviderException.away("an https address expected in the provider's metadata");
    }
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery();
    boolean tls = "https".equals(address.getScheme());
    return new RequestOptions()
        .setMethod(method)
        .setHost(address.getHost())
        .setPort(address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80)
        .setSsl(tls)
        .setURI(query == null ? path : path + "?" + query)
        .setFollowRedirects(false)
        .putHeader("accept", "application/json")
        .putHeader("user-agent", "ReplyGuard");
  }

  Future<Void> close() {
    return http.close();
  }
}
