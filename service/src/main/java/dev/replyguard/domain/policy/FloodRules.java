package dev.replyguard.domain.policy;

import org.jspecify.annotations.Nullable;

/**
 * Rules about too many comments in too short a time. What is null is not asked about.
 *
 * @param author from one author, by id or else by e-mail
 * @param address from one IP address; of IPv6, from one network of 64 bits
 * @param text of one text, after normalisation
 */
public record FloodRules(
    @Nullable FloodRule author, @Nullable FloodRule address, @Nullable FloodRule text) {

  /** No rules. */
  public static final FloodRules NONE = new FloodRules(null, null, null);
}
