package dev.replyguard.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A comment as a site hands it in, whatever protocol it came by.
 *
 * @param site the {@link Site#id()} it belongs to
 * @param id the comment's identifier within the site; ours where the site gave none
 * @param text the words as written, well-formed: 1 to {@value #MAX_TEXT_BYTES} bytes of UTF-8, but
 *     by Akismet's protocol, which knows comments without words, 0 to 65,525 characters
 * @param author who wrote it
 * @param article what it was left under
 * @param parent what it answers
 * @param createdAt when it was written, by the site's clock, cut to milliseconds
 * @param language the language the site claims for it, as a BCP 47 tag, or null
 * @param form what the site's form noticed
 */
public record Comment(
    String site,
    String id,
    String text,
    Author author,
    Article article,
    Parent parent,
    Instant createdAt,
    @Nullable String language,
    Form form) {

  /** The longest text accepted, in bytes of UTF-8: what Perspective accepts too. */
  public static final int MAX_TEXT_BYTES = 20_480;

  public Comment {
    createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** A comment whose form noticed nothing. */
  public Comment(
      String site,
      String id,
      String text,
      Author author,
      Article article,
      Parent parent,
      Instant createdAt,
      @Nullable String language) {
    this(site, id, text, author, article, parent, createdAt, language, Form.UNKNOWN);
  }

  /** The same comment by another author. */
  public Comment withAuthor(Author other) {
    return new Comment(site, id, text, other, article, parent, createdAt, language, form);
  }
}
