package dev.replyguard.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The page a comment was left under; every part is optional.
 *
 * @param id the site's own identifier of the article
 * @param url its address
 * @param title its headline
 * @param section the part of the publication it belongs to, such as {@code sports}
 * @param publishedAt when it was published, by the site's clock
 * @param closed whether the site takes no more comments on it
 */
public record Article(
    @Nullable String id,
    @Nullable String url,
    @Nullable String title,
    @Nullable String section,
    @Nullable Instant publishedAt,
    boolean closed) {

  /** An article of which nothing is known. */
  public static final Article UNKNOWN = new Article(null, null, null);

  /** An open article of no section. */
  public Article(@Nullable String id, @Nullable String url, @Nullable String title) {
    this(id, url, title, null, null, false);
  }
}
