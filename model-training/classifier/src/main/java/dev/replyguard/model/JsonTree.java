package dev.replyguard.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into maps, lists, texts, numbers and truth values. A bundle's manifest is read by this
 * and not by data binding, whose classes take a fresh Java virtual machine longer to load than all
 * else that reading a bundle takes.
 */
final class JsonTree {
  /** What stands for {@code null}. */
  static final Object NULL = new Object();

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonTree() {}

  /**
   * Reads one value.
   *
   * @throws IOException when the bytes are not one JSON value, or an object has a field twice
   */
  static Object read(byte[] bytes) throws IOException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new IOException("a value expected, got nothing");
      }
      Object value = value(parser, first);
      if (parser.nextToken() != null) {
        throw new IOException("nothing expected behind the value");
      }
      return value;
    }
  }

  /** Jackson itself bounds how deep values may be nested. */
  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token.id()) {
      case JsonTokenId.ID_START_OBJECT -> object(parser);
      case JsonTokenId.ID_START_ARRAY -> array(parser);
      case JsonTokenId.ID_STRING -> parser.getText();
      case JsonTokenId.ID_NUMBER_INT, JsonTokenId.ID_NUMBER_FLOAT -> parser.getNumberValue();
      case JsonTokenId.ID_TRUE -> true;
      case JsonTokenId.ID_FALSE -> false;
      case JsonTokenId.ID_NULL -> NULL;
      default -> throw new IOException("a value expected, got " + token);
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new HashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      fields.put(name, value(parser, parser.nextToken()));
    }
    return fields;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      elements.add(value(parser, token));
      token = parser.nextToken();
    }
    return elements;
  }
}
