package dev.replyguard.store.embedded;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A blocking connection to our own Redis for the few commands that start and stop it, in the Redis
 * serialisation protocol, version 2. Every wait is bounded.
 */
final class AdminConnection implements AutoCloseable {
  private static final int MAX_LINE = 1_024;
  private static final int MAX_BULK = 1 << 20;
  private static final int MAX_ELEMENTS = 1_024;

  private final Socket socket;
  private final InputStream in;

  private AdminConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Connects and signs in.
   *
   * @param timeout bounds the connecting and each reply
   * @throws IOException when nobody listens, answers in time, or knows the password
   */
  static AdminConnection open(ServerConfig config, Duration timeout) throws IOException {
    Socket socket = new Socket();
    try {
      int millis = Math.max(1, (int) timeout.toMillis());
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.connect(new InetSocketAddress(loopback, config.port()), millis);
      socket.setSoTimeout(millis);
      AdminConnection connection = new AdminConnection(socket);
      connection.command("AUTH", config.password());
      return connection;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends one command and reads its reply.
   *
   * @return the reply's strings: one, or the elements of an array
   * @throws IOException also when the reply is an error
   */
  List<String> command(String... words) throws IOException {
    StringBuilder request = new StringBuilder().append('*').append(words.length).append("\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      request.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    List<String> reply = new ArrayList<>();
    read(reply);
    return reply;
  }

  private void read(List<String> reply) throws IOException {
    String line = line();
    String rest = line.substring(1);
    switch (line.charAt(0)) {
      case '+', ':' -> reply.add(rest);
      case '-' -> throw new IOException("Redis answered " + rest);
      case '$' -> reply.add(bulk(bounded(rest, MAX_BULK)));
      case '*' -> {
        int elements = bounded(rest, MAX_ELEMENTS);
        for (int i = 0; i < elements; i++) {
          read(reply);
        }
      }
      default -> throw new IOException("no answer of a Redis server");
    }
  }

  private static int bounded(String number, int max) throws IOException {
    try {
      int value = Integer.parseInt(number);
      if (value >= 0 && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // As below.
    }
    throw new IOException("no answer of a Redis server");
  }

  private String bulk(int length) throws IOException {
    byte[] bytes = in.readNBytes(length + 2);
    if (bytes.length < length + 2) {
      throw new EOFException("Redis closed the connection");
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > MAX_LINE) {
        throw new EOFException("Redis closed the connection");
      }
      line.append((char) b);
    }
    if (line.length() < 2) {
      throw new IOException("no answer of a Redis server");
    }
    return line.substring(0, line.length() - 1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
