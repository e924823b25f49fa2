package dev.replyguard.model.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Stops runs of a model that take too long, and all when told to. A run in native code heeds no
 * interrupt: it is asked to end by a flag that it looks at between its steps. Thread-safe.
 */
final class RunLimit implements AutoCloseable {
  private final Duration limit;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Run> runs = ConcurrentHashMap.newKeySet();

  RunLimit(Duration limit) {
    this.limit = limit;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "onnx-limit");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Begins a run, which ends when it is closed. */
  Run begin() throws OrtException {
    Run run = new Run(new RunOptions());
    runs.add(run);
    run.watch();
    return run;
  }

  /** How many runs are under way. */
  int running() {
    return runs.size();
  }

  /** Stops every run under way. */
  void stopAll() {
    runs.forEach(run -> run.stop(Run.Why.CLOSED));
  }

  /** Ends the thread that watches; nothing can begin afterwards. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One run. */
  final class Run implements AutoCloseable {
    /** Why a run was stopped. */
    enum Why {
      NOT_STOPPED,
      TOO_LONG,
      CLOSED
    }

    private final RunOptions options;
    private boolean ended;
    private Why stopped = Why.NOT_STOPPED;
    private Future<?> watch = CompletableFuture.completedFuture(null);

    private Run(RunOptions options) {
      this.options = options;
    }

    private synchronized void watch() {
      watch = timer.schedule(() -> stop(Why.TOO_LONG), limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    RunOptions options() {
      return options;
    }

    /** Why it was stopped, if it was. */
    synchronized Why stopped() {
      return stopped;
    }

    private synchronized void stop(Why why) {
      if (!ended && stopped == Why.NOT_STOPPED) {
        stopped = why;
        try {
          options.setTerminate(true);
        } catch (OrtException e) {
          // It then ends by itself.
          stopped = Why.NOT_STOPPED;
        }
      }
    }

    @Override
    public synchronized void close() {
      ended = true;
      runs.remove(this);
      watch.cancel(false);
      options.close();
    }
  }
}
