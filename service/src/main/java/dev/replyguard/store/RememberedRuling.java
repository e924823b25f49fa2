package dev.replyguard.store;

import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Scores;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided about an earlier comment of the same or of a similar text.
 *
 * @param commentId that comment
 * @param verdict approve or reject
 * @param reason why it was rejected, or null
 * @param at when
 * @param distance in how many bits the texts' fingerprints differ; 0 for the same text
 * @param scores what the model made of that text, to hundredths, for a similar one; null for the
 *     same text
 */
public record RememberedRuling(
    String commentId,
    Verdict verdict,
    @Nullable RejectReason reason,
    Instant at,
    int distance,
    @Nullable Scores scores) {}
