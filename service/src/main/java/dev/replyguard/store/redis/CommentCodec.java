package dev.replyguard.store.redis;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Parent;
import dev.replyguard.store.KeyedHash;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Comment} as JSON, without its site and id, which the name of its key has. It expects
 * {@link AuthorIdentities#hidden hidden} authors and says so in the names of the fields: {@code
 * emailHash}, {@code ipHash}.
 *
 * <p>In version 1, which is read, too, site and id were there, hashes were in hexadecimal and the
 * time was a text.
 */
final class CommentCodec {
  private static final String WHAT = "comment";
  private static final int VERSION = 2;

  private CommentCodec() {}

  static String encode(Comment comment) {
    JsonObject json =
        StoredJson.putTime(
            StoredJson.ofVersion(VERSION).put("text", comment.text()),
            "createdAt",
            comment.createdAt());
    StoredJson.putPart(json, "author", encode(comment.author()));
    StoredJson.putPart(json, "article", encode(comment.article()));
    StoredJson.putPart(json, "parent", encode(comment.parent()));
    StoredJson.put(json, "language", comment.language());
    StoredJson.putPart(json, "form", encode(comment.form()));
    return json.encode();
  }

  /** The comment of that site and id. */
  static Comment decode(String site, String id, String json) {
    return StoredJson.read(WHAT, json, VERSION, document -> comment(site, id, document));
  }

  /** As the other, of what has been parsed already. */
  static Comment decode(String site, String id, JsonObject json) {
    return StoredJson.read(WHAT, json, VERSION, document -> comment(site, id, document));
  }

  private static Comment comment(String site, String id, JsonObject json) {
    return new Comment(
        site,
        id,
        StoredJson.text(json, "text"),
        author(StoredJson.part(json, "author")),
        article(StoredJson.part(json, "article")),
        parent(StoredJson.part(json, "parent")),
        StoredJson.time(json, "createdAt"),
        json.getString("language"),
        form(StoredJson.part(json, "form")));
  }

  private static JsonObject encode(Author author) {
    JsonObject json = new JsonObject();
    StoredJson.put(json, "id", author.id());
    StoredJson.put(json, "name", author.name());
    StoredJson.put(json, "emailHash", packed(author.email()));
    StoredJson.put(json, "url", author.url());
    StoredJson.put(json, "ipHash", packed(author.ip()));
    StoredJson.put(json, "userAgent", author.userAgent());
    return json;
  }

  private static Author author(JsonObject json) {
    return new Author(
        json.getString("id"),
        json.getString("name"),
        unpacked(json.getString("emailHash")),
        json.getString("url"),
        unpacked(json.getString("ipHash")),
        json.getString("userAgent"));
  }

  /** The hash in Base64, two thirds as long. */
  private static @Nullable String packed(@Nullable String hash) {
    return hash == null
        ? null
        : Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(hash));
  }

  private static @Nullable String unpacked(@Nullable String hash) {
    return hash == null || hash.length() == KeyedHash.LENGTH
        ? hash
        : HexFormat.of().formatHex(Base64.getUrlDecoder().decode(hash));
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
