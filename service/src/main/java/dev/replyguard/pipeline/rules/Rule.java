package dev.replyguard.pipeline.rules;

import dev.replyguard.domain.Reason;
import java.util.List;

/** A rule, or several that share their work, made for one policy. Immutable. */
interface Rule {

  /** Why the comment is to be held or rejected; empty where the rule does not apply. */
  List<Reason> examine(CommentView comment);

  /**
   * About what it costs to examine a text of so many UTF-16 units, in nanoseconds; 0 where that is
   * next to nothing.
   */
  default long estimatedNanos(int length) {
    return 0;
  }
}
