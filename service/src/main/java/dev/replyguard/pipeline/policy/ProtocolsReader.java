package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.policy.AkismetPolicy;
import dev.replyguard.domain.policy.AkismetPolicy.Held;
import dev.replyguard.domain.policy.PerspectivePolicy;
import dev.replyguard.domain.policy.PerspectivePolicy.Trouble;
import dev.replyguard.domain.policy.ProtocolsPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a policy says of the protocols of others. */
final class ProtocolsReader {
  private ProtocolsReader() {}

  static ProtocolsPolicy read(@Nullable PolicyNode node) {
    if (node == null) {
      return ProtocolsPolicy.DEFAULTS;
    }
    Map<String, PolicyNode> fields = node.object("perspective", "akismet");
    return new ProtocolsPolicy(
        perspective(fields.get("perspective")), akismet(fields.get("akismet")));
  }

  private static AkismetPolicy akismet(@Nullable PolicyNode node) {
    AkismetPolicy defaults = AkismetPolicy.DEFAULTS;
    if (node == null) {
      return defaults;
    }
    Map<String, PolicyNode> fields = node.object("toxicity", "held");
    PolicyNode held = fields.get("held");
    return new AkismetPolicy(
        bool(fields.get("toxicity"), defaults.toxicity()),
        held == null
            ? defaults.held()
            : held.oneOf(List.of(Held.values()), Held::key).orElse(defaults.held()));
  }

  private static PerspectivePolicy perspective(@Nullable PolicyNode node) {
    PerspectivePolicy defaults = PerspectivePolicy.DEFAULTS;
    if (node == null) {
      return defaults;
    }
    Map<String, PolicyNode> fields =
        node.object("record", "unsupportedLanguages", "undetectedLanguages", "unknownAttributes");
    return new PerspectivePolicy(
        bool(fields.get("record"), defaults.record()),
        trouble(fields.get("unsupportedLanguages"), defaults.unsupportedLanguages()),
        trouble(fields.get("undetectedLanguages"), defaults.undetectedLanguages()),
        trouble(fields.get("unknownAttributes"), defaults.unknownAttributes()));
  }

  private static Trouble trouble(@Nullable PolicyNode node, Trouble otherwise) {
    return node == null
        ? otherwise
        : node.oneOf(List.of(Trouble.values()), Trouble::key).orElse(otherwise);
  }

  private static boolean bool(@Nullable PolicyNode node, boolean otherwise) {
    return node == null ? otherwise : node.bool().orElse(otherwise);
  }
}
