package dev.replyguard.store;

import dev.replyguard.domain.AuthorTrait;

/**
 * Where comments come from that many people may have in common.
 *
 * @param trait {@link AuthorTrait#EMAIL_DOMAIN} or {@link AuthorTrait#NETWORK}
 * @param value the domain, or the network such as {@code 192.0.2.0/24}
 */
public record CommentOrigin(AuthorTrait trait, String value) {

  public CommentOrigin {
    if (trait.isPersonal()) {
      throw new IllegalArgumentException("a domain or a network expected, got " + trait.key());
    }
  }
}
