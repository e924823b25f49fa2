package dev.replyguard.domain.policy;

import java.util.Set;

/**
 * A rule about domains.
 *
 * @param domains lower case, in ASCII; a domain stands for its subdomains, too
 * @param action what follows
 */
public record DomainRule(Set<String> domains, Action action) {

  public DomainRule {
    domains = Set.copyOf(domains);
  }
}
