package dev.replyguard.pipeline.policy;

import dev.replyguard.config.NearestName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value in a policy document, with its way there. Reading one that is not as expected notes what
 * is wrong, and gives nothing; reading goes on, so that all errors are told at once.
 */
final class PolicyNode {
  private static final int MAX_SHOWN = 64;

  private final String path;
  private final @Nullable Object value;
  private final Violations violations;

  PolicyNode(String path, @Nullable Object value, Violations violations) {
    this.path = path;
    this.value = value;
    this.violations = violations;
  }

  /** Notes that the value is wrong. */
  void wrong(String message) {
    violations.add(path, message);
  }

  /** Notes that a field of it must be there, unless it has no fields at all. */
  void missing(String field) {
    if (value instanceof Map) {
      wrong(field + ": must be there");
    }
  }

  /** Its fields; those that are not known are noted. */
  Map<String, PolicyNode> object(String... known) {
    Map<String, PolicyNode> fields = fields();
    List<String> names = Arrays.asList(known);
    fields.forEach(
        (name, node) -> {
          if (!names.contains(name)) {
            node.wrong(
                "there is no such field; did you mean " + NearestName.of(shown(name), names) + "?");
          }
        });
    return fields;
  }

  /** Its fields, whatever their names. */
  Map<String, PolicyNode> fields() {
    Map<String, PolicyNode> fields = new LinkedHashMap<>();
    if (!(value instanceof Map<?, ?> map)) {
      wrong("fields with values expected, got " + kind());
      return fields;
    }
    map.forEach(
        (key, child) -> {
          String name = String.valueOf(key);
          if (key instanceof String) {
            fields.put(name, child(name, child));
          } else {
            child(name, child).wrong("a name that is a string expected: put it in quotes");
          }
        });
    return fields;
  }

  private PolicyNode child(String name, @Nullable Object child) {
    String shown = shown(name);
    return new PolicyNode(path.isEmpty() ? shown : path + "." + shown, child, violations);
  }

  /** Its elements, at most {@code max}. */
  List<PolicyNode> list(int max) {
    List<PolicyNode> elements = new ArrayList<>();
    if (!(value instanceof List<?> list)) {
      wrong("a list expected, got " + kind());
      return elements;
    }
    if (list.size() > max) {
      wrong("at most " + max + " elements expected, got " + list.size());
      return elements;
    }
    for (Object element : list) {
      elements.add(new PolicyNode(path + "[" + elements.size() + "]", element, violations));
    }
    return elements;
  }

  /** A string of that many characters. */
  Optional<String> text(int min, int max) {
    if (!(value instanceof String text)) {
      wrong(
          "a string expected, got "
              + kind()
              + (value instanceof Number || value instanceof Boolean ? ": put it in quotes" : ""));
      return Optional.empty();
    }
    int length = text.codePointCount(0, text.length());
    if (length < min || length > max) {
      wrong(min + " to " + max + " characters expected, got " + length);
      return Optional.empty();
    }
    if (text.chars().anyMatch(Character::isISOControl) || !isWellFormed(text)) {
      wrong("no control characters and well-formed Unicode expected");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** A whole number within bounds. */
  Optional<Integer> whole(int min, int max) {
    boolean isWhole =
        value instanceof Integer || value instanceof Long || value instanceof BigInteger;
    if (!isWhole) {
      wrong("a whole number expected, got " + kind());
      return Optional.empty();
    }
    BigInteger number = new BigInteger(String.valueOf(value));
    if (number.compareTo(BigInteger.valueOf(min)) < 0
        || number.compareTo(BigInteger.valueOf(max)) > 0) {
      wrong(min + " to " + max + " expected, got " + shown(number.toString()));
      return Optional.empty();
    }
    return Optional.of(number.intValueExact());
  }

  /** A number above the one and at most the other. */
  Optional<Double> number(double above, double max) {
    if (!(value instanceof Number given)) {
      wrong("a number expected, got " + kind());
      return Optional.empty();
    }
    double number = given.doubleValue();
    if (!(number > above && number <= max)) {
      wrong(
          "above "
              + plain(above)
              + " and at most "
              + plain(max)
              + " expected, got "
              + plain(number));
      return Optional.empty();
    }
    return Optional.of(number);
  }

  /** True or false. */
  Optional<Boolean> bool() {
    if (value instanceof Boolean bool) {
      return Optional.of(bool);
    }
    wrong("true or false expected, got " + kind());
    return Optional.empty();
  }

  /** One of some names. */
  <T> Optional<T> oneOf(List<T> choices, Function<T, String> key) {
    Optional<T> chosen =
        value instanceof String name
            ? choices.stream().filter(choice -> key.apply(choice).equals(name)).findFirst()
            : Optional.empty();
    if (chosen.isEmpty()) {
      String names = choices.stream().map(key).collect(Collectors.joining(", "));
      String got = value instanceof String name ? "'" + shown(name) + "'" : kind();
      wrong("one of " + names + " expected, got " + got);
    }
    return chosen;
  }

  /** Whether it is a list without elements. */
  boolean isEmptyList() {
    return value instanceof List<?> list && list.isEmpty();
  }

  /** Whether it is a string and just this one. */
  boolean is(String text) {
    return text.equals(value);
  }

  private String kind() {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Map) {
      return "fields";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof String) {
      return "a string";
    }
    if (value instanceof Boolean) {
      return "a boolean";
    }
    return value instanceof Number ? "a number" : "a " + value.getClass().getSimpleName();
  }

  private static String plain(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }

  private static String shown(String name) {
    String printable =
        name.codePoints()
            .limit(MAX_SHOWN)
            .map(c -> Character.isISOControl(c) ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return name.length() > MAX_SHOWN ? printable + "..." : printable;
  }
}
