package dev.replyguard.training.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.training.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Collectors;

/**
 * Reads a {@link Recipe} from YAML; a setting that is unknown, missing or out of range is refused.
 */
public final class RecipeReader {
  private static final ObjectMapper MAPPER =
      YAMLMapper.builder()
          .addModule(new SimpleModule().addDeserializer(LocalDate.class, new Dates()))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private RecipeReader() {}

  /**
   * Reads a recipe.
   *
   * @throws DataException when it is missing or not a recipe; the message names the setting
   */
  public static Recipe read(Path file) throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(Files.readString(file));
      if (!(tree instanceof ObjectNode recipe)) {
        throw new DataException(file.toString(), "a recipe in YAML expected");
      }
      fillDefaults(recipe);
      return MAPPER.treeToValue(recipe, Recipe.class);
    } catch (NoSuchFileException e) {
      throw new DataException(file.toString(), "no such file", e);
    } catch (JsonProcessingException e) {
      throw new DataException(file.toString(), message(e), e);
    }
  }

  private static void fillDefaults(ObjectNode recipe) {
    if (recipe.get("training") instanceof ObjectNode training) {
      putIfAbsent(training, "costs", MAPPER.createObjectNode());
    }
    if (recipe.get("features") instanceof ObjectNode features) {
      putIfAbsent(features, "weighting", MAPPER.valueToTree(FeatureSettings.Weighting.EVEN));
    }
    putIfAbsent(recipe, "network", MAPPER.valueToTree(NetworkSettings.NONE));
    putIfAbsent(recipe, "assumedRates", MAPPER.createObjectNode());
    putIfAbsent(recipe, "reports", MAPPER.createArrayNode());
    if (recipe.get("sources") instanceof ArrayNode sources) {
      for (JsonNode node : sources) {
        if (node instanceof ObjectNode source) {
          putIfAbsent(source, "negativesOnly", MAPPER.createArrayNode());
          putIfAbsent(source, "assumedNegative", MAPPER.createObjectNode());
          putIfAbsent(source, "skip", MAPPER.createObjectNode());
          putIfAbsent(source, "cleanWeight", MAPPER.getNodeFactory().numberNode(1));
          putIfAbsent(source, "natural", MAPPER.getNodeFactory().textNode("NONE"));
        }
      }
    }
  }

  private static void putIfAbsent(ObjectNode node, String field, JsonNode value) {
    if (!node.has(field)) {
      node.set(field, value);
    }
  }

  /** The first sentence of what the parser says, and the path to the setting. */
  private static String message(JsonProcessingException e) {
    String path = "";
    if (e instanceof JsonMappingException mapping) {
      path =
          mapping.getPath().stream()
              .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
              .collect(Collectors.joining("."));
    }
    String problem = e.getOriginalMessage();
    Throwable cause = e.getCause();
    if (cause != null && cause.getMessage() != null) {
      problem = cause.getMessage();
    }
    if (problem.startsWith("Missing creator property") || problem.startsWith("Null value for")) {
      problem = "is missing";
    }
    return path.isEmpty() ? problem : path + ": " + problem;
  }

  private static final class Dates extends FromStringDeserializer<LocalDate> {
    private static final long serialVersionUID = 1L;

    Dates() {
      super(LocalDate.class);
    }

    @Override
    protected LocalDate _deserialize(
        String value, com.fasterxml.jackson.databind.DeserializationContext context) {
      return LocalDate.parse(value);
    }
  }
}
