package dev.replyguard.domain.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules about the links in a comment. What is null is not asked about.
 *
 * @param allowed domains whose links are not looked at any further
 * @param max more links than this, those to allowed domains not counted
 * @param denied links to these domains, also as the author's home page
 * @param others what follows on a link to a domain that is not allowed
 * @param shorteners links through URL shorteners: the well-known ones, and these
 */
public record LinkRules(
    Set<String> allowed,
    @Nullable CountRule max,
    @Nullable DomainRule denied,
    @Nullable Action others,
    @Nullable DomainRule shorteners) {

  /** No rules. */
  public static final LinkRules NONE = new LinkRules(Set.of(), null, null, null, null);

  public LinkRules {
    allowed = Set.copyOf(allowed);
  }
}
