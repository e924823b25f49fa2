package dev.replyguard.store.redis;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Parent;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * A {@link Comment} as JSON. It expects {@link AuthorIdentities#hidden hidden} authors and says so
 * in the names of the fields: {@code emailHash}, {@code ipHash}.
 */
final class CommentCodec {
  private static final String WHAT = "comment";
  private static final int VERSION = 1;

  private CommentCodec() {}

  static String encode(Comment comment) {
    JsonObject json =
        StoredJson.ofVersion(VERSION)
            .put("site", comment.site())
            .put("id", comment.id())
            .put("text", comment.text())
            .put("createdAt", comment.createdAt().toString());
    StoredJson.putPart(json, "author", encode(comment.author()));
    StoredJson.putPart(json, "article", encode(comment.article()));
    StoredJson.putPart(json, "parent", encode(comment.parent()));
    StoredJson.put(json, "language", comment.language());
    StoredJson.putPart(json, "form", encode(comment.form()));
    return json.encode();
  }

  static Comment decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, CommentCodec::comment);
  }

  static Comment decode(JsonObject json) {
    return StoredJson.read(WHAT, json, VERSION, CommentCodec::comment);
  }

  private static Comment comment(JsonObject json) {
    return new Comment(
        StoredJson.text(json, "site"),
        StoredJson.text(json, "id"),
        StoredJson.text(json, "text"),
        author(StoredJson.part(json, "author")),
        article(StoredJson.part(json, "article")),
        parent(StoredJson.part(json, "parent")),
        Instant.parse(StoredJson.text(json, "createdAt")),
        json.getString("language"),
        form(StoredJson.part(json, "form")));
  }

  private static JsonObject encode(Author author) {
    JsonObject json = new JsonObject();
    StoredJson.put(json, "id", author.id());
    StoredJson.put(json, "name", author.name());
    StoredJson.put(json, "emailHash", author.email());
    StoredJson.put(json, "url", author.url());
    StoredJson.put(json, "ipHash", author.ip());
    StoredJson.put(json, "userAgent", author.userAgent());
    return json;
  }

  private static Author author(JsonObject json) {
    return new Author(
        json.getString("id"),
        json.getString("name"),
        json.getString("emailHash"),
        json.getString("url"),
        json.getString("ipHash"),
        json.getString("userAgent"));
  }

  private static JsonObject encode(Article article) {
    JsonObject json = new JsonObject();
    StoredJson.put(json, "id", article.id());
    StoredJson.put(json, "url", article.url());
    StoredJson.put(json, "title", article.title());
    StoredJson.put(json, "section", article.section());
    Instant publishedAt = article.publishedAt();
    StoredJson.put(json, "publishedAt", publishedAt == null ? null : publishedAt.toString());
    if (article.closed()) {
      json.put("closed", true);
    }
    return json;
  }

  private static Article article(JsonObject json) {
    String publishedAt = json.getString("publishedAt");
    return new Article(
        json.getString("id"),
        json.getString("url"),
        json.getString("title"),
        json.getString("section"),
        publishedAt == null ? null : Instant.parse(publishedAt),
        json.getBoolean("closed", false));
  }

  private static JsonObject encode(Parent parent) {
    JsonObject json = new JsonObject();
    StoredJson.put(json, "id", parent.id());
    StoredJson.put(json, "text", parent.text());
    return json;
  }

  private static Parent parent(JsonObject json) {
    return new Parent(json.getString("id"), json.getString("text"));
  }

  private static JsonObject encode(Form form) {
    JsonObject json = new JsonObject();
    if (form.honeypotFilled()) {
      json.put("honeypotFilled", true);
    }
    Duration typing = form.typing();
    StoredJson.put(json, "typingMillis", typing == null ? null : typing.toMillis());
    return json;
  }

  private static Form form(JsonObject json) {
    if (json.isEmpty()) {
      return Form.UNKNOWN;
    }
    Long typing = json.getLong("typingMillis");
    return new Form(
        json.getBoolean("honeypotFilled", false),
        typing == null ? null : Duration.ofMillis(typing));
  }
}
