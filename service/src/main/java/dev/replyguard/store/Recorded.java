package dev.replyguard.store;

import dev.replyguard.domain.Decision;

/**
 * What a recording left in the store.
 *
 * @param decision the decision that is stored now
 * @param isNew false where an earlier decision on the same comment was found and kept
 */
public record Recorded(Decision decision, boolean isNew) {}
