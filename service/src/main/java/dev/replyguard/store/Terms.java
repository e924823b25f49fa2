package dev.replyguard.store;

import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.ReviewPolicy;

/**
 * What a site's policy says of remembering and reviewing its comments.
 *
 * @param memory how the same and similar texts are dealt with
 * @param review how what waits is ordered and measured
 * @param keeping for how long things are kept that end by themselves
 */
public record Terms(MemoryPolicy memory, ReviewPolicy review, Keeping keeping) {

  /** What holds where a site says nothing. */
  public static final Terms DEFAULTS = new Terms(MemoryPolicy.DEFAULTS, ReviewPolicy.DEFAULTS);

  /** Terms that say nothing of keeping. */
  public Terms(MemoryPolicy memory, ReviewPolicy review) {
    this(memory, review, Keeping.DEFAULTS);
  }
}
