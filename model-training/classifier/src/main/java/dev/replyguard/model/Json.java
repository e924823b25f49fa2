package dev.replyguard.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and its path, read with messages that name the field: every getter throws {@link
 * IllegalArgumentException} when the field is missing or of another type.
 */
record Json(JsonNode node, String path) {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static Json parse(byte[] bytes, String file) {
    try {
      return new Json(MAPPER.readTree(bytes), file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": is not JSON", e);
    }
  }

  static byte[] write(JsonNode node) {
    try {
      String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
      return (text.replace("\r\n", "\n") + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  Json get(String field) {
    return new Json(node.path(field), path + "." + field);
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  String text() {
    require(node.isTextual(), "a text");
    return node.textValue();
  }

  int integer() {
    require(node.isInt(), "an integer");
    return node.intValue();
  }

  long size() {
    require(node.isIntegralNumber() && node.canConvertToLong(), "an integer");
    return node.longValue();
  }

  double number() {
    require(node.isNumber(), "a number");
    return node.doubleValue();
  }

  boolean flag() {
    require(node.isBoolean(), "true or false");
    return node.booleanValue();
  }

  Interval interval() {
    List<Double> bounds = list(Json::number);
    if (bounds.size() != 2) {
      throw new IllegalArgumentException(path + ": 2 bounds expected, got " + bounds.size());
    }
    return new Interval(bounds.get(0), bounds.get(1));
  }

  static void put(ObjectNode node, String field, Interval interval) {
    node.putArray(field).add(interval.low()).add(interval.high());
  }

  <T> List<T> list(Function<Json, T> element) {
    require(node.isArray(), "a list");
    List<T> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(element.apply(new Json(node.get(i), path + "[" + i + "]")));
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
    throw new IllegalArgumentException(path + ": \"" + name + "\" is not known");
  }

  /** Calls a constructor that checks its arguments, and puts the path before its message. */
  <T> T build(Function<Json, T> constructor) {
    try {
      return constructor.apply(this);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(path) ? e : new IllegalArgumentException(path + ": " + message, e);
    }
  }

  /** As {@link #build}, or null where the field is missing: older files have none. */
  <T> @Nullable T optional(Function<Json, T> constructor) {
    return node.isMissingNode() ? null : build(constructor);
  }

  private void require(boolean condition, String expected) {
    if (!condition) {
      String found = node.isMissingNode() ? "nothing" : node.getNodeType().toString();
      throw new IllegalArgumentException(path + ": " + expected + " expected, got " + found);
    }
  }
}
