package dev.replyguard.store.redis;

import dev.replyguard.config.RedisSettings;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop's connection to Redis, held open and made again whenever it is lost.
 *
 * <p>While there is none, commands fail at once: nobody waits for a Redis that is away. A ping now
 * and then finds a dead connection without traffic.
 */
final class RedisLink extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(25), Duration.ofSeconds(1));
  private static final long PING_MILLIS = 1_000;

  private final RedisSettings settings;
  private final Consumer<RedisLink> started;
  private final Promise<Void> firstUp = Promise.promise();
  private volatile boolean up;
  private volatile String lastFailure = "none yet";
  private State state = new Down(new StoreException(Kind.UNREACHABLE, "not connected yet"));
  private int failures;

  private sealed interface State {}

  private record Down(StoreException cause) implements State {}

  private record Up(HeldConnection connection) implements State {}

  private record Closed() implements State {}

  /**
   * A link that connects once it is deployed.
   *
   * @param started told on the link's event loop, before anything else happens there
   */
  RedisLink(RedisSettings settings, Consumer<RedisLink> started) {
    this.settings = settings;
    this.started = started;
  }

  @Override
  public Future<?> start() {
    started.accept(this);
    vertx.setPeriodic(PING_MILLIS, id -> ping());
    connect();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    State last = state;
    state = new Closed();
    up = false;
    firstUp.tryFail(new StoreException(Kind.UNREACHABLE, "the store was closed"));
    if (last instanceof Up held) {
      held.connection().close();
    }
    return Future.succeededFuture();
  }

  /**
   * Completes with the first connection; fails with {@code FAILED} when the server will not have
   * us. Until then it goes on trying.
   */
  Future<Void> firstUp() {
    return firstUp.future();
  }

  /** Where the link lives. */
  Context context() {
    return context;
  }

  /** Whether there is a connection; for every thread. */
  boolean isUp() {
    return up;
  }

  /** Why the last attempt to connect failed; for every thread. */
  String lastFailure() {
    return lastFailure;
  }

  /** Sends, on the link's own event loop only; see {@link HeldConnection#send}. */
  Future<RedisReply> send(Request request) {
    if (state instanceof Up held) {
      return held.connection().send(request);
    }
    String why = state instanceof Down down ? String.valueOf(down.cause().getMessage()) : "closed";
    return Future.failedFuture(
        new StoreException(Kind.UNREACHABLE, "no connection to Redis: " + why));
  }

  private void connect() {
    RedisWire.open(vertx, settings)
        .onComplete(
            opened -> {
              if (state instanceof Closed) {
                if (opened.succeeded()) {
                  opened.result().close();
                }
              } else if (opened.succeeded()) {
                becomeUp(opened.result());
              } else {
                becomeDown((StoreException) opened.cause());
              }
            });
  }

  private void becomeUp(RedisWire wire) {
    state = new Up(new HeldConnection(context, wire, settings, this::becomeDown));
    up = true;
    if (failures > 0) {
      LOG.info("Redis at {} is back after {} attempts", settings.address(), failures);
    }
    failures = 0;
    firstUp.tryComplete();
  }

  private void becomeDown(StoreException cause) {
    if (state instanceof Closed) {
      return;
    }
    if (state instanceof Up) {
      LOG.warn("Redis at {} is away: {}", settings.address(), cause.getMessage());
    }
    state = new Down(cause);
    up = false;
    lastFailure = String.valueOf(cause.getMessage());
    failures++;
    if (cause.kind() == Kind.FAILED) {
      firstUp.tryFail(cause);
    }
    long millis = BACKOFF.after(failures, ThreadLocalRandom.current()).toMillis();
    context.runOnContext(v -> vertx.setTimer(Math.max(1, millis), id -> reconnect()));
  }

  private void reconnect() {
    if (state instanceof Down) {
      connect();
    }
  }

  private void ping() {
    if (state instanceof Up held
        && System.nanoTime() - held.connection().lastReply()
            > TimeUnit.MILLISECONDS.toNanos(PING_MILLIS)) {
      // Its failure is dealt with by the connection itself.
      var unused = held.connection().send(Request.cmd(Command.PING));
    }
  }
}
