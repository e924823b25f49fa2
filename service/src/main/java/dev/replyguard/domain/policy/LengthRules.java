package dev.replyguard.domain.policy;

import org.jspecify.annotations.Nullable;

/**
 * Rules about a text's length in characters, that is Unicode code points.
 *
 * @param min fewer characters than this, or null
 * @param max more characters than this, or null
 */
public record LengthRules(@Nullable CountRule min, @Nullable CountRule max) {

  /** No rules. */
  public static final LengthRules NONE = new LengthRules(null, null);
}
