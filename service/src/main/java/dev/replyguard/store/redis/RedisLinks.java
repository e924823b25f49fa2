package dev.replyguard.store.redis;

import dev.replyguard.config.RedisSettings;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections to Redis, one an event loop, and the choice between them: a call from an event
 * loop takes that loop's own, without a hand-over; one from elsewhere is handed to some loop, and
 * its answer comes back on the caller's context if it has one.
 */
final class RedisLinks {
  private final Vertx vertx;
  private final RedisSettings settings;
  private final RedisMetrics metrics;
  private final List<RedisLink> links = new CopyOnWriteArrayList<>();
  private final Map<Thread, RedisLink> byEventLoop = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private volatile String deployment = "";

  private RedisLinks(Vertx vertx, RedisSettings settings, RedisMetrics metrics) {
    this.vertx = vertx;
    this.settings = settings;
    this.metrics = metrics;
  }

  /**
   * Opens the connections and waits until all are up.
   *
   * @param connections how many; as many as there are event loops gives each its own
   * @return fails with a {@link StoreException} after {@link RedisSettings#startTimeout()}, or as
   *     soon as the server refuses us; nothing is left open then
   */
  static Future<RedisLinks> open(
      Vertx vertx, RedisSettings settings, int connections, RedisMetrics metrics) {
    RedisLinks links = new RedisLinks(vertx, settings, metrics);
    return vertx
        .deployVerticle(
            () -> new RedisLink(settings, links::add),
            new DeploymentOptions().setInstances(connections))
        .compose(id -> links.awaitAll(id));
  }

  private Future<RedisLinks> awaitAll(String id) {
    deployment = id;
    long millis = Math.max(1, settings.startTimeout().toMillis());
    return Future.all(links.stream().map(link -> link.nodes().firstUp()).toList())
        .timeout(millis, TimeUnit.MILLISECONDS)
        .map(
            allUp -> {
              metrics.watch(this::areUp);
              return this;
            })
        .recover(failure -> close().transform(closed -> Future.failedFuture(notStarted(failure))));
  }

  private StoreException notStarted(Throwable failure) {
    if (failure instanceof StoreException refused) {
      return new StoreException(
          refused.kind(),
          "redis.uri: " + settings.address() + ": " + refused.getMessage(),
          refused);
    }
    return new StoreException(
        Kind.UNREACHABLE,
        "redis.uri: no answer from "
            + settings.address()
            + " within "
            + settings.startTimeout().toSeconds()
            + " s: "
            + links.stream().map(link -> link.nodes().lastFailure()).distinct().toList(),
        failure);
  }

  private void add(RedisLink link) {
    links.add(link);
    byEventLoop.put(Thread.currentThread(), link);
  }

  /** Whether every connection is up. */
  boolean areUp() {
    return !links.isEmpty() && links.stream().allMatch(link -> link.nodes().isUp());
  }

  /**
   * Sends one command that reads.
   *
   * @param name its label in the metrics
   * @param key the key, or one of the keys, it reads; empty where it reads none
   */
  Future<RedisReply> send(String name, String key, Request request) {
    return measured(name, nodes -> nodes.send(key, request));
  }

  /** As {@link #send}, for a command that writes; see {@link RedisNodes#write}. */
  Future<RedisReply> write(String name, String key, Request request) {
    return measured(name, nodes -> nodes.write(key, request));
  }

  /**
   * Runs a script by its digest, and sends its source where Redis does not know it yet.
   *
   * @param keys at least one; all in the same slot
   */
  Future<RedisReply> run(Script script, List<String> keys, List<String> arguments) {
    String key = keys.get(0);
    return measured(
        script.key(),
        nodes ->
            call(nodes, script, key, call(Command.EVALSHA, script.sha1(), keys, arguments))
                .recover(
                    failure ->
                        RedisWire.isUnknownScript(failure)
                            ? call(
                                nodes,
                                script,
                                key,
                                call(Command.EVAL, script.source(), keys, arguments))
                            : Future.failedFuture(failure)));
  }

  /** Closes every connection; what is on its way fails. */
  Future<Void> close() {
    return deployment.isEmpty() ? Future.succeededFuture() : vertx.undeploy(deployment);
  }

  private static Future<RedisReply> call(
      RedisNodes nodes, Script script, String key, Request request) {
    return script.writes() ? nodes.write(key, request) : nodes.send(key, request);
  }

  private static Request call(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private interface Sending {
    Future<RedisReply> on(RedisNodes nodes);
  }

  private Future<RedisReply> measured(String name, Sending sending) {
    long start = System.nanoTime();
    return handedOver(sending)
        .onComplete(result -> metrics.completed(name, System.nanoTime() - start, result));
  }

  private Future<RedisReply> handedOver(Sending sending) {
    RedisLink own = byEventLoop.get(Thread.currentThread());
    if (own != null) {
      return sending.on(own.nodes());
    }
    RedisLink other = links.get(Math.floorMod(turn.getAndIncrement(), links.size()));
    Context caller = Vertx.currentContext();
    return onContext(other.context(), caller, () -> sending.on(other.nodes()));
  }

  private static <T> Future<T> onContext(
      Context context, @Nullable Context caller, Supplier<Future<T>> call) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        v -> call.get().onComplete(result -> handBack(caller, () -> complete(promise, result))));
    return promise.future();
  }

  private static void handBack(@Nullable Context caller, Runnable completion) {
    if (caller == null) {
      completion.run();
    } else {
      caller.runOnContext(v -> completion.run());
    }
  }

  private static <T> void complete(Promise<T> promise, AsyncResult<T> result) {
    if (result.succeeded()) {
      promise.complete(result.result());
    } else {
      promise.fail(result.cause());
    }
  }
}
