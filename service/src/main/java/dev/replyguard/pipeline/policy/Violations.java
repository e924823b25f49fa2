package dev.replyguard.pipeline.policy;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a document, as it is found. */
final class Violations {
  /** How many are told; further ones are not kept. */
  static final int MAX = 100;

  private final List<Violation> found = new ArrayList<>();

  void add(String field, String message) {
    if (found.size() < MAX) {
      found.add(new Violation(field, message));
    }
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidPolicyException(found);
    }
  }
}
