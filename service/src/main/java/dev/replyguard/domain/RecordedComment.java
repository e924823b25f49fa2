package dev.replyguard.domain;

import java.time.Instant;

/**
 * A comment as it was stored, with its decision.
 *
 * @param comment the comment; of its author's e-mail and address only keyed hashes are kept, in the
 *     fields of the same name
 * @param decision what was decided
 * @param recordedAt when it was stored
 * @param revision which version of the text this is, from 1
 */
public record RecordedComment(
    Comment comment, Decision decision, Instant recordedAt, int revision) {}
