package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.JsonInput;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document front to back, once, and notes everything that is wrong with it instead
 * of stopping at the first error. What is noted names the field, what was expected and what kind of
 * value came, never the value. For one document and one thread.
 */
final class DocumentReader {
  /** How many errors are reported; further ones are not looked at. */
  static final int MAX_ERRORS = 100;

  private static final int MAX_NAME_SHOWN = 64;

  private final JsonParser parser;
  private final List<FieldError> errors = new ArrayList<>();

  private DocumentReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads the value at hand; returns anything where it has noted an error. */
  interface ValueReader<T> {
    @Nullable T read(DocumentReader in) throws IOException;
  }

  /** Reads the value of a field. */
  interface FieldReader {
    /**
     * Reads the value at hand; returns false, having read nothing, where there is no such field.
     */
    boolean read(String name) throws IOException;
  }

  /** Reads an element of an array. */
  interface ElementReader {
    /** Reads the value at hand. */
    void read(int index) throws IOException;
  }

  /**
   * Reads the whole document.
   *
   * @throws ProblemException where it is not UTF-8 or not well-formed JSON, and where anything was
   *     noted
   */
  static <T> T read(Buffer body, ValueReader<T> root) {
    CharBuffer chars = Utf8.decode(body);
    try (JsonParser parser = JsonInput.PARSERS.createParser(chars.array(), 0, chars.limit())) {
      DocumentReader in = new DocumentReader(parser);
      if (parser.nextToken() == null) {
        throw malformed("a JSON object expected, got nothing");
      }
      T value = root.read(in);
      if (parser.nextToken() != null) {
        throw malformed("one JSON object expected, got more after its end");
      }
      if (value == null || !in.errors.isEmpty()) {
        throw new ProblemException(Problem.invalid(in.errors));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw malformed(
          "well-formed JSON expected, an error at " + JsonInput.place(e.getLocation(), "its end"));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** Reads an object of these fields, and notes those that are unknown, repeated or missing. */
  void object(String at, List<String> required, FieldReader fields) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      wrongType(at.isEmpty() ? "body" : at, "an object");
      return;
    }
    Set<String> seen = new HashSet<>();
    String name;
    while ((name = parser.nextFieldName()) != null) {
      parser.nextToken();
      if (!seen.add(name)) {
        note(child(at, shown(name)), "one value expected, the field is there more than once");
        parser.skipChildren();
      } else if (!fields.read(name)) {
        note(child(at, shown(name)), "there is no such field");
        parser.skipChildren();
      }
    }
    for (String field : required) {
      if (!seen.contains(field)) {
        note(child(at, field), "must be there");
      }
    }
  }

  /** Reads an array of {@code min} to {@code max} elements; further ones are skipped, and noted. */
  void array(String at, int min, int max, ElementReader elements) throws IOException {
    if (!parser.isExpectedStartArrayToken()) {
      wrongType(at, "an array");
      return;
    }
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count < max) {
        elements.read(count);
      } else {
        parser.skipChildren();
      }
      count++;
    }
    if (count < min || count > max) {
      note(
          at, String.format(Locale.ROOT, "%,d to %,d elements expected, got %,d", min, max, count));
    }
  }

  /** Reads the string at hand; null, having noted it, where it is none or breaks the rule. */
  @Nullable String string(String at, String name, StringRule rule) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      wrongType(child(at, name), "a string");
      return null;
    }
    String value = parser.getText();
    String complaint = rule.complaint(value);
    if (complaint != null) {
      note(child(at, name), complaint);
      return null;
    }
    return value;
  }

  /** Reads the boolean at hand; false, having noted it, where it is none. */
  boolean bool(String at, String name) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_TRUE
        && parser.currentToken() != JsonToken.VALUE_FALSE) {
      wrongType(child(at, name), "true or false");
      return false;
    }
    return parser.getBooleanValue();
  }

  /**
   * Reads the whole number at hand; null, having noted it, where it is none or out of bounds. As in
   * JSON Schema, 1.5e3 is one.
   */
  @Nullable Long whole(String at, String name, long min, long max) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      wrongType(child(at, name), "a whole number");
      return null;
    }
    BigDecimal value = parser.getDecimalValue();
    // The bounds first: written out, a number of a large exponent would fill the memory.
    if (value.compareTo(BigDecimal.valueOf(min)) < 0
        || value.compareTo(BigDecimal.valueOf(max)) > 0) {
      note(
          child(at, name),
          String.format(Locale.ROOT, "%,d to %,d expected, got another number", min, max));
      return null;
    }
    if (value.signum() != 0 && value.stripTrailingZeros().scale() > 0) {
      wrongType(child(at, name), "a whole number");
      return null;
    }
    return value.longValue();
  }

  /** Notes what is wrong with a field that was well-formed by itself. */
  void wrong(String field, String message) {
    note(field, message);
  }

  private void wrongType(String field, String expected) throws IOException {
    note(field, expected + " expected, got " + kind(parser.currentToken()));
    parser.skipChildren();
  }

  private void note(String field, String message) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(field, message));
    }
  }

  private static String child(String at, String name) {
    return at.isEmpty() ? name : at + "." + name;
  }

  /** A field's name as the caller made it up, fit for an answer. */
  private static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < name.length() && i < MAX_NAME_SHOWN; i++) {
      char c = name.charAt(i);
      boolean plain = (c > ' ' && c < 0x7f) || Character.isLetterOrDigit(c);
      shown.append(plain ? c : '?');
    }
    return name.length() > MAX_NAME_SHOWN ? shown.append("...").toString() : shown.toString();
  }

  private static String kind(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "something else";
    };
  }

  static ProblemException malformed(String detail) {
    return new ProblemException(ProblemType.MALFORMED_BODY, "body: " + detail);
  }
}
