package dev.replyguard.http.v1;

import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.pipeline.policy.PolicyTree;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The two fields by which a request hands in a policy: {@code format} and {@code source}. */
final class PolicyDocumentFields {
  private static final StringRule SOURCE = StringRule.upTo(PolicyTree.MAX_LENGTH);

  private final DocumentReader in;
  private PolicyFormat format = PolicyFormat.JSON;
  private String source = "{}";

  PolicyDocumentFields(DocumentReader in) {
    this.in = in;
  }

  /** Reads the value at hand; returns false, having read nothing, where it is another field's. */
  boolean read(String name) throws IOException {
    switch (name) {
      case "format" -> {
        PolicyFormat read =
            TypedFields.parsed(in, name, "json or yaml", PolicyDocumentFields::formatOfKey);
        format = read == null ? format : read;
      }
      case "source" -> {
        String read = in.string("", name, SOURCE);
        source = read == null ? source : read;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whatever stands here counts only where no error was noted. */
  PolicyFormat format() {
    return format;
  }

  /** As {@link #format()}. */
  String source() {
    return source;
  }

  /** The format of that name. */
  private static Optional<PolicyFormat> formatOfKey(String key) {
    return Arrays.stream(PolicyFormat.values()).filter(one -> one.key().equals(key)).findFirst();
  }
}
