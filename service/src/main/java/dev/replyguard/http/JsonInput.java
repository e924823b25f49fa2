package dev.replyguard.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import org.jspecify.annotations.Nullable;

/**
 * How JSON that callers send is parsed, in whatever protocol: nesting and names are bounded here,
 * the length of strings by the limit of the body that they are in.
 */
public final class JsonInput {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_NAME_LENGTH = 1_000;

  // Names are not interned: they are the caller's choice, and the table of interned strings is
  // everybody's.
  /** Makes the parsers; safe for use by every thread. */
  public static final JsonFactory PARSERS =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonInput() {}

  /**
   * Where an error is, for people.
   *
   * @param unknown the words where the parser does not tell
   */
  public static String place(@Nullable JsonLocation location, String unknown) {
    return location == null
        ? unknown
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
