package dev.replyguard.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who wrote a comment, as far as the site says; every part is optional.
 *
 * @param id the site's own identifier of the author
 * @param name the name shown beside the comment
 * @param email the author's address; stored only as a keyed hash
 * @param url the author's home page
 * @param ip the address the comment came from; stored only as a keyed hash
 * @param userAgent the browser's User-Agent header
 */
public record Author(
    @Nullable String id,
    @Nullable String name,
    @Nullable String email,
    @Nullable String url,
    @Nullable String ip,
    @Nullable String userAgent) {

  /** An author of whom nothing is known. */
  public static final Author UNKNOWN = new Author(null, null, null, null, null, null);
}
