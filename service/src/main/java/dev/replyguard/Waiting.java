package dev.replyguard;

import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits, for a bounded time, for what goes on elsewhere. Blocks: not for event loops. */
final class Waiting {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Waiting() {}

  /** The result; fails as the future does, or after 20 s. */
  static <T> T forResult(Future<T> future) throws TimeoutException {
    return future.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * The result of a step of the start.
   *
   * @param setting what a failure is put down to
   * @param step the step's name in that message, such as {@code cannot listen on 127.0.0.1:80}
   */
  static <T> T forStart(String setting, String step, Future<T> future) throws StartException {
    return forStart(setting, step, LIMIT, future);
  }

  /** As {@link #forStart(String, String, Future)}, for a step that has its own time limit. */
  static <T> T forStart(String setting, String step, Duration limit, Future<T> future)
      throws StartException {
    try {
      return future
          .recover(failure -> Future.failedFuture(explained(setting, step, failure)))
          .await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new StartException(setting, step + " within " + limit.toSeconds() + " s", e);
    }
  }

  private static StartException explained(String setting, String step, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof StoreException && message.startsWith("redis.")) {
      return new StartException(message, failure);
    }
    if (failure instanceof SocketException || failure instanceof UnknownHostException) {
      return new StartException(setting, step + ": " + message, failure);
    }
    // Not the operator's doing.
    return new StartException("start", step + ": " + failure, failure);
  }
}
