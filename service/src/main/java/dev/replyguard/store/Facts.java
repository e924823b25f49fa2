package dev.replyguard.store;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a comment's author and text that rules ask about, as far as they do.
 *
 * @param approved how many approved comments of the author there are, counted up to as many as are
 *     asked for; null where nobody asked or nobody knows
 * @param authorFlood whether the author's comments come too fast
 * @param addressFlood whether those of the address do
 * @param textFlood whether the text does
 * @param duplicateOf the id of the comment that this one repeats, or null
 */
public record Facts(
    @Nullable Integer approved,
    boolean authorFlood,
    boolean addressFlood,
    boolean textFlood,
    @Nullable String duplicateOf) {

  /** Nothing is known. */
  public static final Facts UNKNOWN = new Facts(null, false, false, false, null);
}
