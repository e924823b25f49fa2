package dev.replyguard.store.redis;

import dev.replyguard.config.RedisSettings;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to one server that can be written to, made again whenever it is lost, or when the
 * server has become a replica.
 */
final class NodeLink implements RedisNodes {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLink.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(25), Duration.ofSeconds(1));
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Context context;
  private final RedisSettings settings;
  private final String name;
  private final Supplier<Future<String>> whereabouts;
  private final Runnable onChange;
  private final Promise<Void> firstUp = Promise.promise();
  private volatile boolean up;
  private volatile String lastFailure = "none yet";
  private State state = new Down(new StoreException(Kind.UNREACHABLE, "not connected yet"));
  private int failures;

  private sealed interface State {}

  private record Down(StoreException cause) implements State {}

  private record Up(String uri, HeldConnection connection, Replication replication)
      implements State {}

  private record Closed() implements State {}

  /**
   * A link that connects when told to.
   *
   * @param name what people call the server
   * @param whereabouts finds its address anew for each attempt
   * @param onChange told when it is up and when it is down
   */
  NodeLink(
      Context context,
      RedisSettings settings,
      String name,
      Supplier<Future<String>> whereabouts,
      Runnable onChange) {
    this.context = context;
    this.settings = settings;
    this.name = name;
    this.whereabouts = whereabouts;
    this.onChange = onChange;
  }

  @Override
  public void connect() {
    whereabouts
        .get()
        .compose(
            uri ->
                RedisWire.open(context.owner(), settings.withUri(uri))
                    .map(wire -> new Opened(uri, wire)))
        .onComplete(this::opened);
  }

  private record Opened(String uri, RedisWire wire) {}

  private void opened(AsyncResult<Opened> opened) {
    if (state instanceof Closed) {
      if (opened.succeeded()) {
        opened.result().wire().close();
      }
    } else if (opened.succeeded()) {
      HeldConnection connection =
          new HeldConnection(context, opened.result().wire(), settings, this::becomeDown);
      Up next = new Up(opened.result().uri(), connection, new Replication(connection, settings));
      askRole(next).onComplete(role -> greeted(next, role));
    } else {
      becomeDown((StoreException) opened.cause());
    }
  }

  private void greeted(Up next, AsyncResult<Boolean> isMaster) {
    if (state instanceof Closed) {
      next.connection().close();
    } else if (isMaster.failed() || !isMaster.result()) {
      next.connection().close();
      becomeDown(
          isMaster.cause() instanceof StoreException failed
              ? failed
              : new StoreException(Kind.UNREACHABLE, "it is not the master"));
    } else {
      becomeUp(next);
    }
  }

  /**
   * Whether the server is the master. One that does not tell its role is taken for a master without
   * replicas.
   *
   * <p>A master that has lost its replicas may have lost its place to one of them and not know it
   * yet: what it takes would vanish. So whoever knows the masters is asked again before it is
   * written to alone.
   */
  private Future<Boolean> askRole(Up link) {
    return link.connection()
        .send(Replication.question())
        .compose(
            role -> {
              if (!Replication.isMaster(role)) {
                return Future.succeededFuture(false);
              }
              Future<Boolean> still =
                  link.replication().hasEnough(role)
                      ? Future.succeededFuture(true)
                      : whereabouts.get().map(link.uri()::equals);
              return still.onSuccess(master -> link.replication().observed(role));
            })
        .recover(
            failure ->
                failure instanceof StoreException refused && refused.kind() == Kind.FAILED
                    ? Future.succeededFuture(true)
                    : Future.failedFuture(failure));
  }

  private void becomeUp(Up next) {
    state = next;
    up = true;
    if (failures > 0) {
      LOG.info("Redis at {} is back after {} attempts", name, failures);
    }
    failures = 0;
    firstUp.tryComplete();
    onChange.run();
  }

  private void becomeDown(StoreException cause) {
    if (state instanceof Closed) {
      return;
    }
    if (state instanceof Up) {
      LOG.warn("Redis at {} is away: {}", name, cause.getMessage());
    }
    state = new Down(cause);
    up = false;
    lastFailure = String.valueOf(cause.getMessage());
    failures++;
    if (cause.kind() == Kind.FAILED) {
      firstUp.tryFail(cause);
    }
    long millis = BACKOFF.after(failures, ThreadLocalRandom.current()).toMillis();
    context.runOnContext(v -> context.owner().setTimer(Math.max(1, millis), id -> reconnect()));
    onChange.run();
  }

  private void reconnect() {
    if (state instanceof Down) {
      connect();
    }
  }

  @Override
  public void check() {
    if (state instanceof Up held && (settings.replicas() > 0 || isQuiet(held))) {
      askRole(held).onSuccess(master -> stayWith(held, master));
    }
  }

  private static boolean isQuiet(Up held) {
    return System.nanoTime() - held.connection().lastReply() > QUIET_NANOS;
  }

  private void stayWith(Up held, boolean master) {
    if (!master && held.equals(state)) {
      held.connection().close();
      becomeDown(new StoreException(Kind.UNREACHABLE, "it is the master no more"));
    }
  }

  @Override
  public Future<Void> firstUp() {
    return firstUp.future();
  }

  @Override
  public boolean isUp() {
    return up;
  }

  @Override
  public String lastFailure() {
    return lastFailure;
  }

  @Override
  public Future<RedisReply> send(String key, Request request) {
    return state instanceof Up held ? held.connection().send(request) : away();
  }

  @Override
  public Future<RedisReply> write(String key, Request request) {
    if (!(state instanceof Up held)) {
      return away();
    }
    // On the same connection: WAIT counts what its own connection has written.
    return held.connection()
        .send(request)
        .compose(reply -> held.replication().acknowledged().map(reply));
  }

  private Future<RedisReply> away() {
    String why = state instanceof Down down ? String.valueOf(down.cause().getMessage()) : "closed";
    return Future.failedFuture(
        new StoreException(Kind.UNREACHABLE, "no connection to Redis: " + why));
  }

  @Override
  public void close() {
    State last = state;
    state = new Closed();
    up = false;
    firstUp.tryFail(new StoreException(Kind.UNREACHABLE, "the store was closed"));
    if (last instanceof Up held) {
      held.connection().close();
    }
  }
}
