package dev.replyguard.training.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Where bytes are not UTF-8.
 *
 * @param line from 1; lines end with LF, CR or CRLF
 * @param column from 1, in bytes
 * @param value of the byte, 0 to 255
 */
record MalformedInput(long line, long column, int value) {

  /**
   * Finds the first byte that is not UTF-8.
   *
   * @throws IllegalArgumentException when there is none
   */
  static MalformedInput find(InputStream bytes) throws IOException {
    return new Search(bytes).run();
  }

  /** Decodes buffer by buffer and counts line ends in what was decoded. */
  private static final class Search {
    private final InputStream bytes;
    private final CharsetDecoder decoder = TextFiles.decoder();
    private final ByteBuffer in = ByteBuffer.allocate(1 << 16);
    private final CharBuffer out = CharBuffer.allocate(1 << 16);
    private long line = 1;
    private long column = 1;
    private int last;

    Search(InputStream bytes) {
      this.bytes = bytes;
    }

    MalformedInput run() throws IOException {
      boolean ended = false;
      while (!ended) {
        int read = bytes.read(in.array(), in.position(), in.remaining());
        ended = read < 0;
        in.position(in.position() + Math.max(read, 0)).flip();
        int from = in.position();
        out.clear();
        CoderResult result = decoder.decode(in, out, ended);
        pass(from, in.position());
        if (result.isError()) {
          return new MalformedInput(line, column, in.get(in.position()) & 0xFF);
        }
        in.compact();
      }
      throw new IllegalArgumentException("malformed input expected");
    }

    private void pass(int from, int to) {
      for (int i = from; i < to; i++) {
        int value = in.get(i);
        boolean secondHalf = value == '\n' && last == '\r';
        if ((value == '\n' || value == '\r') && !secondHalf) {
          line++;
        }
        column = value == '\n' || value == '\r' ? 1 : column + 1;
        last = value;
      }
    }
  }
}
