package dev.replyguard.domain.policy;

import java.util.Set;

/**
 * A rule about e-mail addresses that are thrown away after use.
 *
 * @param domains domains of such addresses beside the known ones, with their subdomains
 * @param allowed domains that are not taken for such, whatever the lists say
 * @param action what follows
 */
public record DisposableEmailRule(Set<String> domains, Set<String> allowed, Action action) {

  public DisposableEmailRule {
    domains = Set.copyOf(domains);
    allowed = Set.copyOf(allowed);
  }
}
