package dev.replyguard.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;

/**
 * One event loop's way to the servers that hold the data: one connection each, held open. Confined
 * to that event loop, but for what says otherwise.
 */
interface RedisNodes {
  /** Begins to connect, and goes on trying until {@link #close}. */
  void connect();

  /** Looks after the connections; to be called once a second. */
  void check();

  /**
   * Completes once all that is needed is connected; fails with {@code FAILED} when a server will
   * not have us.
   */
  Future<Void> firstUp();

  /** Whether everything is connected; for every thread. */
  boolean isUp();

  /** Why the last attempt to connect failed; for every thread. */
  String lastFailure();

  /**
   * Sends to where {@code key} is; see {@link HeldConnection#send}. While there is no connection,
   * it fails at once: nobody waits for a Redis that is away.
   *
   * @param key the key, or one of the keys, of the command; empty where it has none
   */
  Future<RedisReply> send(String key, Request request);

  /**
   * As {@link #send}, for a command that writes: done only when enough replicas have it, too, so
   * that it outlives its server.
   *
   * @return fails also, with {@code TIMEOUT}, where the server has written, but no replica has
   */
  Future<RedisReply> write(String key, Request request);

  /** Closes the connections and fails what is on its way. */
  void close();
}
