package dev.replyguard.http.v1;

import dev.replyguard.http.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Reads the text of a body. */
final class Utf8 {
  private Utf8() {}

  /**
   * Strictly: what is not UTF-8 is refused, not replaced.
   *
   * @throws ProblemException saying where
   */
  static CharBuffer decode(Buffer body) {
    byte[] bytes = body.getBytes();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      throw DocumentReader.malformed("UTF-8 expected, something else at byte " + in.position());
    }
    return out.flip();
  }
}
