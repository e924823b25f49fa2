package dev.replyguard.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What all writers of JSON have in common. */
public final class JsonOutput {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MICRO = 1_000_000;

  private JsonOutput() {}

  /** Writes a document. */
  public interface Document {
    /** Writes all of it. */
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** The document in memory. */
  public static Buffer write(int sizeHint, Document document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(sizeHint);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      document.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
    return Buffer.buffer(out.toByteArray());
  }

  /** The same document on lines, for people. */
  public static Buffer laidOut(Buffer document) {
    return write(
        2 * document.length(),
        json -> {
          json.useDefaultPrettyPrinter();
          try (JsonParser in = JSON.createParser(document.getBytes())) {
            in.nextToken();
            json.copyCurrentStructureExact(in);
          }
        });
  }

  /** Writes a number of 0..1 to six decimals, which is more than any model knows. */
  public static void writeProbability(JsonGenerator json, float probability) throws IOException {
    int micro = Math.round(probability * MICRO);
    if (micro == 0 || micro == MICRO) {
      json.writeNumber(micro / MICRO);
      return;
    }
    char[] digits = {'0', '.', '0', '0', '0', '0', '0', '0'};
    int end = 2;
    for (int i = digits.length - 1, rest = micro; i >= 2; i--, rest /= 10) {
      int digit = rest % 10;
      digits[i] = (char) ('0' + digit);
      if (end == 2 && digit != 0) {
        end = i + 1;
      }
    }
    json.writeNumber(digits, 0, end);
  }
}
