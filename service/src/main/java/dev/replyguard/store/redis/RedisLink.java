package dev.replyguard.store.redis;

import dev.replyguard.config.RedisAddress;
import dev.replyguard.config.RedisSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import java.util.function.Consumer;

/** Puts {@link RedisNodes} on an event loop and looks after them once a second. */
final class RedisLink extends VerticleBase {
  private static final long CHECK_MILLIS = 1_000;

  private final RedisSettings settings;
  private final Consumer<RedisLink> started;
  private volatile RedisNodes nodes;

  /**
   * A link that connects once it is deployed.
   *
   * @param started told on the link's event loop, before anything else happens there
   */
  @SuppressWarnings("NullAway.Init") // set in start(), before `started` makes the link known
  RedisLink(RedisSettings settings, Consumer<RedisLink> started) {
    this.settings = settings;
    this.started = started;
  }

  @Override
  public Future<?> start() {
    nodes = nodes(RedisAddress.parse(Objects.requireNonNull(settings.uri(), "redis.uri")));
    started.accept(this);
    vertx.setPeriodic(CHECK_MILLIS, id -> nodes.check());
    nodes.connect();
    return Future.succeededFuture();
  }

  private RedisNodes nodes(RedisAddress address) {
    if (address instanceof RedisAddress.Cluster cluster) {
      return new ClusterNodes(context, settings, cluster);
    }
    if (address instanceof RedisAddress.Sentinels sentinels) {
      SentinelQuery query = new SentinelQuery(vertx, settings, sentinels);
      return new NodeLink(context, settings, settings.address(), query::master, RedisLink::nobody);
    }
    Future<String> uri = Future.succeededFuture(settings.uri());
    return new NodeLink(context, settings, settings.address(), () -> uri, RedisLink::nobody);
  }

  /** A single link need not be told of: it is asked. */
  private static void nobody() {}

  @Override
  public Future<?> stop() {
    nodes.close();
    return Future.succeededFuture();
  }

  /** Where the link lives. */
  Context context() {
    return context;
  }

  /** What it leads to. */
  RedisNodes nodes() {
    return nodes;
  }
}
