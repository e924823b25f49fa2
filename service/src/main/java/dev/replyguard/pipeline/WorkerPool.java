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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads over a fixed number of waiting tasks, each done within a fixed time;
 * what goes beyond is refused at once, and what takes too long is given up. (Vert.x's own worker
 * pools queue without bound.)
 */
public final class WorkerPool {
  private final String name;
  private final Duration timeout;
  private final ThreadPoolExecutor executor;
  private final ScheduledThreadPoolExecutor timer;
  private final Counter rejected;
  private final Counter timedOut;

  /** Work for a thread of the pool. */
  public interface Task<T> {
    /**
     * Does the work.
     *
     * @param givenUp tells whether nobody waits for the result any longer: a long task asks between
     *     its steps
     */
    T run(BooleanSupplier givenUp);
  }

  /**
   * Starts no thread before the first task; its meters are tagged with {@code name}.
   *
   * @param timeout how long a task may wait and run
   */
  public WorkerPool(String name, int threads, int queue, Duration timeout, MeterRegistry registry) {
    this.name = name;
    this.timeout = timeout;
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
    timer = new ScheduledThreadPoolExecutor(1, threadFactory(name + "-timer"));
    timer.setRemoveOnCancelPolicy(true);
    rejected =
        Counter.builder("replyguard.pool.rejected")
            .description("Tasks refused because the pool's queue was full")
            .tag("pool", name)
            .register(registry);
    timedOut =
        Counter.builder("replyguard.pool.timeouts")
            .description("Tasks given up because they waited and ran for too long")
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
   * called from one; it fails with an {@link OverloadedException} when the queue is full, or when
   * the task is not done in time: one that still waits is then never begun.
   */
  public <T> Future<T> submit(Task<T> task) {
    Job<T> job = new Job<>(task);
    try {
      executor.execute(job);
    } catch (RejectedExecutionException e) {
      rejected.increment();
      return Future.failedFuture(new OverloadedException(name + ": too much is waiting already"));
    }
    job.watch();
    return job.promise.future();
  }

  /** Takes no more tasks, and waits up to {@code timeout} for those under way. Blocks. */
  public void close(Duration timeout) throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      for (Runnable waiting : executor.shutdownNow()) {
        if (waiting instanceof WorkerPool.Job<?> job) {
          job.giveUp();
        }
      }
    }
    timer.shutdownNow();
  }

  /** A task and whoever waits for it. */
  private final class Job<T> implements Runnable {
    private final Task<T> task;
    private final Promise<T> promise = Promise.promise();
    private final @Nullable Context caller = Vertx.currentContext();
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile java.util.concurrent.Future<?> watch = CompletableFuture.completedFuture(null);

    Job(Task<T> task) {
      this.task = task;
    }

    void watch() {
      try {
        watch = timer.schedule(this::giveUp, timeout.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        // The pool is being closed, which waits for no longer than that.
        return;
      }
      if (answered.get()) {
        watch.cancel(false);
      }
    }

    @Override
    public void run() {
      if (answered.get()) {
        return;
      }
      Future<T> result = call();
      watch.cancel(false);
      if (answered.compareAndSet(false, true)) {
        answer(result);
      }
    }

    private Future<T> call() {
      try {
        return Future.succeededFuture(task.run(answered::get));
      } catch (RuntimeException | Error e) {
        // An error too is the caller's to tell of: else it would wait until the time is over.
        return Future.failedFuture(e);
      }
    }

    private void giveUp() {
      if (answered.compareAndSet(false, true)) {
        executor.remove(this);
        timedOut.increment();
        answer(
            Future.failedFuture(
                new OverloadedException(name + ": not done within " + timeout.toMillis() + " ms")));
      }
    }

    private void answer(Future<T> result) {
      if (caller == null) {
        result.onComplete(promise);
      } else {
        caller.runOnContext(none -> result.onComplete(promise));
      }
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
