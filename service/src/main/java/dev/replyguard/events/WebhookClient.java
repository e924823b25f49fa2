package dev.replyguard.events;

import dev.replyguard.config.WebhookSettings;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.Webhook;
import dev.replyguard.store.Attempt;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts to webhooks, each in its form, within a time, without following redirects. For use on event
 * loops.
 */
final class WebhookClient {
  /** How many go to one receiver at the same time. */
  static final int PER_WEBHOOK = 8;

  private static final int WAITING = 64;
  private static final String AGENT = "ReplyGuard";

  private final Vertx vertx;
  private final WebhookTargets targets;
  private final Duration timeout;
  private final InstantSource clock;
  private final HttpClient http;

  /**
   * A client.
   *
   * @param tls whom to trust, where that is not whom the Java runtime trusts
   */
  WebhookClient(
      Vertx vertx,
      WebhookTargets targets,
      WebhookSettings settings,
      HttpClientOptions tls,
      InstantSource clock) {
    this.vertx = vertx;
    this.targets = targets;
    this.timeout = settings.timeout();
    this.clock = clock;
    this.http =
        vertx.createHttpClient(
            tls.setVerifyHost(true).setConnectTimeout((int) timeout.toMillis()),
            new PoolOptions()
                .setHttp1MaxSize(PER_WEBHOOK + 1) // a test beside the events
                .setMaxWaitQueueSize(WAITING));
  }

  /** What to connect to for that address; see {@link WebhookTargets#find}. */
  Future<InetSocketAddress> target(URI url) {
    return targets.find(url, 1);
  }

  /**
   * Tells of an event.
   *
   * @param number which attempt it is, from 1
   * @return never fails: what goes wrong is in the exchange
   */
  Future<WebhookExchange> tell(Webhook webhook, CommentEvent event, int number) {
    Instant at = clock.instant();
    WebhookForm form = WebhookForm.of(webhook);
    return post(webhook, form, form.about(webhook, event, at), at, number);
  }

  /**
   * Tells of nothing.
   *
   * @param name what the test goes by
   * @return never fails: what goes wrong is in the exchange
   */
  Future<WebhookExchange> test(Webhook webhook, String name) {
    Instant at = clock.instant();
    WebhookForm form = WebhookForm.of(webhook);
    return post(webhook, form, form.test(webhook, name, at), at, 1);
  }

  private Future<WebhookExchange> post(
      Webhook webhook, WebhookForm form, WebhookMessage message, Instant at, int number) {
    long start = System.nanoTime();
    Map<String, String> headers = new LinkedHashMap<>(message.headers());
    headers.put("content-type", "application/json");
    headers.put("user-agent", AGENT);
    WebhookAnswer answer = new WebhookAnswer();
    long timer = vertx.setTimer(timeout.toMillis(), fired -> answer.timeOut(timeout));
    URI url = URI.create(webhook.url());
    Promise<Void> over = Promise.promise();
    targets
        .find(url, number)
        .compose(address -> http.request(options(url, address, headers)))
        .compose(request -> answer.sent(request, message.body()))
        .onFailure(answer::fail);
    answer.over().onComplete(result -> over.complete());
    return over.future()
        .map(
            done -> {
              vertx.cancelTimer(timer);
              Duration took = Duration.ofNanos(System.nanoTime() - start);
              return new WebhookExchange(
                  webhook.url(),
                  headers,
                  message.shown(),
                  new Attempt(at, took, answer.status(), error(form, answer)),
                  answer.text(),
                  answer.retryAfter());
            });
  }

  private static @Nullable String error(WebhookForm form, WebhookAnswer answer) {
    return answer.error() == null ? form.complaint(answer.text()) : answer.error();
  }

  private static RequestOptions options(
      URI url, InetSocketAddress address, Map<String, String> headers) {
    String query = url.getRawQuery();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(address))
            .setHost(WebhookTargets.host(url))
            .setPort(WebhookTargets.port(url))
            .setSsl(WebhookTargets.isTls(url))
            .setURI(query == null ? path : path + "?" + query)
            .setFollowRedirects(false);
    headers.forEach(options::putHeader);
    return options;
  }

  /** Lets go of all connections; what is on its way fails. */
  Future<Void> close() {
    return http.close();
  }
}
