package dev.replyguard.access.openid;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the provider has said for a while, and its failure for a moment, so that neither many
 * callers at once nor a provider that is away cause a call each. Safe for use by every thread.
 */
final class Kept<T> {
  private final Supplier<Future<T>> fetch;
  private final long goodNanos;
  private final long pauseNanos;
  private final LongSupplier nanoTime;
  private @Nullable Future<T> last;
  private long lastAt;
  private @Nullable Long renewedAt;

  /**
   * Nothing yet.
   *
   * @param good how long an answer is good for
   * @param pause how long a failure is; and between two times that a good one is made anew
   */
  Kept(Supplier<Future<T>> fetch, Duration good, Duration pause, LongSupplier nanoTime) {
    this.fetch = fetch;
    this.goodNanos = good.toNanos();
    this.pauseNanos = pause.toNanos();
    this.nanoTime = nanoTime;
  }

  /** What was said last, or is being said just now. */
  synchronized Future<T> get() {
    Future<T> known = last;
    if (known != null && isFresh(known)) {
      return known;
    }
    return begin();
  }

  /** What is said now, unless it was made anew a moment ago. */
  synchronized Future<T> renewed() {
    Future<T> known = last;
    boolean moments = renewedAt != null && nanoTime.getAsLong() - renewedAt < pauseNanos;
    if (known != null && (!known.isComplete() || moments)) {
      return known;
    }
    renewedAt = nanoTime.getAsLong();
    return begin();
  }

  private boolean isFresh(Future<T> known) {
    long age = nanoTime.getAsLong() - lastAt;
    return !known.isComplete() || age < (known.succeeded() ? goodNanos : pauseNanos);
  }

  private Future<T> begin() {
    Promise<T> promise = Promise.promise();
    last = promise.future();
    lastAt = nanoTime.getAsLong();
    try {
      fetch.get().onComplete(promise);
    } catch (RuntimeException e) {
      promise.tryFail(e);
    }
    return promise.future();
  }
}
