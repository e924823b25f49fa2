package dev.replyguard.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and where it stands, read with messages that name the field: every getter throws
 * {@link IllegalArgumentException} when the field is missing or of another type.
 */
final class Json {
  // As JsonTree has it; null where the field is missing.
  private final @Nullable Object value;
  private final @Nullable Json parent;
  // The file, or a field or an element of the parent.
  private final String step;

  private Json(@Nullable Object value, @Nullable Json parent, String step) {
    this.value = value;
    this.parent = parent;
    this.step = step;
  }

  static Json parse(byte[] bytes, String file) {
    try {
      return new Json(JsonTree.read(bytes), null, file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": is not JSON", e);
    }
  }

  Json get(String field) {
    return new Json(value instanceof Map<?, ?> fields ? fields.get(field) : null, this, field);
  }

  boolean has(String field) {
    Object found = get(field).value;
    return found != null && found != JsonTree.NULL;
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw expected("a text");
  }

  int integer() {
    if (value instanceof Integer number) {
      return number;
    }
    throw expected("an integer");
  }

  long size() {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw expected("an integer");
  }

  double number() {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw expected("a number");
  }

  boolean flag() {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw expected("true or false");
  }

  Interval interval() {
    List<Double> bounds = list(Json::number);
    if (bounds.size() != 2) {
      throw new IllegalArgumentException(path() + ": 2 bounds expected, got " + bounds.size());
    }
    return new Interval(bounds.get(0), bounds.get(1));
  }

  <T> List<T> list(Function<Json, T> element) {
    if (!(value instanceof List<?> values)) {
      throw expected("a list");
    }
    List<T> elements = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      elements.add(element.apply(new Json(values.get(i), this, Integer.toString(i))));
    }
    return elements;
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    String name = text();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(path() + ": \"" + name + "\" is not known");
  }

  /** Calls a constructor that checks its arguments, and puts the path before its message. */
  <T> T build(Function<Json, T> constructor) {
    try {
      return constructor.apply(this);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String path = path();
      throw message.startsWith(path) ? e : new IllegalArgumentException(path + ": " + message, e);
    }
  }

  /** As {@link #build}, or null where the field is missing: older files have none. */
  <T> @Nullable T optional(Function<Json, T> constructor) {
    return value == null ? null : build(constructor);
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException(path() + ": " + what + " expected, got " + kind());
  }

  /** The file and the way from its outermost value to this one. */
  String path() {
    if (parent == null) {
      return step;
    }
    return parent.path() + (parent.value instanceof List ? "[" + step + "]" : "." + step);
  }

  private String kind() {
    if (value instanceof Map) {
      return "OBJECT";
    }
    if (value instanceof List) {
      return "ARRAY";
    }
    if (value instanceof String) {
      return "STRING";
    }
    if (value instanceof Boolean) {
      return "BOOLEAN";
    }
    if (value instanceof Number) {
      return "NUMBER";
    }
    return value == null ? "nothing" : "NULL";
  }
}
