package dev.replyguard.domain;

import org.jspecify.annotations.Nullable;

/**
 * The comment that is answered; every part is optional.
 *
 * @param id the site's identifier of that comment
 * @param text its text
 */
public record Parent(@Nullable String id, @Nullable String text) {

  /** No parent: the comment answers the article. */
  public static final Parent NONE = new Parent(null, null);
}
