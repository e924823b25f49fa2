package dev.replyguard.http.perspective;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.replyguard.http.JsonInput;
import io.vertx.core.buffer.Buffer;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that stands for protocol buffers, as Google's services take it: names in camel or
 * snake case, numbers as strings too, null for what is not there. The first thing that is wrong
 * ends the reading, in Google's words; values are never repeated. For one document.
 */
final class ProtoReader {
  private static final String INVALID = "Invalid JSON payload received. ";

  private final JsonParser parser;

  private ProtoReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads the value of a field. */
  interface FieldReader {
    /**
     * Reads the value at hand.
     *
     * @param name in camel case
     * @return false, having read nothing, where there is no such field
     */
    boolean read(String name) throws IOException;
  }

  /** Reads the value of an entry of a map, or an element of a list. */
  interface ValueReader<T> {
    void read(T key) throws IOException;
  }

  /**
   * Reads the whole document with the fields of a message; empty where the body is.
   *
   * @param message made of the reader that its fields read from
   */
  static <M extends FieldReader> Optional<M> read(Buffer body, Function<ProtoReader, M> message) {
    byte[] bytes = body.getBytes();
    try (JsonParser parser = JsonInput.PARSERS.createParser(bytes)) {
      ProtoReader in = new ProtoReader(parser);
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      M fields = message.apply(in);
      in.message("", fields);
      if (parser.nextToken() != null) {
        throw malformed("Unexpected content after the end of the message.");
      }
      return Optional.of(fields);
    } catch (CharConversionException e) {
      throw malformed("UTF-8 expected.");
    } catch (JsonProcessingException e) {
      throw malformed(
          "Well-formed JSON expected at " + JsonInput.place(e.getLocation(), "every place") + ".");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** Reads a message, unless the value is null. */
  void message(String at, FieldReader fields) throws IOException {
    message(() -> at, fields);
  }

  /**
   * Reads a message, unless the value is null.
   *
   * @param at where it is, asked for only where something is wrong with it
   */
  void message(Supplier<String> at, FieldReader fields) throws IOException {
    if (isNull()) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrongType(at.get(), "an object");
    }
    String name;
    while ((name = parser.nextFieldName()) != null) {
      parser.nextToken();
      if (!fields.read(FieldNames.camelCase(name))) {
        throw unknown(at.get(), name);
      }
    }
  }

  /** Reads a map from strings to something. */
  void map(String at, ValueReader<String> values) throws IOException {
    if (isNull()) {
      return;
    }
    expect(JsonToken.START_OBJECT, at, "an object");
    String name;
    while ((name = parser.nextFieldName()) != null) {
      parser.nextToken();
      values.read(name);
    }
  }

  /** Reads a list. */
  void list(String at, ValueReader<Integer> elements) throws IOException {
    if (isNull()) {
      return;
    }
    expect(JsonToken.START_ARRAY, at, "an array");
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.read(index++);
    }
  }

  /** The string at hand, null where the value is null. */
  @Nullable String string(String at) throws IOException {
    if (isNull()) {
      return null;
    }
    expect(JsonToken.VALUE_STRING, at, "TYPE_STRING");
    String value = parser.getText();
    if (!isWellFormed(value)) {
      throw PerspectiveException.badBody(
          at, "Invalid value at '" + at + "' (TYPE_STRING), well-formed Unicode expected");
    }
    return value;
  }

  /** The boolean at hand, false where the value is null. */
  boolean bool(String at) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return parser.getBooleanValue();
    }
    if (isNull()) {
      return false;
    }
    throw wrongType(at, "TYPE_BOOL");
  }

  /** The number at hand, which may stand in a string; null where the value is null. */
  @Nullable Double number(String at) throws IOException {
    if (isNull()) {
      return null;
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return parser.getDoubleValue();
    }
    if (token == JsonToken.VALUE_STRING) {
      try {
        double value = Double.parseDouble(parser.getText());
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw wrongType(at, "TYPE_FLOAT");
      }
    }
    throw wrongType(at, "TYPE_FLOAT");
  }

  /**
   * The name of the constant at hand, which may be given by its number; null where the value is.
   *
   * @param names of the constants, in order of their numbers
   */
  @Nullable String constant(String at, java.util.List<String> names) throws IOException {
    if (isNull()) {
      return null;
    }
    if (parser.currentToken() == JsonToken.VALUE_STRING && names.contains(parser.getText())) {
      return parser.getText();
    }
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      long number = parser.getLongValue();
      if (number >= 0 && number < names.size()) {
        return names.get((int) number);
      }
    }
    throw wrongType(at, "TYPE_ENUM");
  }

  private boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  private void expect(JsonToken token, String at, String type) {
    if (parser.currentToken() != token) {
      throw wrongType(at, type);
    }
  }

  private static PerspectiveException wrongType(String at, String type) {
    return at.isEmpty()
        ? malformed("Root element must be a message.")
        : PerspectiveException.badBody(at, "Invalid value at '" + at + "' (" + type + ")");
  }

  private static PerspectiveException unknown(String at, String name) {
    String place = at.isEmpty() ? "" : " at '" + at + "'";
    return PerspectiveException.badBody(
        at,
        INVALID
            + "Unknown name \""
            + FieldNames.shown(name)
            + "\""
            + place
            + ": Cannot find field.");
  }

  /** Where a bound is broken, such as that of a name's length, the place may not be told. */
  private static PerspectiveException malformed(String detail) {
    return PerspectiveException.badBody("", INVALID + detail);
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
