package dev.replyguard.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON being put together from parts that are known beforehand and a few values: what a generator
 * does for each name and bracket is a copy of bytes here. That what is put together is JSON is for
 * the caller to see to. For one document and one thread.
 */
public final class JsonBytes {
  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
  private static final int MAX_DIGITS = 10;
  private static final int MICRO = 1_000_000;
  private static final int DECIMALS = 6;

  private byte[] bytes;
  private int length;

  /**
   * Nothing yet.
   *
   * @param sizeHint how many bytes it will be, more or less; at least 1
   */
  public JsonBytes(int sizeHint) {
    this.bytes = new byte[sizeHint];
  }

  /** The bytes of a part that is to be added often. */
  public static byte[] part(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** Adds a part as it stands. */
  public JsonBytes add(byte[] part) {
    reserve(part.length);
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
    return this;
  }

  /** Adds one ASCII character as it stands. */
  public JsonBytes add(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** Adds a string with its quotes and escapes. */
  public JsonBytes addString(String value) {
    add('"');
    reserve(value.length());
    int start = length;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        length = start;
        add(ENCODER.quoteAsUTF8(value));
        break;
      }
      bytes[length++] = (byte) c;
    }
    return add('"');
  }

  /**
   * Adds a whole number.
   *
   * @param value 0 or more
   */
  public JsonBytes addNumber(int value) {
    reserve(MAX_DIGITS);
    int digits = 1;
    for (int rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    length += digits;
    for (int i = length - 1, rest = value; i >= length - digits; i--, rest /= 10) {
      bytes[i] = (byte) ('0' + rest % 10);
    }
    return this;
  }

  /** Adds a number of 0..1, as {@link JsonOutput#writeProbability} does. */
  public JsonBytes addProbability(float probability) {
    int micro = Math.round(probability * MICRO);
    if (micro == 0 || micro == MICRO) {
      return add(micro == 0 ? '0' : '1');
    }
    reserve(2 + DECIMALS);
    bytes[length] = '0';
    bytes[length + 1] = '.';
    int end = length + 2;
    for (int i = length + 1 + DECIMALS, rest = micro; i >= length + 2; i--, rest /= 10) {
      int digit = rest % 10;
      bytes[i] = (byte) ('0' + digit);
      if (end == length + 2 && digit != 0) {
        end = i + 1;
      }
    }
    length = end;
    return this;
  }

  /** What was added, copied. */
  public Buffer toBuffer() {
    return Buffer.buffer(length).appendBytes(bytes, 0, length);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
