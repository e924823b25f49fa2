package dev.replyguard.events;

import static dev.replyguard.events.Receiver.await;

import dev.replyguard.config.AddressRange;
import dev.replyguard.config.WebhookSettings;
import dev.replyguard.store.redis.RedisStore;
import dev.replyguard.store.redis.StoredSite;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Services that deliver events to webhooks, over one store. */
final class Instances implements AutoCloseable {
  static final WebhookDispatcher.Timing TIMING =
      new WebhookDispatcher.Timing(
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofSeconds(60),
          Duration.ofSeconds(3));

  private final StoredSite site;
  private final List<Instance> instances = new ArrayList<>();
  private WebhookTargets.@Nullable Resolver resolver;
  private HttpClientOptions tls = new HttpClientOptions();

  /** One of them. */
  record Instance(Vertx vertx, Webhooks webhooks, String deployment, SimpleMeterRegistry registry) {
    /** Stops it as the service does. */
    void stop() {
      await(vertx.undeploy(deployment));
      await(webhooks.close());
    }
  }

  Instances(StoredSite site) {
    this.site = site;
  }

  /** Hosts are found so by those that are started from now on. */
  void resolver(WebhookTargets.Resolver replacement) {
    resolver = replacement;
  }

  /** These certificates are trusted by those that are started from now on. */
  void tls(HttpClientOptions options) {
    tls = options;
  }

  /** Starts one that may send to these networks. */
  Instance start(String... networks) {
    return start(Duration.ofSeconds(20), networks);
  }

  /** As {@link #start}, where a receiver has 1 s to answer. */
  Instance startHasty(String... networks) {
    return start(Duration.ofSeconds(1), networks);
  }

  private Instance start(Duration timeout, String... networks) {
    Vertx vertx = Vertx.vertx();
    RedisStore store = site.open(vertx);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    WebhookSettings settings =
        new WebhookSettings(
            Stream.of(networks).map(one -> AddressRange.parse(one).orElseThrow()).toList(),
            timeout,
            16);
    Webhooks webhooks =
        Webhooks.open(
            vertx,
            store.webhooks(),
            settings,
            resolver == null ? new HostNames(vertx) : resolver,
            tls,
            registry,
            site.clock());
    String deployment =
        await(vertx.deployVerticle(webhooks.dispatcher(() -> List.of("demo"), TIMING)));
    Instance instance = new Instance(vertx, webhooks, deployment, registry);
    instances.add(instance);
    return instance;
  }

  @Override
  public void close() {
    instances.forEach(instance -> await(instance.vertx().close()));
  }
}
