package dev.replyguard.training.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.replyguard.training.data.NearestName;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Holds a tree of settings against the records it is to become, and tells all that is wrong at
 * once: where a library would stop at the first. The records' components are the schema; what
 * values they allow, their constructors say.
 */
final class RecipeSchema {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?");
  private static final int LONGEST_SHOWN = 40;

  private final ObjectMapper mapper;
  private final BiConsumer<String, String> faults;

  /**
   * A schema.
   *
   * @param faults told the JSON pointer of each faulty setting and what is wrong with it
   */
  RecipeSchema(ObjectMapper mapper, BiConsumer<String, String> faults) {
    this.mapper = mapper;
    this.faults = faults;
  }

  /** A node's JSON pointer, and its path as people read it. */
  private record Place(String pointer, String path) {
    Place field(String name) {
      String escaped = name.replace("~", "~0").replace("/", "~1");
      return new Place(pointer + "/" + escaped, path.isEmpty() ? name : path + "." + name);
    }

    /** An element is known by its file where it has one, else by its index. */
    Place element(int index, JsonNode element) {
      String name = element.path("file").asText(Integer.toString(index));
      return new Place(pointer + "/" + index, path + "." + name);
    }
  }

  /** Tells what keeps {@code tree} from becoming a {@code type}; whether it is nothing. */
  boolean check(JsonNode tree, Class<? extends Record> type) {
    return check(tree, type, new Place("", ""));
  }

  private boolean check(JsonNode node, Type type, Place at) {
    if (type instanceof ParameterizedType generic) {
      return container(node, generic, at);
    }
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return settings(node, plain, at);
    }
    return type instanceof Class<?> plain ? scalar(node, plain, at) : true;
  }

  private boolean settings(JsonNode node, Class<?> type, Place at) {
    if (!(node instanceof ObjectNode)) {
      return fault(at, "settings by name expected, got " + shown(node));
    }
    List<String> known = new ArrayList<>();
    boolean good = true;
    for (RecordComponent component : type.getRecordComponents()) {
      known.add(component.getName());
      JsonNode value = node.path(component.getName());
      Place place = at.field(component.getName());
      boolean missing = value.isMissingNode() || value.isNull();
      good &=
          missing ? fault(place, "is missing") : check(value, component.getGenericType(), place);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey())) {
        good = fault(at.field(field.getKey()), unknown(field.getKey(), known));
      }
    }
    return good && build(node, type, at);
  }

  private static String unknown(String name, List<String> known) {
    String hint = NearestName.hint(name, known);
    return "no setting of this name is known"
        + (hint.isEmpty() ? "; known are " + String.join(", ", known) : hint);
  }

  private boolean container(JsonNode node, ParameterizedType type, Place at) {
    Type[] arguments = type.getActualTypeArguments();
    Type element = arguments[arguments.length - 1];
    boolean good = true;
    if (type.getRawType() == Map.class) {
      if (!(node instanceof ObjectNode)) {
        return fault(at, "values by name expected, got " + shown(node));
      }
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        good &= check(field.getValue(), element, at.field(field.getKey()));
      }
    } else if (isCollection(type)) {
      if (!(node instanceof ArrayNode)) {
        return fault(at, "a list expected, got " + shown(node));
      }
      for (int i = 0; i < node.size(); i++) {
        good &= check(node.get(i), element, at.element(i, node.get(i)));
      }
    }
    return good;
  }

  private static boolean isCollection(ParameterizedType type) {
    return type.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw);
  }

  private boolean scalar(JsonNode node, Class<?> type, Place at) {
    String text = node.asText("");
    if (type.isEnum()) {
      List<String> names = Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
      return names.contains(text)
          || fault(
              at,
              "one of %s expected, got %s%s"
                  .formatted(String.join(", ", names), shown(node), NearestName.hint(text, names)));
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      boolean whole = node.isIntegralNumber() || (node.isTextual() && matches(INTEGER, text));
      return whole || fault(at, "a whole number expected, got " + shown(node));
    }
    if (type == double.class || type == Double.class) {
      boolean number = node.isNumber() || (node.isTextual() && matches(NUMBER, text));
      return number || fault(at, "a number expected, got " + shown(node));
    }
    if (type == boolean.class || type == Boolean.class) {
      return node.isBoolean() || fault(at, "true or false expected, got " + shown(node));
    }
    if (type == LocalDate.class) {
      return isDate(text) || fault(at, "a date as 2026-01-31 expected, got " + shown(node));
    }
    return type != String.class
        || node.isValueNode()
        || fault(at, "a text expected, got " + shown(node));
  }

  private static boolean matches(Pattern pattern, String text) {
    return pattern.matcher(text).matches();
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Makes the record, to hear what its constructor says. */
  private boolean build(JsonNode node, Class<?> type, Place at) {
    try {
      mapper.treeToValue(node, type);
      return true;
    } catch (JsonProcessingException e) {
      String problem =
          e.getCause() instanceof IllegalArgumentException refused
              ? String.valueOf(refused.getMessage())
              : e.getOriginalMessage();
      faults.accept(pointerOf(problem, node, at), problem);
      return false;
    }
  }

  /**
   * The setting a constructor complains of: its messages begin with the setting's path as seen from
   * the recipe, so some part of that path leads there from the record's own place.
   */
  private static String pointerOf(String problem, JsonNode record, Place at) {
    int colon = problem.indexOf(": ");
    String[] steps = (colon < 0 ? "" : problem.substring(0, colon)).split("\\.", -1);
    for (int to = steps.length; to > 0; to--) {
      for (int from = 0; from < to; from++) {
        Place place = at;
        JsonNode node = record;
        for (int i = from; i < to; i++) {
          node = node.path(steps[i]);
          place = place.field(steps[i]);
        }
        if (!node.isMissingNode()) {
          return place.pointer();
        }
      }
    }
    return at.pointer();
  }

  private boolean fault(Place at, String problem) {
    faults.accept(at.pointer(), at.path().isEmpty() ? problem : at.path() + ": " + problem);
    return false;
  }

  private static String shown(JsonNode node) {
    if (node.isObject()) {
      return "settings by name";
    }
    if (node.isArray()) {
      return "a list";
    }
    String text = node.asText();
    return text.length() > LONGEST_SHOWN ? text.length() + " characters" : '"' + text + '"';
  }
}
