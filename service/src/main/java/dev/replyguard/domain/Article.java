package dev.replyguard.domain;

import org.jspecify.annotations.Nullable;

/**
 * The page a comment was left under; every part is optional.
 *
 * @param id the site's own identifier of the article
 * @param url its address
 * @param title its headline
 */
public record Article(@Nullable String id, @Nullable String url, @Nullable String title) {

  /** An article of which nothing is known. */
  public static final Article UNKNOWN = new Article(null, null, null);
}
