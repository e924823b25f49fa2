package dev.replyguard.pipeline.rules;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Domains, each with all its subdomains. Immutable. */
public final class DomainSet {
  /** No domains. */
  public static final DomainSet EMPTY = new DomainSet(Set.of());

  private final Set<String> domains;

  private DomainSet(Set<String> domains) {
    this.domains = domains;
  }

  /** Of names in the form of {@link DomainNames#canonical}. */
  public static DomainSet of(Collection<String> domains) {
    return new DomainSet(Set.copyOf(domains));
  }

  /** These and those. */
  public DomainSet and(Collection<String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Set<String> all = new HashSet<>(domains);
    all.addAll(more);
    return new DomainSet(Set.copyOf(all));
  }

  /** The domain among these that {@code host} is, or is below; the longest. */
  public Optional<String> find(String host) {
    String domain = host;
    while (true) {
      if (domains.contains(domain)) {
        return Optional.of(domain);
      }
      int dot = domain.indexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      domain = domain.substring(dot + 1);
    }
  }

  /** Whether {@code host} is one of these, or below one. */
  public boolean contains(String host) {
    return find(host).isPresent();
  }

  /** How many. */
  public int size() {
    return domains.size();
  }
}
