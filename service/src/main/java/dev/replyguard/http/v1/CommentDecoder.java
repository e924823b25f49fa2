package dev.replyguard.http.v1;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Parent;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /v1/comments}, or of its kind for browsers. For one document. */
final class CommentDecoder {
  private static final StringRule ADDRESS = StringRule.upTo(2048);
  private static final StringRule NAME = StringRule.upTo(500);
  private static final StringRule EMAIL = StringRule.upTo(320);
  private static final StringRule IP = StringRule.upTo(100);
  private static final StringRule USER_AGENT = StringRule.upTo(2048);
  private static final StringRule TITLE = StringRule.upTo(1000);
  private static final StringRule HONEYPOT = StringRule.upTo(2048);
  private static final long MAX_TYPING_MILLIS = Duration.ofDays(365).toMillis();
  private static final List<String> REQUIRED = List.of("text");

  /** What a browser must not be believed: it would be trusted, or shown to moderators as true. */
  private static final Set<String> OF_SERVERS =
      Set.of(
          "createdAt",
          "author.id",
          "author.ip",
          "author.userAgent",
          "article.section",
          "article.publishedAt",
          "article.closed",
          "parent.text");

  private final DocumentReader in;
  private final boolean ofBrowser;
  private @Nullable String id;
  private @Nullable String text;
  private @Nullable String createdAt;
  private @Nullable String language;
  private Author author = Author.UNKNOWN;
  private Article article = Article.UNKNOWN;
  private Parent parent = Parent.NONE;
  private Form form = Form.UNKNOWN;

  private CommentDecoder(DocumentReader in, boolean ofBrowser) {
    this.in = in;
    this.ofBrowser = ofBrowser;
  }

  /**
   * Reads the document.
   *
   * @throws dev.replyguard.http.ProblemException when it is not as the contract says, naming every
   *     field that is wrong
   */
  static CommentRequest decode(Buffer body) {
    return DocumentReader.read(body, in -> new CommentDecoder(in, false).comment());
  }

  /**
   * Reads what a browser sends: without the fields that only a server can know, and with an id that
   * nobody else can guess.
   *
   * @throws dev.replyguard.http.ProblemException as {@link #decode}
   */
  static CommentRequest decodeSubmission(Buffer body) {
    return DocumentReader.read(body, in -> new CommentDecoder(in, true).comment());
  }

  private @Nullable CommentRequest comment() throws IOException {
    in.object("", REQUIRED, this::commentField);
    if (text == null) {
      return null;
    }
    return new CommentRequest(
        id, text, author, article, parent, instant(createdAt), language, form);
  }

  private boolean commentField(String name) throws IOException {
    if (isUnknown(name)) {
      return false;
    }
    switch (name) {
      case "id" ->
          id = in.string("", name, ofBrowser ? StringRule.UNGUESSABLE : StringRule.IDENTIFIER);
      case "text" -> text = in.string("", name, StringRule.TEXT);
      case "author" -> author = new AuthorFields().read();
      case "article" -> article = new ArticleFields().read();
      case "parent" -> parent = new ParentFields().read();
      case "createdAt" -> createdAt = in.string("", name, StringRule.TIMESTAMP);
      case "language" -> language = in.string("", name, StringRule.LANGUAGE);
      case "form" -> form = new FormFields().read();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean isUnknown(String path) {
    return ofBrowser && OF_SERVERS.contains(path);
  }

  private static @Nullable Instant instant(@Nullable String timestamp) {
    return timestamp == null
        ? null
        : OffsetDateTime.parse(timestamp.toUpperCase(Locale.ROOT)).toInstant();
  }

  /** Forms send a field left empty as an empty string: nothing is known. */
  private @Nullable String optional(String at, String name, StringRule rule) throws IOException {
    String value = in.string(at, name, rule);
    return value == null || value.isEmpty() ? null : value;
  }

  private final class AuthorFields {
    private @Nullable String authorId;
    private @Nullable String name;
    private @Nullable String email;
    private @Nullable String url;
    private @Nullable String ip;
    private @Nullable String userAgent;

    Author read() throws IOException {
      in.object("author", List.of(), this::field);
      return new Author(authorId, name, email, url, ip, userAgent);
    }

    private boolean field(String field) throws IOException {
      if (isUnknown("author." + field)) {
        return false;
      }
      switch (field) {
        case "id" -> authorId = optional("author", field, StringRule.OPTIONAL_IDENTIFIER);
        case "name" -> name = optional("author", field, NAME);
        case "email" -> email = optional("author", field, EMAIL);
        case "url" -> url = optional("author", field, ADDRESS);
        case "ip" -> ip = optional("author", field, IP);
        case "userAgent" -> userAgent = optional("author", field, USER_AGENT);
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  private final class ArticleFields {
    private @Nullable String articleId;
    private @Nullable String url;
    private @Nullable String title;
    private @Nullable String section;
    private @Nullable String publishedAt;
    private boolean closed;

    Article read() throws IOException {
      in.object("article", List.of(), this::field);
      return new Article(articleId, url, title, section, instant(publishedAt), closed);
    }

    private boolean field(String field) throws IOException {
      if (isUnknown("article." + field)) {
        return false;
      }
      switch (field) {
        case "id" -> articleId = optional("article", field, StringRule.OPTIONAL_IDENTIFIER);
        case "url" -> url = optional("article", field, ADDRESS);
        case "title" -> title = optional("article", field, TITLE);
        case "section" -> section = optional("article", field, StringRule.OPTIONAL_IDENTIFIER);
        case "publishedAt" -> publishedAt = in.string("article", field, StringRule.TIMESTAMP);
        case "closed" -> closed = in.bool("article", field);
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  private final class ParentFields {
    private @Nullable String parentId;
    private @Nullable String parentText;

    Parent read() throws IOException {
      in.object("parent", List.of(), this::field);
      return new Parent(parentId, parentText);
    }

    private boolean field(String field) throws IOException {
      if (isUnknown("parent." + field)) {
        return false;
      }
      switch (field) {
        case "id" -> parentId = optional("parent", field, StringRule.OPTIONAL_IDENTIFIER);
        case "text" -> parentText = optional("parent", field, StringRule.OPTIONAL_TEXT);
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  private final class FormFields {
    private @Nullable String honeypot;
    private @Nullable Long typingMillis;

    Form read() throws IOException {
      in.object("form", List.of(), this::field);
      return new Form(
          honeypot != null, typingMillis == null ? null : Duration.ofMillis(typingMillis));
    }

    private boolean field(String field) throws IOException {
      switch (field) {
        case "honeypot" -> honeypot = optional("form", field, HONEYPOT);
        case "typingMillis" -> typingMillis = in.whole("form", field, 0, MAX_TYPING_MILLIS);
        default -> {
          return false;
        }
      }
      return true;
    }
  }
}
