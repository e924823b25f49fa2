package dev.replyguard.training.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.Faults;
import dev.replyguard.training.data.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Reads a {@link Recipe} from YAML; a setting that is unknown, missing, of another kind or out of
 * range is refused, and all such settings are told at once.
 */
public final class RecipeReader {
  private static final ObjectMapper MAPPER =
      YAMLMapper.builder()
          .addModule(
              new SimpleModule()
                  .addDeserializer(LocalDate.class, new Dates())
                  .addSerializer(LocalDate.class, ToStringSerializer.instance))
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private RecipeReader() {}

  /**
   * Reads a recipe.
   *
   * @throws DataException when it is missing or not a recipe; the message names the settings
   */
  public static Recipe read(Path file) throws IOException {
    return load(file).recipe();
  }

  /**
   * Reads a recipe, and remembers where its settings stand.
   *
   * @throws DataException when it is missing or not a recipe; the message names the settings and
   *     their lines
   */
  public static RecipeFile load(Path file) throws IOException {
    String text = TextFiles.readString(file);
    try {
      JsonNode tree = MAPPER.readTree(text);
      Map<String, Integer> lines = YamlLines.of(text, MAPPER);
      Recipe recipe =
          parse(
              tree,
              file.toString(),
              (pointer, problem) -> RecipeFile.fault(file, lines, pointer, problem));
      return new RecipeFile(file, recipe, lines);
    } catch (JsonProcessingException e) {
      throw notYaml(file, e);
    }
  }

  /**
   * Reads a recipe from a tree, as from a file.
   *
   * @param name of where it is from, for messages
   * @throws DataException when it is not a recipe; the message names the settings
   */
  public static Recipe parse(JsonNode tree, String name) throws DataException {
    return parse(tree, name, (pointer, problem) -> new DataException(name, problem));
  }

  private static Recipe parse(
      JsonNode tree, String name, BiFunction<String, String, DataException> fault)
      throws DataException {
    if (!(tree instanceof ObjectNode)) {
      throw new DataException(name, "a recipe in YAML expected");
    }
    ObjectNode recipe = tree.deepCopy();
    fillDefaults(recipe);
    Faults faults = new Faults();
    new RecipeSchema(MAPPER, (pointer, problem) -> faults.add(name, fault.apply(pointer, problem)))
        .check(recipe, Recipe.class);
    faults.throwIfAny("nothing was read but the recipe");
    try {
      return MAPPER.treeToValue(recipe, Recipe.class);
    } catch (JsonProcessingException e) {
      throw new DataException(name, String.valueOf(e.getOriginalMessage()), e);
    }
  }

  /** The recipe as a tree that {@link #parse} reads back, every setting in it. */
  public static JsonNode tree(Recipe recipe) {
    return MAPPER.valueToTree(recipe);
  }

  /** A tree as YAML that {@link #read} reads back. */
  public static String yaml(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static void fillDefaults(ObjectNode recipe) {
    if (recipe.get("training") instanceof ObjectNode training) {
      putIfAbsent(training, "costs", MAPPER.createObjectNode());
      putIfAbsent(training, "biasValue", MAPPER.getNodeFactory().numberNode(1));
      putIfAbsent(training, "sourceValue", MAPPER.getNodeFactory().numberNode(0));
    }
    if (recipe.get("features") instanceof ObjectNode features) {
      putIfAbsent(features, "weighting", MAPPER.valueToTree(FeatureSettings.Weighting.EVEN));
      putIfAbsent(features, "respelledAs", MAPPER.getNodeFactory().numberNode(0));
    }
    putIfAbsent(recipe, "network", MAPPER.valueToTree(NetworkSettings.NONE));
    putIfAbsent(recipe, "teacher", MAPPER.valueToTree(TeacherSettings.NONE));
    putIfAbsent(recipe, "assumedRates", MAPPER.createObjectNode());
    putIfAbsent(recipe, "calibration", MAPPER.createObjectNode());
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

  /** What the parser says, without the excerpts of the text that it indents. */
  private static DataException notYaml(Path file, JsonProcessingException e) {
    String problem =
        e.getOriginalMessage()
            .lines()
            .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
            .collect(Collectors.joining(": "));
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? new DataException(file.toString(), problem, e)
        : new DataException(file.toString(), e.getLocation().getLineNr(), problem);
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
