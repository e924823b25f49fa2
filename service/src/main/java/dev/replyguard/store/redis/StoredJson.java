package dev.replyguard.store.redis;

import dev.replyguard.store.StoreException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all stored documents have in common: JSON with a format version in {@code v}, and that one
 * which cannot be read is an error of the store that tells nothing of the content.
 */
final class StoredJson {
  private static final String VERSION_FIELD = "v";

  /** Lua writes numbers of up to 14 digits as they are. */
  private static final long MAX_SECONDS = 99_999_999_999L;

  private StoredJson() {}

  /** An empty document of that format version. */
  static JsonObject ofVersion(int version) {
    return new JsonObject().put(VERSION_FIELD, version);
  }

  /**
   * Reads a document.
   *
   * @param what names the kind of document in errors, such as {@code decision}
   * @param newest the newest format version that {@code reader} knows
   * @throws StoreException {@code FAILED} when it is no such document
   */
  static <T> T read(String what, String json, int newest, Function<JsonObject, T> reader) {
    try {
      return read(what, new JsonObject(json), newest, reader);
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(what, e.getClass().getSimpleName());
    }
  }

  /** As the other, of a document that has been parsed already. */
  static <T> T read(String what, JsonObject document, int newest, Function<JsonObject, T> reader) {
    try {
      Integer version = document.getInteger(VERSION_FIELD);
      if (version == null || version < 1 || version > newest) {
        throw unreadable(what, "format version 1 to " + newest + " expected, got " + version);
      }
      return reader.apply(document);
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      // Only the type is passed on: parsers quote what they stumble over.
      throw unreadable(what, e.getClass().getSimpleName());
    }
  }

  /** The text of a field that must be there. */
  static String text(JsonObject document, String field) {
    String text = document.getString(field);
    if (text == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return text;
  }

  /** Puts the field unless its value is null. */
  static void put(JsonObject document, String field, @Nullable Object value) {
    if (value != null) {
      document.put(field, value);
    }
  }

  /**
   * Puts a time, to the millisecond: as milliseconds since 1970, half as long as its text. One of
   * so many digits that scripts could not write them all again is put as text.
   */
  static JsonObject putTime(JsonObject document, String field, Instant time) {
    return Math.abs(time.getEpochSecond()) < MAX_SECONDS
        ? document.put(field, time.toEpochMilli())
        : document.put(field, time.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** The time of a field that must be there: as above, or a text, as all once were. */
  static Instant time(JsonObject document, String field) {
    return document.getValue(field) instanceof Number millis
        ? Instant.ofEpochMilli(millis.longValue())
        : Instant.parse(text(document, field));
  }

  /** Puts the part unless it is empty. */
  static void putPart(JsonObject document, String field, JsonObject part) {
    if (!part.isEmpty()) {
      document.put(field, part);
    }
  }

  /** The part, empty where it was left out. */
  static JsonObject part(JsonObject document, String field) {
    JsonObject part = document.getJsonObject(field);
    return part == null ? new JsonObject() : part;
  }

  private static StoreException unreadable(String what, String why) {
    return new StoreException(
        StoreException.Kind.FAILED, "stored " + what + " cannot be read: " + why);
  }
}
