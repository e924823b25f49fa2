package dev.replyguard.events;

import dev.replyguard.config.WebhookSettings;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Webhook;
import dev.replyguard.events.WebhookDispatcher.Timing;
import dev.replyguard.store.DeadLetter;
import dev.replyguard.store.Origin;
import dev.replyguard.store.WebhookStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.Serial;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The sites' webhooks: set up, tried out, and sent to. Safe for use by every event loop; needs
 * {@link #close} at the end.
 */
public final class Webhooks {
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 8;

  private final Vertx vertx;
  private final WebhookStore store;
  private final WebhookSettings settings;
  private final WebhookClient client;
  private final WebhookMetrics metrics;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** An address that nothing may be sent to; the message says why, without repeating it. */
  public static final class UnusableUrlException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    UnusableUrlException(String message) {
      super(message, null, false, false);
    }
  }

  private Webhooks(
      Vertx vertx,
      WebhookStore store,
      WebhookSettings settings,
      WebhookClient client,
      MeterRegistry registry,
      InstantSource clock) {
    this.vertx = vertx;
    this.store = store;
    this.settings = settings;
    this.client = client;
    this.metrics = new WebhookMetrics(registry);
    this.clock = clock;
  }

  /** Webhooks over a store; hosts are looked up as the machine does, and trusted as Java does. */
  public static Webhooks open(
      Vertx vertx,
      WebhookStore store,
      WebhookSettings settings,
      MeterRegistry registry,
      InstantSource clock) {
    return open(
        vertx, store, settings, new HostNames(vertx), new HttpClientOptions(), registry, clock);
  }

  static Webhooks open(
      Vertx vertx,
      WebhookStore store,
      WebhookSettings settings,
      WebhookTargets.Resolver resolver,
      HttpClientOptions tls,
      MeterRegistry registry,
      InstantSource clock) {
    WebhookTargets targets = new WebhookTargets(resolver, settings.allowedNetworks());
    return new Webhooks(
        vertx,
        store,
        settings,
        new WebhookClient(vertx, targets, settings, tls, clock),
        registry,
        clock);
  }

  /**
   * What sends the events, to be deployed once.
   *
   * @param sites the ids of all sites
   */
  public WebhookDispatcher dispatcher(Supplier<List<String>> sites, Timing timing) {
    WebhookSender sender =
        new WebhookSender(
            vertx,
            store,
            client,
            new RetrySchedule(random),
            metrics,
            timing.lease().minus(settings.timeout()).dividedBy(2),
            clock);
    return new WebhookDispatcher(
        store, sites, sender, new WebhookPlaces(settings.concurrency()), metrics, timing);
  }

  /**
   * Adds a webhook that is told of events in the service's own words, with a new secret.
   *
   * @return empty where the site has as many as it may; fails with an {@link UnusableUrlException}
   */
  public Future<Optional<Webhook>> add(
      Origin by, String site, String url, Set<CommentEvent.Type> types) {
    return add(by, site, url, Webhook.Format.EVENT, types, newKey());
  }

  /**
   * Adds a webhook that is told of events as Akismet's plugin for WordPress is.
   *
   * @param types of {@link Webhook#VERDICT_TYPES}
   * @param siteKey what the plugin knows its sender by
   * @return empty where the site has as many as it may; fails with an {@link UnusableUrlException}
   */
  public Future<Optional<Webhook>> addAkismet(
      Origin by, String site, String url, Set<CommentEvent.Type> types, String siteKey) {
    return add(by, site, url, Webhook.Format.AKISMET, types, siteKey);
  }

  private Future<Optional<Webhook>> add(
      Origin by,
      String site,
      String url,
      Webhook.Format format,
      Set<CommentEvent.Type> types,
      String secret) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    Webhook webhook =
        new Webhook(
            site,
            HexFormat.of().formatHex(id),
            url,
            format,
            types,
            false,
            List.of(new Webhook.Secret(secret, null)),
            clock.instant());
    return usable(url)
        .compose(fine -> store.add(by, webhook))
        .map(added -> added ? Optional.of(webhook) : Optional.empty());
  }

  /**
   * Changes a webhook.
   *
   * @param newUrl its address afterwards, where that changes
   * @return empty where there is none; fails with an {@link UnusableUrlException}
   */
  public Future<Optional<Webhook>> change(
      Origin by, String site, String id, Optional<String> newUrl, UnaryOperator<Webhook> change) {
    return newUrl
        .map(this::usable)
        .orElseGet(Future::succeededFuture)
        .compose(fine -> store.change(by, "webhookChanged", site, id, change));
  }

  /**
   * Gives a webhook a new secret.
   *
   * @param overlap for how long deliveries are signed with the former one too
   * @return empty where there is none
   */
  public Future<Optional<Webhook>> rotate(Origin by, String site, String id, Duration overlap) {
    String key = newKey();
    return store.change(
        by,
        "webhookSecretRotated",
        site,
        id,
        webhook -> webhook.rotated(key, clock.instant().plus(overlap)));
  }

  /** Sends an event that tells of nothing, at once and once. */
  public Future<WebhookExchange> test(Webhook webhook) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return client.test(webhook, "test_" + HexFormat.of().formatHex(id));
  }

  /** Sends everything once more that was given up, the oldest first; see the store. */
  public Future<Optional<Integer>> redeliverDead(String site, String id) {
    return store
        .deadLetters(site, id, WebhookStore.MAX_DEAD)
        .map(
            letters ->
                letters.stream().map(DeadLetter::event).map(CommentEvent::id).sorted().toList())
        .compose((List<EventId> events) -> store.redeliver(site, id, events));
  }

  /** Fails where nothing may be sent to the address. */
  private Future<Void> usable(String url) {
    Optional<String> complaint = WebhookTargets.complaint(url);
    if (complaint.isPresent()) {
      return Future.failedFuture(new UnusableUrlException(complaint.get()));
    }
    return client
        .target(URI.create(url))
        .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .<Void>mapEmpty()
        .recover(failure -> Future.failedFuture(new UnusableUrlException(whyNot(failure))));
  }

  private static String whyNot(Throwable failure) {
    if (failure instanceof WebhookTargets.RefusedException) {
      return String.valueOf(failure.getMessage());
    }
    return failure instanceof UnknownHostException
        ? "a host with an address expected"
        : "a host that can be looked up expected";
  }

  private String newKey() {
    byte[] key = new byte[SECRET_BYTES];
    random.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** Lets go of all connections. */
  public Future<Void> close() {
    return client.close();
  }
}
