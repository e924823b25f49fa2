package dev.replyguard.store;

import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.ReviewPolicy;

/**
 * What a site's policy says of remembering and reviewing its comments.
 *
 * @param memory how the same and similar texts are dealt with
 * @param review how what waits is ordered and measured
 */
public record Terms(MemoryPolicy memory, ReviewPolicy review) {

  /** What holds where a site says nothing. */
  public static final Terms DEFAULTS = new Terms(MemoryPolicy.DEFAULTS, ReviewPolicy.DEFAULTS);
}
