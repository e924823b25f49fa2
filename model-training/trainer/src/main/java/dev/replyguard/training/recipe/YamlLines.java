package dev.replyguard.training.recipe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Where the settings of a YAML text stand, by JSON pointer. */
final class YamlLines {
  private YamlLines() {}

  /**
   * The lines of all fields and elements, from 1.
   *
   * @throws IOException when the text is no YAML
   */
  static Map<String, Integer> of(String text, ObjectMapper mapper) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    try (JsonParser parser = mapper.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        // A field's own line, not that of its value, which may stand below.
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        lines.putIfAbsent(pointer, parser.currentTokenLocation().getLineNr());
      }
    }
    return lines;
  }
}
