package dev.replyguard.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port on loopback below those of outgoing connections, so that it stays free while unused. */
public final class FreePort {
  private FreePort() {}

  /** Such a port. */
  public static int next() {
    for (int i = 0; i < 100; i++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: try another.
      }
    }
    throw new UncheckedIOException(new IOException("no free port"));
  }
}
