package dev.replyguard.store;

import dev.replyguard.domain.policy.DuplicateRule;
import dev.replyguard.domain.policy.FloodRules;
import org.jspecify.annotations.Nullable;

/**
 * What a policy needs to know from the store about a comment's author and text.
 *
 * @param approved up to how many approved comments of the author to count; 0 where nobody asks
 * @param flood the floods to watch
 * @param duplicate the repetition to watch, or null
 */
public record Questions(int approved, FloodRules flood, @Nullable DuplicateRule duplicate) {

  /** Nothing. */
  public static final Questions NONE = new Questions(0, FloodRules.NONE, null);
}
