package dev.replyguard.pipeline;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that several callers ask for at the same time is done once, for the first of them; the
 * others get its result, or its failure, too. Nothing is kept once the work is done, so that there
 * are never more entries than callers. Safe for use by every thread.
 */
final class SingleFlight<K, V> {
  private final ConcurrentMap<K, Future<V>> underway = new ConcurrentHashMap<>();
  private final Runnable onShared;

  /**
   * Nothing under way.
   *
   * @param onShared called whenever a caller joins the work of another
   */
  SingleFlight(Runnable onShared) {
    this.onShared = onShared;
  }

  /** The result of {@code work}, or of the work under way for that key, on the caller's context. */
  Future<V> join(K key, Supplier<Future<V>> work) {
    Promise<V> promise = Promise.promise();
    Future<V> mine = promise.future();
    Future<V> other = underway.putIfAbsent(key, mine);
    if (other != null) {
      onShared.run();
      return onContext(Vertx.currentContext(), other);
    }
    try {
      return work.get().andThen(result -> finish(key, mine, promise, result));
    } catch (RuntimeException e) {
      finish(key, mine, promise, Future.failedFuture(e));
      throw e;
    }
  }

  private void finish(K key, Future<V> mine, Promise<V> promise, AsyncResult<V> result) {
    underway.remove(key, mine);
    Future<V> outcome =
        result.succeeded()
            ? Future.succeededFuture(result.result())
            : Future.failedFuture(result.cause());
    outcome.onComplete(promise);
  }

  private static <V> Future<V> onContext(@Nullable Context caller, Future<V> future) {
    if (caller == null) {
      return future;
    }
    Promise<V> here = Promise.promise();
    future.onComplete(
        result ->
            caller.runOnContext(
                none -> {
                  if (result.succeeded()) {
                    here.complete(result.result());
                  } else {
                    here.fail(result.cause());
                  }
                }));
    return here.future();
  }
}
