package dev.replyguard;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A step of the start that goes on beside the others, on a thread of its own: waiting for a Redis
 * to start, and reading a model, need not wait for each other.
 */
final class BackgroundStep<T> {
  private final CompletableFuture<T> result;

  private BackgroundStep(CompletableFuture<T> result) {
    this.result = result;
  }

  /** What the step does; it may block. */
  interface Step<T> {
    T run() throws StartException;
  }

  /** Begins the step. */
  static <T> BackgroundStep<T> begin(String name, Step<T> step) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(step.run());
              } catch (StartException | RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "start-" + name);
    thread.setDaemon(true);
    thread.start();
    return new BackgroundStep<>(result);
  }

  /** Waits for the step and returns what came of it; fails as the step did. */
  T join() throws StartException {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StartException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Waits for the step; empty where it failed. */
  Optional<T> joinQuietly() {
    return result.handle((done, failure) -> Optional.ofNullable(done)).join();
  }
}
