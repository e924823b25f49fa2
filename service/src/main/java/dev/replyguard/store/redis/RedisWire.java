package dev.replyguard.store.redis;

import dev.replyguard.config.RedisSettings;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * One connection of the Vert.x client, and all that is peculiar about that client:
 *
 * <ul>
 *   <li>It lends connections out of a pool and cannot close one that is stuck. So every connection
 *       has a client of its own, which is closed with it.
 *   <li>Its errors extend {@link Throwable}, not {@link Exception}, in a package that its module
 *       does not export: they are told apart by the prefix of the message.
 *   <li>It waits for a reply for ever; {@link HeldConnection} does not.
 * </ul>
 *
 * <p>Belongs to the event loop that opened it.
 */
final class RedisWire {
  /** Places in the client's own queue beyond ours, so that ours is the one that fills up. */
  private static final int SPARE_PLACES = 64;

  /** What Redis says begins with a word in capitals; what the client says does not. */
  private static final Pattern SERVERS_ERROR = Pattern.compile("-?[A-Z]{2,}( |$)");

  private static final Pattern NOT_NOW = Pattern.compile("LOADING|READONLY|MASTERDOWN|CLUSTERDOWN");

  private final Redis client;
  private final RedisConnection connection;

  private RedisWire(Redis client, RedisConnection connection) {
    this.client = client;
    this.connection = connection;
  }

  /**
   * Connects, signs in, selects the database, and makes sure that the server answers commands: one
   * that still loads its data does not.
   *
   * @return fails with a {@link StoreException}: {@code UNREACHABLE} when there is no server or it
   *     is not ready, {@code FAILED} when it will not have us
   */
  static Future<RedisWire> open(Vertx vertx, RedisSettings settings) {
    Redis client;
    try {
      client = Redis.createClient(vertx, options(settings));
    } catch (RuntimeException e) {
      return Future.failedFuture(translated(e));
    }
    return client
        .connect()
        .compose(connection -> greeted(client, connection))
        .timeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                client.close().transform(closed -> Future.failedFuture(translated(failure))));
  }

  private static Future<RedisWire> greeted(Redis client, RedisConnection connection) {
    return connection
        .send(Request.cmd(Command.PING))
        .map(pong -> new RedisWire(client, connection));
  }

  private static RedisOptions options(RedisSettings settings) {
    String uri = Objects.requireNonNull(settings.uri(), "redis.uri");
    Duration timeout = settings.connectTimeout();
    NetClientOptions net =
        new NetClientOptions()
            .setConnectTimeout((int) timeout.toMillis())
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true);
    if (uri.startsWith("rediss:")) {
      net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
    }
    return new RedisOptions()
        .setConnectionString(uri)
        .setNetClientOptions(net)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setPoolCleanerInterval(-1)
        .setMaxWaitingHandlers(settings.pendingCommands() + SPARE_PLACES);
  }

  /**
   * Tells when the connection is lost, with the cause; not after {@link #close()}.
   *
   * @param lost called on the connection's event loop, perhaps more than once
   */
  void onLost(Consumer<StoreException> lost) {
    connection.exceptionHandler(failure -> lost.accept(translated(failure)));
    connection.endHandler(
        end -> lost.accept(new StoreException(Kind.UNREACHABLE, "Redis closed the connection")));
  }

  /** Sends; fails with a {@link StoreException}, but never for want of time. */
  Future<RedisReply> send(Request request) {
    return connection
        .send(request)
        .transform(
            sent ->
                sent.succeeded()
                    ? Future.succeededFuture(new RedisReply(sent.result()))
                    : Future.failedFuture(translated(sent.cause())));
  }

  /** Closes the socket, whatever is still under way on it. */
  void close() {
    connection.exceptionHandler(null);
    connection.endHandler(null);
    var unused = client.close();
  }

  /** True when the server has been told of a script by {@code EVALSHA} that it does not know. */
  static boolean isUnknownScript(Throwable failure) {
    return message(failure).startsWith("NOSCRIPT");
  }

  /**
   * True when the server cannot serve us now but another connection soon may: it is loading, or has
   * become a replica.
   */
  static boolean callsForAnotherConnection(Throwable failure) {
    return NOT_NOW.matcher(message(failure)).lookingAt();
  }

  private static StoreException translated(Throwable failure) {
    if (failure instanceof StoreException already) {
      return already;
    }
    if (failure instanceof IllegalArgumentException) {
      // Neither message nor cause is passed on: they quote the address with its password.
      return new StoreException(
          Kind.FAILED, "redis.uri: an address expected such as redis://host:port/database");
    }
    String message = message(failure);
    Kind kind =
        SERVERS_ERROR.matcher(message).lookingAt() && !NOT_NOW.matcher(message).lookingAt()
            ? Kind.FAILED
            : Kind.UNREACHABLE;
    return new StoreException(kind, message, failure);
  }

  private static String message(Throwable failure) {
    if (failure instanceof SSLException) {
      return "TLS: " + innermost(failure).getMessage(); // the others only say that it failed
    }
    String message = failure.getMessage();
    if (message == null || message.isEmpty()) {
      return failure.getClass().getSimpleName();
    }
    // What follows would be the arguments of the command.
    int arguments = message.indexOf(", with args beginning with");
    return arguments < 0 ? message : message.substring(0, arguments);
  }

  private static Throwable innermost(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost;
  }
}
