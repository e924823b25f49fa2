package dev.replyguard.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for our Redis: below the range from which the kernel serves outgoing connections, so that
 * it is still free when Redis has to be started again.
 */
final class LoopbackPort {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 100;

  private LoopbackPort() {}

  /**
   * The port that the last start used with that directory where it is free, else another.
   *
   * @throws EmbeddedRedisException when none is found
   */
  static int free(Path directory) {
    Optional<Integer> last = ServerConfig.left(directory).map(ServerConfig::port);
    if (last.isPresent() && isFree(last.get())) {
      return last.get();
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedRedisException(
        "redis.uri: not set, and no free port was found on 127.0.0.1 from "
            + LOWEST
            + " to "
            + HIGHEST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.bind(new InetSocketAddress(loopback, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
