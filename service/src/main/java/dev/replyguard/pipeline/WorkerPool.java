package dev.replyguard.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads over a fixed number of waiting tasks; what goes beyond is refused at
 * once. (Vert.x's own worker pools queue without bound.)
 */
final class WorkerPool {
  private final String name;
  private final ThreadPoolExecutor executor;
  private final Counter rejected;

  /** Starts no thread before the first task; its meters are tagged with {@code name}. */
  WorkerPool(String name, int threads, int queue, MeterRegistry registry) {
    this.name = name;
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            60,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            threadFactory(name),
            new ThreadPoolExecutor.AbortPolicy());
    executor.allowCoreThreadTimeOut(true);
    rejected =
        Counter.builder("replyguard.pool.rejected")
            .description("Tasks refused because the pool's queue was full")
            .tag("pool", name)
            .register(registry);
    Gauge.builder("replyguard.pool.queue", executor, pool -> pool.getQueue().size())
        .description("Tasks waiting for a thread of the pool")
        .tag("pool", name)
        .register(registry);
    Gauge.builder("replyguard.pool.active", executor, ThreadPoolExecutor::getActiveCount)
        .description("Threads of the pool at work")
        .tag("pool", name)
        .register(registry);
  }

  /**
   * Runs {@code task} on a thread of the pool. The future completes on the caller's event loop when
   * called from one; it fails with an {@link OverloadedException} when the queue is full.
   */
  <T> Future<T> submit(Supplier<T> task) {
    @Nullable Context caller = Vertx.currentContext();
    Promise<T> promise = Promise.promise();
    try {
      executor.execute(() -> run(task, promise, caller));
    } catch (RejectedExecutionException e) {
      rejected.increment();
      return Future.failedFuture(new OverloadedException(name + ": too much is waiting already"));
    }
    return promise.future();
  }

  /** Takes no more tasks, and waits up to {@code timeout} for those under way. Blocks. */
  void close(Duration timeout) throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      executor.shutdownNow();
    }
  }

  private static <T> void run(Supplier<T> task, Promise<T> promise, @Nullable Context caller) {
    Future<T> result = call(task);
    if (caller == null) {
      result.onComplete(promise);
    } else {
      caller.runOnContext(none -> result.onComplete(promise));
    }
  }

  private static <T> Future<T> call(Supplier<T> task) {
    try {
      return Future.succeededFuture(task.get());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static ThreadFactory threadFactory(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
