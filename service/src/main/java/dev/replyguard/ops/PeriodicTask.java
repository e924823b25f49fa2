package dev.replyguard.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again on one event loop while it is deployed. The pause is counted from
 * the end of one run to the start of the next, so that a slow store is never asked twice at a time.
 */
public final class PeriodicTask extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

  private final String name;
  private final Duration pause;
  private final Supplier<Future<Void>> task;
  private boolean stopped;

  /**
   * A task, to be deployed once.
   *
   * @param name for the log
   * @param pause between two runs, 1 ms or longer; the first run is at once
   * @param task called on the event loop; a failure is expected where the store is away
   */
  public PeriodicTask(String name, Duration pause, Supplier<Future<Void>> task) {
    this.name = name;
    this.pause = pause;
    this.task = task;
  }

  @Override
  public Future<?> start() {
    run();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return Future.succeededFuture();
  }

  private void schedule() {
    vertx.setTimer(pause.toMillis(), timer -> run());
  }

  private void run() {
    if (stopped) {
      return;
    }
    task.get()
        .onComplete(
            result -> {
              if (result.failed()) {
                LOG.atDebug()
                    .addKeyValue("task", name)
                    .log("failed: {}", result.cause().toString());
              }
              if (!stopped) {
                schedule();
              }
            });
  }
}
