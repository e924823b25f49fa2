package dev.replyguard.store.redis;

import dev.replyguard.config.RedisSettings;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A connection that is up, with the commands that await their replies on it.
 *
 * <p>Redis answers in order, and every command has the same time, so the commands run out of time
 * in the order in which they were sent: one timer for the oldest of them is enough. A command that
 * ran out of time keeps its place until its reply comes, or until the whole connection is given up:
 * when nothing has come for twice the time of a command. So neither the queue here nor the buffers
 * below it can grow behind a server that has stopped.
 *
 * <p>Confined to the event loop of {@code context}.
 */
final class HeldConnection {
  private static final int SILENT_COMMAND_TIMES = 2;

  private final Context context;
  private final RedisWire wire;
  private final long timeoutNanos;
  private final int maxPending;
  private final Consumer<StoreException> onLost;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private long lastReply = System.nanoTime();
  private boolean timerSet;
  private boolean open = true;

  /** A command on its way; its promise is kept so long as the caller waits. */
  private static final class Pending {
    final Promise<RedisReply> promise = Promise.promise();
    final long sentAt = System.nanoTime();
    boolean answered;
  }

  /**
   * Takes over {@code wire}.
   *
   * @param onLost called once, when the connection is given up for a reason of its own
   */
  HeldConnection(
      Context context, RedisWire wire, RedisSettings settings, Consumer<StoreException> onLost) {
    this.context = context;
    this.wire = wire;
    this.timeoutNanos = settings.commandTimeout().toNanos();
    this.maxPending = settings.pendingCommands();
    this.onLost = onLost;
    wire.onLost(this::lose);
  }

  /**
   * Sends behind the commands already on their way.
   *
   * @return fails with {@code OVERLOADED} where too many are, with {@code TIMEOUT} where no reply
   *     comes in time or the connection breaks first
   */
  Future<RedisReply> send(Request request) {
    if (!open) {
      return Future.failedFuture(new StoreException(Kind.UNREACHABLE, "the connection is closed"));
    }
    if (pending.size() >= maxPending) {
      return Future.failedFuture(
          new StoreException(
              Kind.OVERLOADED, maxPending + " commands await their replies already"));
    }
    Pending command = new Pending();
    pending.add(command);
    setTimer(timeoutNanos);
    wire.send(request).onComplete(sent -> answer(command, sent));
    return command.promise.future();
  }

  /** When the last reply came, by {@link System#nanoTime()}. */
  long lastReply() {
    return lastReply;
  }

  /** Closes the socket and fails what was on its way. */
  void close() {
    if (open) {
      open = false;
      wire.close();
      failPending("the connection was closed before the reply");
    }
  }

  private void answer(Pending command, AsyncResult<RedisReply> sent) {
    command.answered = true;
    if (!open) {
      return;
    }
    lastReply = System.nanoTime();
    while (!pending.isEmpty() && pending.peek().answered) {
      pending.remove();
    }
    if (sent.succeeded()) {
      command.promise.tryComplete(sent.result());
      return;
    }
    command.promise.tryFail(sent.cause());
    if (RedisWire.callsForAnotherConnection(sent.cause())) {
      lose((StoreException) sent.cause());
    }
  }

  private void setTimer(long nanos) {
    if (timerSet) {
      return;
    }
    timerSet = true;
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    // On the connection's own context: a timer of the caller's would end with the caller.
    context.runOnContext(v -> context.owner().setTimer(millis, id -> onTimer()));
  }

  private void onTimer() {
    timerSet = false;
    if (!open || pending.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    Pending oldest = pending.element();
    long silent = now - Math.max(lastReply, oldest.sentAt);
    if (silent >= SILENT_COMMAND_TIMES * timeoutNanos) {
      lose(
          new StoreException(
              Kind.TIMEOUT,
              "no reply for "
                  + TimeUnit.NANOSECONDS.toMillis(silent)
                  + " ms, connection given up"));
      return;
    }
    long next = SILENT_COMMAND_TIMES * timeoutNanos - silent;
    List<Pending> overdue = new ArrayList<>();
    for (Pending command : pending) {
      long left = command.sentAt + timeoutNanos - now;
      if (left > 0) {
        next = Math.min(next, left);
        break;
      }
      overdue.add(command);
    }
    setTimer(next);
    overdue.forEach(this::timeOut); // last: a caller may send again at once
  }

  private void timeOut(Pending command) {
    command.promise.tryFail(
        new StoreException(
            Kind.TIMEOUT,
            "no reply within " + TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + " ms"));
  }

  private void lose(StoreException cause) {
    if (open) {
      close();
      onLost.accept(cause);
    }
  }

  private void failPending(String why) {
    for (Pending command : pending) {
      command.promise.tryFail(new StoreException(Kind.TIMEOUT, why));
    }
    pending.clear();
  }
}
