package dev.replyguard.http.v1;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fields of the outermost object whose strings stand for something else. */
final class TypedFields {
  private static final StringRule SHORT = StringRule.upTo(100);

  private TypedFields() {}

  /** Reads the string at hand by {@code parser}; null, having noted it, where it is none. */
  static <T> @Nullable T parsed(
      DocumentReader in, String name, String expected, Function<String, Optional<T>> parser)
      throws IOException {
    String value = in.string("", name, SHORT);
    if (value == null) {
      return null;
    }
    Optional<T> parsed = parser.apply(value);
    if (parsed.isEmpty()) {
      in.wrong(name, expected + " expected, got something else");
      return null;
    }
    return parsed.get();
  }

  /** Reads the point in time at hand (RFC 3339); null, having noted it, where it is none. */
  static @Nullable Instant instant(DocumentReader in, String name) throws IOException {
    String value = in.string("", name, StringRule.TIMESTAMP);
    return value == null ? null : OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)).toInstant();
  }
}
