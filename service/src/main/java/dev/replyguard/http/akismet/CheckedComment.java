package dev.replyguard.http.akismet;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Parent;
import dev.replyguard.store.KeyedHash;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call says of a comment.
 *
 * <p>The protocol has no identifier of a comment. Ours, which is the guid in the answer, is made of
 * what a site sends alike whether it asks, asks again or tells what people decided: author, text,
 * address and page.
 *
 * @param comment as the service knows it
 * @param test whether nothing is to be learned from it
 * @param guaranteed what a test is to be answered, or null
 * @param honeypot whether the field that people cannot see was filled
 */
record CheckedComment(
    Comment comment, boolean test, @Nullable Guaranteed guaranteed, boolean honeypot) {

  private static final Set<String> SPAM_AUTHORS =
      Set.of("viagra-test-123", "akismet-guaranteed-spam");
  private static final String SPAM_EMAIL = "akismet-guaranteed-spam@example.com";
  private static final int NAME = 500;
  private static final int EMAIL = 320;
  private static final int ADDRESS = 2_048;
  private static final int ID = 200;

  /** The longest text, which is WordPress' own: more is cut off. */
  private static final int TEXT = 65_525;

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

  /** What is answered whatever the text. */
  enum Guaranteed {
    SPAM,
    HAM
  }

  /**
   * Reads it.
   *
   * @throws AkismetException where a field is missing that must be there
   */
  static CheckedComment read(Fields fields, String site, KeyedHash hash, InstantSource clock) {
    fields.required("blog", ADDRESS);
    String ip = fields.required("user_ip", 100);
    String text = fields.text("comment_content").strip();
    String bounded = text.length() > TEXT ? text.substring(0, TEXT) : text;
    Author author =
        new Author(
            userId(fields),
            fields.known("comment_author", NAME),
            fields.known("comment_author_email", EMAIL),
            fields.known("comment_author_url", ADDRESS),
            ip,
            fields.known("user_agent", ADDRESS));
    Article article =
        new Article(fields.known("comment_post_ID", ID), fields.known("permalink", ADDRESS), null);
    Comment comment =
        new Comment(
            site,
            guid(site, bounded, author, article, hash),
            bounded,
            author,
            article,
            new Parent(id(fields, "comment_parent"), null),
            createdAt(fields, clock),
            language(fields),
            new Form(honeypot(fields), null));
    return new CheckedComment(
        comment, fields.isSet("is_test"), guaranteed(fields), honeypot(fields));
  }

  private static String guid(
      String site, String text, Author author, Article article, KeyedHash hash) {
    return "akismet-"
        + hash.hex(
            "akismet",
            site,
            text,
            orEmpty(author.name()),
            orEmpty(author.email()),
            orEmpty(author.url()),
            orEmpty(author.ip()),
            orEmpty(article.url()));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static @Nullable Guaranteed guaranteed(Fields fields) {
    if (SPAM_AUTHORS.contains(fields.text("comment_author"))
        || fields.text("comment_author_email").equals(SPAM_EMAIL)) {
      return Guaranteed.SPAM;
    }
    return fields.text("user_role").equals("administrator") ? Guaranteed.HAM : null;
  }

  private static boolean honeypot(Fields fields) {
    String name = fields.text("honeypot_field_name");
    return (!name.isEmpty() && !fields.text(name).isBlank())
        || !fields.text("POST_ak_hp_textarea").isBlank()
        || !fields.text("ak_hp_textarea").isBlank();
  }

  private static @Nullable String userId(Fields fields) {
    String id = id(fields, "user_ID");
    return id == null ? id(fields, "user_id") : id;
  }

  /** WordPress says 0 for nobody. */
  private static @Nullable String id(Fields fields, String name) {
    String id = fields.known(name, ID);
    return id == null || id.equals("0") ? null : id;
  }

  private static @Nullable String language(Fields fields) {
    String first = fields.text("blog_lang").split(",", 2)[0].strip().replace('_', '-');
    return first.length() <= 35 && LANGUAGE.matcher(first).matches() ? first : null;
  }

  /** ISO 8601, or as WordPress stores it; else now. */
  private static Instant createdAt(Fields fields, InstantSource clock) {
    String given = fields.text("comment_date_gmt").strip().replace(' ', 'T');
    try {
      return given.matches(".*(Z|[+-]\\d{2}:\\d{2})")
          ? OffsetDateTime.parse(given).toInstant()
          : LocalDateTime.parse(given).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return clock.instant();
    }
  }
}
