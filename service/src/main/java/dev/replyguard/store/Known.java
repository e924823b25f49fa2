package dev.replyguard.store;

import dev.replyguard.domain.Decision;

/** What a look-up found. */
public sealed interface Known {

  /** Neither the comment nor its text has been seen. */
  record Nothing() implements Known {}

  /** The comment itself is stored: its decision stands. */
  record SameComment(Decision decision) implements Known {}

  /** A decision on the same text, under the same model and policy, is cached. */
  record SameText(Decision decision) implements Known {}
}
