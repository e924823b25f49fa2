package dev.replyguard.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Follows a stream of server-sent events over HTTP/1.1, and takes it as slowly as a test wants. */
final class EventReader implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  /** Asks for the stream, by a key or a session's cookie, with these further header lines. */
  EventReader(int port, String key, String path, String... headers) {
    try {
      socket = new Socket();
      socket.setReceiveBufferSize(4 << 10);
      socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(Math.toIntExact(ApiFixture.PATIENCE.toMillis()));
      String more = Stream.of(headers).map(line -> line + "\r\n").reduce("", String::concat);
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\nHost: x\r\n"
                      + (key.startsWith("rg_session=") ? "Cookie: " : "Authorization: Bearer ")
                      + key
                      + "\r\n"
                      + more
                      + "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("asking for a stream", e);
    }
  }

  /** The lines of the answer's head. */
  List<String> head() {
    return linesUntilEmpty();
  }

  /** The next block: an event, the time to reconnect, or a comment; chunks' own lines left out. */
  List<String> next() {
    List<String> block = linesUntilEmpty();
    while (block.isEmpty()) {
      block = linesUntilEmpty();
    }
    return block;
  }

  /** The next block that starts with that text. */
  List<String> next(String start) {
    List<String> block = next();
    while (!block.get(0).startsWith(start)) {
      block = next();
    }
    return block;
  }

  /** Reads until the service ends the stream; true when that is in good order. */
  boolean endsWell() {
    try {
      String last = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals("0")) {
          return true;
        }
        last = line;
      }
      return last.equals("0");
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> linesUntilEmpty() {
    List<String> lines = new ArrayList<>();
    try {
      for (String line = in.readLine(); !"".equals(line); line = in.readLine()) {
        if (line == null) {
          throw new AssertionError("the stream ended after " + lines);
        }
        // The length of a chunk is no part of what it carries.
        if (!line.matches("[0-9a-f]{1,8}")) {
          lines.add(line);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new AssertionError("reading after " + lines, e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError("closing", e);
    }
  }
}
