package dev.replyguard.pipeline.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy document that cannot be used, with everything that is wrong with it. */
public final class InvalidPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  InvalidPolicyException(List<Violation> violations) {
    super(
        violations.stream()
            .map(violation -> violation.field() + ": " + violation.message())
            .collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  InvalidPolicyException(String message) {
    this(List.of(new Violation("", message)));
  }

  /** The fields that are wrong, at least one. */
  public List<Violation> violations() {
    return violations;
  }
}
