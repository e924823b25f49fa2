package dev.replyguard.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request whose body arrives in two parts, so that it is under way for as long as needed. */
final class SlowRequest implements AutoCloseable {
  private static final String BODY = "{\"text\":\"The goose is in the garden\"}";

  private final Socket socket;

  private SlowRequest(Socket socket) {
    this.socket = socket;
  }

  /** Sends the head and half of the body. */
  static SlowRequest begin(ApiClient api) throws IOException {
    URI url = URI.create(api.url());
    Socket socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(20_000);
    SlowRequest request = new SlowRequest(socket);
    request.send(
        "POST /v1/comments HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + ServiceProcess.SITE_KEY
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + BODY.length()
            + "\r\n\r\n"
            + BODY.substring(0, 10));
    return request;
  }

  /** Sends the rest. */
  void finish() throws IOException {
    send(BODY.substring(10));
  }

  /** The answer's first line. */
  String status() throws IOException {
    return String.valueOf(
        new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
            .readLine());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void send(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
