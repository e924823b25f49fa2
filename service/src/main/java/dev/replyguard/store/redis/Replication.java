package dev.replyguard.store.redis;

import dev.replyguard.config.RedisSettings;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits until replicas have what was written on a connection. Redis replicates after it has
 * answered, so that a failover loses what was acknowledged a moment ago, unless {@code WAIT} is
 * asked for.
 *
 * <p>{@code WAIT} covers all writes before it on the same connection and holds up whatever comes
 * behind it there, so one at a time is under way, for all writes that were answered meanwhile; and
 * while replicas do not follow, it takes less time to give up, so that reading goes on.
 *
 * <p>Confined to the connection's event loop.
 */
final class Replication {
  /**
   * Of the time of a command: how long others may be held up, and how long while it is of no use.
   */
  private static final int SHARE_OF_COMMAND = 2;

  private static final int SHARE_WHILE_BEHIND = 10;

  private final HeldConnection connection;
  private final int wanted;
  private final long commandMillis;
  private int connected;
  private boolean behind;
  private boolean underWay;
  private @Nullable Promise<Void> next;

  Replication(HeldConnection connection, RedisSettings settings) {
    this.connection = connection;
    this.wanted = settings.replicas();
    this.commandMillis = settings.commandTimeout().toMillis();
  }

  /** The command whose answer {@link #observed} takes. */
  static Request question() {
    return Request.cmd(Command.ROLE);
  }

  /**
   * Whether an answer to {@link #question} is a master's; everything else cannot be written to.
   *
   * @param role the answer
   */
  static boolean isMaster(RedisReply role) {
    List<RedisReply> parts = role.elements();
    return !parts.isEmpty() && parts.get(0).text().equals("master");
  }

  /** Whether a master's answer to {@link #question} tells of as many replicas as are wanted. */
  boolean hasEnough(RedisReply role) {
    return replicas(role) >= wanted;
  }

  /** Learns from a master's answer to {@link #question} how many replicas there are. */
  void observed(RedisReply role) {
    connected = replicas(role);
  }

  private static int replicas(RedisReply role) {
    List<RedisReply> parts = role.elements();
    return parts.size() < 3 ? 0 : parts.get(2).elements().size();
  }

  /**
   * Completes when what has been answered so far on the connection is where it should be: at once
   * where no replica is connected.
   */
  Future<Void> acknowledged() {
    if (target() == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = next == null ? Promise.promise() : next;
    next = promise;
    if (!underWay) {
      ask();
    }
    return promise.future();
  }

  private int target() {
    return Math.min(wanted, connected);
  }

  private void ask() {
    Promise<Void> covered = next;
    if (covered == null) {
      return;
    }
    next = null;
    underWay = true;
    int target = target();
    long millis = Math.max(1, commandMillis / (behind ? SHARE_WHILE_BEHIND : SHARE_OF_COMMAND));
    connection
        .send(Request.cmd(Command.WAIT).arg(target).arg(millis))
        .onComplete(
            reply -> {
              underWay = false;
              settle(covered, target, reply);
              ask();
            });
  }

  private void settle(Promise<Void> covered, int target, AsyncResult<RedisReply> reply) {
    if (reply.failed()) {
      covered.fail(reply.cause());
      return;
    }
    long have = reply.result().number();
    behind = have < target;
    if (behind) {
      covered.fail(
          new StoreException(
              Kind.TIMEOUT,
              "written, but only " + have + " of " + target + " replicas have it in time"));
    } else {
      covered.complete();
    }
  }
}
