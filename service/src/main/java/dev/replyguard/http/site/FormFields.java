package dev.replyguard.http.site;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a "Leave a Reply" form, named as WordPress names them, and ours beside; others are
 * not looked at.
 */
final class FormFields {
  /** The key. */
  static final String KEY = "replyguard_key";

  private static final String NO_PARENT = "0";

  /** Which field of the contract's {@code Submission} each is. */
  private static final List<Map.Entry<String, String>> FIELDS =
      List.of(
          Map.entry("comment", "text"),
          Map.entry("author", "author.name"),
          Map.entry("email", "author.email"),
          Map.entry("url", "author.url"),
          Map.entry("comment_post_ID", "article.id"),
          Map.entry("replyguard_article", "article.url"),
          Map.entry("replyguard_title", "article.title"),
          Map.entry("comment_parent", "parent.id"),
          Map.entry("replyguard_language", "language"),
          Map.entry("replyguard_id", "id"),
          Map.entry("replyguard_hp", "form.honeypot"));

  private FormFields() {}

  /** What the form has, as the contract has it. */
  static JsonObject submission(MultiMap form) {
    JsonObject submission = new JsonObject();
    for (Map.Entry<String, String> field : FIELDS) {
      @Nullable String value = form.get(field.getKey());
      if (value != null && isGiven(field.getKey(), value)) {
        put(submission, field.getValue(), value);
      }
    }
    return submission;
  }

  /** A text that is left out is complained about as one that is empty. */
  private static boolean isGiven(String name, String value) {
    return switch (name) {
      case "comment" -> true;
      case "comment_parent" -> !value.isEmpty() && !value.equals(NO_PARENT);
      default -> !value.isEmpty();
    };
  }

  private static void put(JsonObject submission, String path, String value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      // Browsers send line breaks of two characters, scripts of one.
      submission.put(path, value.replace("\r\n", "\n"));
      return;
    }
    String parent = path.substring(0, dot);
    if (!submission.containsKey(parent)) {
      submission.put(parent, new JsonObject());
    }
    submission.getJsonObject(parent).put(path.substring(dot + 1), value);
  }

  /** The form's name for a field of the contract. */
  static String named(String path) {
    return FIELDS.stream()
        .filter(field -> field.getValue().equals(path))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(path);
  }
}
