package dev.replyguard.http.v1;

import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a request's query. Everything that is wrong is noted, and told by {@link #check}
 * at once. For one request.
 */
final class QueryParameters {
  private final RoutingContext context;
  private final List<FieldError> errors = new ArrayList<>();

  QueryParameters(RoutingContext context) {
    this.context = context;
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException when anything was wrong, naming every parameter
   */
  void check() {
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  /** The parameter as it came, or null where it did not. */
  @Nullable String text(String name, StringRule rule) {
    String value = value(name);
    if (value == null) {
      return null;
    }
    String complaint = rule.complaint(value);
    if (complaint != null) {
      note(name, complaint);
      return null;
    }
    return value;
  }

  /** The parameter read by {@code parser}; null where it did not come or is none. */
  <T> @Nullable T parsed(String name, String expected, Function<String, Optional<T>> parser) {
    String value = value(name);
    if (value == null) {
      return null;
    }
    Optional<T> parsed = parser.apply(value);
    if (parsed.isEmpty()) {
      note(name, expected + " expected, got something else");
      return null;
    }
    return parsed.get();
  }

  /** A whole number within bounds, or {@code fallback} where none came. */
  int whole(String name, int min, int max, int fallback) {
    String value = value(name);
    if (value == null) {
      return fallback;
    }
    if (value.matches("-?[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    note(name, String.format(Locale.ROOT, "%,d to %,d expected, got something else", min, max));
    return fallback;
  }

  /** A number of 0 to 1, or {@code fallback} where none came. */
  float probability(String name, float fallback) {
    String value = value(name);
    if (value == null) {
      return fallback;
    }
    if (value.matches("0|1|[01]?\\.[0-9]{1,9}")) {
      float number = Float.parseFloat(value);
      if (number <= 1f) {
        return number;
      }
    }
    note(name, "0 to 1 expected, got something else");
    return fallback;
  }

  /** A point in time, or null where none came. */
  @Nullable Instant instant(String name) {
    String value = text(name, StringRule.TIMESTAMP);
    return value == null ? null : OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)).toInstant();
  }

  /** True or false, or {@code fallback} where neither came. */
  boolean bool(String name, boolean fallback) {
    String value = value(name);
    if (value == null) {
      return fallback;
    }
    if (!value.equals("true") && !value.equals("false")) {
      note(name, "true or false expected, got something else");
    }
    return value.equals("true");
  }

  /** Notes that a parameter, well-formed by itself, is wrong. */
  void note(String name, String message) {
    errors.add(new FieldError(name, message));
  }

  private @Nullable String value(String name) {
    if (context.request().query() == null) {
      return null;
    }
    List<String> given = context.queryParam(name);
    if (given.isEmpty()) {
      return null;
    }
    if (given.size() > 1) {
      note(name, "one value expected, got " + given.size());
    }
    return given.get(0);
  }
}
