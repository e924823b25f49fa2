package dev.replyguard.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into maps, lists, texts, numbers and truth values. A bundle's manifest is
 * read by this and not by Jackson, which writes it: a fresh Java virtual machine takes ten times as
 * long to load and warm up Jackson's reader as to read a manifest with these few lines.
 */
final class JsonTree {
  /** What stands for {@code null}. */
  static final Object NULL = new Object();

  /** Deeper is no file of ours; a bound for the calls within each other. */
  private static final int MOST_LEVELS = 100;

  private final char[] units;
  private final int end;
  private int at;
  private int levels;

  private JsonTree(CharBuffer text) {
    this.units = text.array();
    this.end = text.limit();
  }

  /**
   * Reads one value. Integers become {@link Integer} or {@link Long} where they fit, all other
   * numbers {@link Double}.
   *
   * @throws IOException when the bytes are not UTF-8 or not one JSON value, or an object has a
   *     field twice
   */
  static Object read(byte[] bytes) throws IOException {
    CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    JsonTree tree = new JsonTree(text);
    Object value = tree.value();
    if (tree.peek() >= 0) {
      throw tree.unexpected();
    }
    return value;
  }

  /** The next unit that is no blank, or -1 at the end. */
  private int peek() {
    while (at < end && isBlank(units[at])) {
      at++;
    }
    return at < end ? units[at] : -1;
  }

  private static boolean isBlank(char unit) {
    return unit == ' ' || unit == '\n' || unit == '\r' || unit == '\t';
  }

  private IOException unexpected() {
    return new IOException(
        at < end ? "unexpected at " + at + ": " + units[at] : "ends too soon, at " + end);
  }

  private void take(char expected) throws IOException {
    if (peek() != expected) {
      throw unexpected();
    }
    at++;
  }

  private boolean takeIf(char expected) {
    boolean there = peek() == expected;
    at += there ? 1 : 0;
    return there;
  }

  private Object value() throws IOException {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> text();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", NULL);
      default -> number();
    };
  }

  private Object literal(String name, Object value) throws IOException {
    for (int i = 0; i < name.length(); i++, at++) {
      if (at == end || units[at] != name.charAt(i)) {
        throw unexpected();
      }
    }
    return value;
  }

  private void enter() throws IOException {
    at++;
    if (++levels > MOST_LEVELS) {
      throw new IOException("more than " + MOST_LEVELS + " values within each other");
    }
  }

  private Map<String, Object> object() throws IOException {
    enter();
    Map<String, Object> fields = new HashMap<>();
    if (!takeIf('}')) {
      do {
        if (peek() != '"') {
          throw unexpected();
        }
        String name = text();
        take(':');
        if (fields.put(name, value()) != null) {
          throw new IOException("has a field twice: " + name);
        }
      } while (takeIf(','));
      take('}');
    }
    levels--;
    return fields;
  }

  private List<Object> array() throws IOException {
    enter();
    List<Object> elements = new ArrayList<>();
    if (!takeIf(']')) {
      do {
        elements.add(value());
      } while (takeIf(','));
      take(']');
    }
    levels--;
    return elements;
  }

  private String text() throws IOException {
    at++;
    int start = at;
    while (at < end && units[at] != '"' && units[at] != '\\' && units[at] >= ' ') {
      at++;
    }
    if (at < end && units[at] == '"') {
      return new String(units, start, at++ - start);
    }
    StringBuilder text = new StringBuilder().append(units, start, at - start);
    while (at < end && units[at] != '"') {
      char unit = units[at];
      if (unit < ' ') {
        throw unexpected();
      }
      at++;
      text.append(unit == '\\' ? escaped() : unit);
    }
    if (at == end) {
      throw unexpected();
    }
    at++;
    return text.toString();
  }

  private char escaped() throws IOException {
    if (at == end) {
      throw unexpected();
    }
    char unit = units[at++];
    return switch (unit) {
      case '"', '\\', '/' -> unit;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
          int digit = at < end && units[at] < 128 ? Character.digit(units[at], 16) : -1;
          if (digit < 0) {
            throw unexpected();
          }
          code = code << 4 | digit;
        }
        yield (char) code;
      }
      default -> {
        at--;
        throw unexpected();
      }
    };
  }

  private Object number() throws IOException {
    int start = at;
    at += at < end && units[at] == '-' ? 1 : 0;
    int first = at;
    digits();
    if (units[first] == '0' && at > first + 1) {
      at = first + 1;
      throw unexpected();
    }
    boolean whole = true;
    if (at < end && units[at] == '.') {
      at++;
      digits();
      whole = false;
    }
    if (at < end && (units[at] == 'e' || units[at] == 'E')) {
      at++;
      at += at < end && (units[at] == '+' || units[at] == '-') ? 1 : 0;
      digits();
      whole = false;
    }
    String text = new String(units, start, at - start);
    return whole ? integer(text) : (Object) Double.valueOf(text);
  }

  private void digits() throws IOException {
    int start = at;
    while (at < end && units[at] >= '0' && units[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw unexpected();
    }
  }

  private static Object integer(String text) {
    try {
      long number = Long.parseLong(text);
      return (int) number == number ? (Object) (int) number : (Object) number;
    } catch (NumberFormatException e) {
      return Double.valueOf(text);
    }
  }
}
