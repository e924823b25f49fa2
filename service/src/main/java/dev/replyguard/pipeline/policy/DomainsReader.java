package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.policy.DomainRule;
import dev.replyguard.pipeline.rules.DomainNames;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lists of domains. */
final class DomainsReader {

  /** The domains in their one form; none where there is no such field. */
  Set<String> read(@Nullable PolicyNode node) {
    Set<String> domains = new HashSet<>();
    if (node == null) {
      return domains;
    }
    for (PolicyNode element : node.list(Limits.DOMAINS)) {
      Optional<String> name = element.text(1, Limits.DOMAIN);
      Optional<String> domain = name.flatMap(DomainNames::canonical);
      if (name.isPresent() && domain.isEmpty()) {
        element.wrong("the name of a domain expected, such as example.org");
      }
      domain.ifPresent(domains::add);
    }
    return domains;
  }

  /** A rule about domains, which must name some where {@code required}. */
  @Nullable DomainRule rule(@Nullable PolicyNode node, boolean required) {
    if (node == null) {
      return null;
    }
    Map<String, PolicyNode> fields = node.object("domains", "verdict", "mode");
    if (required && !fields.containsKey("domains")) {
      node.missing("domains");
    }
    return new DomainRule(read(fields.get("domains")), ActionReader.read(node, fields));
  }
}
