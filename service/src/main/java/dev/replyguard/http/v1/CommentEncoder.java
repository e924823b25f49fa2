package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.RecordedComment;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes a stored comment as moderators see it: never an e-mail or an address. */
final class CommentEncoder {
  private CommentEncoder() {}

  /**
   * Writes the comment.
   *
   * @param judgement what is told of the decision about it
   */
  static void write(JsonGenerator json, RecordedComment recorded, Judgement judgement)
      throws IOException {
    Comment comment = recorded.comment();
    json.writeStartObject();
    json.writeStringField("text", comment.text());
    json.writeStringField("createdAt", comment.createdAt().toString());
    json.writeStringField("recordedAt", recorded.recordedAt().toString());
    JsonWriter.writeKnown(json, "language", comment.language());
    write(json, comment.author());
    write(json, comment.article());
    write(json, comment.parent());
    json.writeFieldName("judgement");
    JudgementEncoder.write(json, judgement);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Author author) throws IOException {
    json.writeObjectFieldStart("author");
    JsonWriter.writeKnown(json, "id", author.id());
    JsonWriter.writeKnown(json, "name", author.name());
    JsonWriter.writeKnown(json, "url", author.url());
    json.writeArrayFieldStart("traits");
    trait(json, AuthorTrait.ID, author.id());
    trait(json, AuthorTrait.EMAIL, author.email());
    trait(json, AuthorTrait.ADDRESS, author.ip());
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void trait(JsonGenerator json, AuthorTrait trait, @Nullable String known)
      throws IOException {
    if (known != null) {
      json.writeString(trait.key());
    }
  }

  private static void write(JsonGenerator json, Article article) throws IOException {
    json.writeObjectFieldStart("article");
    JsonWriter.writeKnown(json, "id", article.id());
    JsonWriter.writeKnown(json, "url", article.url());
    JsonWriter.writeKnown(json, "title", article.title());
    JsonWriter.writeKnown(json, "section", article.section());
    Instant publishedAt = article.publishedAt();
    JsonWriter.writeKnown(json, "publishedAt", publishedAt == null ? null : publishedAt.toString());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Parent parent) throws IOException {
    json.writeObjectFieldStart("parent");
    JsonWriter.writeKnown(json, "id", parent.id());
    JsonWriter.writeKnown(json, "text", parent.text());
    json.writeEndObject();
  }
}
