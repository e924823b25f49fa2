package dev.replyguard.store;

import dev.replyguard.domain.Decision;

/**
 * What a recording left in the store.
 *
 * @param decision the decision that is stored now
 * @param revision which version of the comment's text it is about, from 1
 * @param isNew false where an earlier decision on the same comment and text was found and kept
 */
public record Recorded(Decision decision, int revision, boolean isNew) {}
