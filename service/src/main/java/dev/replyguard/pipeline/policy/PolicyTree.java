package dev.replyguard.pipeline.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.replyguard.domain.policy.PolicyFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The tree of values in a policy document: maps, lists, strings, booleans, numbers, and null. It is
 * bounded in depth, has no aliases, and no name twice.
 */
public final class PolicyTree {
  /** The longest document, in UTF-16 units. */
  public static final int MAX_LENGTH = 1 << 20;

  private static final int MAX_DEPTH = 16;
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(1_000)
                  .maxNumberLength(40)
                  .build())
          .build();

  private PolicyTree() {}

  /**
   * Parses a document.
   *
   * @throws InvalidPolicyException where it is not well-formed, saying where
   */
  public static Map<String, Object> parse(String source, PolicyFormat format) {
    if (source.length() > MAX_LENGTH) {
      throw new InvalidPolicyException(
          "at most " + MAX_LENGTH + " characters expected, got " + source.length());
    }
    Object root = format == PolicyFormat.JSON ? json(source) : yaml(source);
    if (root == null) {
      return Map.of();
    }
    if (!(root instanceof Map<?, ?> map)) {
      throw new InvalidPolicyException("fields with values expected, got something else");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return fields;
  }

  private static @Nullable Object yaml(String source) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_LENGTH);
    try {
      DumperOptions unused = new DumperOptions();
      return new Yaml(
              new SafeConstructor(options),
              new Representer(unused),
              unused,
              options,
              new CoreSchema())
          .load(source);
    } catch (MarkedYAMLException e) {
      throw new InvalidPolicyException("YAML expected, but " + problem(e));
    } catch (YAMLException e) {
      throw new InvalidPolicyException("YAML expected: too deep, too long, or with aliases");
    }
  }

  /**
   * Tells numbers, booleans and null from strings as JSON and YAML 1.2 do: in 1.1, which the
   * library follows, {@code off} and {@code no} are booleans and {@code 2026-11-22} is a date.
   */
  private static final class CoreSchema extends Resolver {

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
      addImplicitResolver(Tag.INT, Pattern.compile("-?(0|[1-9][0-9]{0,30})"), "-0123456789");
      addImplicitResolver(
          Tag.FLOAT,
          Pattern.compile("-?(0|[1-9][0-9]{0,30})\\.[0-9]{1,30}([eE][-+]?[0-9]{1,3})?"),
          "-0123456789");
      addImplicitResolver(Tag.NULL, Pattern.compile("null|~|"), "n~\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }

  private static String problem(MarkedYAMLException e) {
    Mark mark = e.getProblemMark();
    String where =
        mark == null
            ? ""
            : " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    return e.getProblem() + where;
  }

  private static @Nullable Object json(String source) {
    try (JsonParser parser = JSON.createParser(source)) {
      if (parser.nextToken() == null) {
        throw new InvalidPolicyException("a JSON object expected, got nothing");
      }
      Object root = value(parser);
      if (parser.nextToken() != null) {
        throw new InvalidPolicyException("one JSON object expected, got more after its end");
      }
      return root;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new InvalidPolicyException(
          "well-formed JSON with no name twice expected, an error at "
              + (at == null
                  ? "its end"
                  : "line " + at.getLineNr() + ", column " + at.getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      default -> null;
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    String name;
    while ((name = parser.nextFieldName()) != null) {
      parser.nextToken();
      fields.put(name, nullable(value(parser)));
    }
    return fields;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(nullable(value(parser)));
    }
    return elements;
  }

  /** Null is kept: it is for the reader to say that it is not what was expected. */
  @SuppressWarnings("NullAway") // collections of the JDK take null, whatever their annotations say
  private static Object nullable(@Nullable Object value) {
    return value;
  }
}
