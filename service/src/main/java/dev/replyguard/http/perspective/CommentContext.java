package dev.replyguard.http.perspective;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says of the comment's surroundings. Coral puts the comment's id and address, as
 * JSON, into the first entry of the context.
 *
 * @param commentId the caller's identifier of the comment, or null
 * @param parentId that of the comment it answers, or null
 * @param parentText the text of that comment, or null
 * @param url where the comment stands, or null
 */
record CommentContext(
    @Nullable String commentId,
    @Nullable String parentId,
    @Nullable String parentText,
    @Nullable String url) {

  private static final int MAX_ENTRY = 10_000;
  private static final int MAX_ID = 200;
  private static final int MAX_URL = 2_048;

  static CommentContext of(@Nullable String firstEntry, @Nullable String parentText) {
    JsonObject told = object(firstEntry);
    return new CommentContext(
        identifier(told.getValue("Coral_comment_id")),
        identifier(told.getValue("reply_to_id_Coral_comment_id")),
        parentText,
        told.getValue("url") instanceof String url && url.length() <= MAX_URL ? url : null);
  }

  /** A value that can name a comment, else null. */
  static @Nullable String identifier(@Nullable Object value) {
    return value instanceof String text
            && !text.isEmpty()
            && text.length() <= MAX_ID
            && text.chars().noneMatch(Character::isISOControl)
        ? text
        : null;
  }

  private static JsonObject object(@Nullable String entry) {
    if (entry == null || !entry.startsWith("{") || entry.length() > MAX_ENTRY) {
      return new JsonObject();
    }
    try {
      return new JsonObject(entry);
    } catch (DecodeException e) {
      // An entry is any text, and most are no JSON.
      return new JsonObject();
    }
  }
}
