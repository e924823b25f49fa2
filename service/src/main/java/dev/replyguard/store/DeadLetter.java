package dev.replyguard.store;

import dev.replyguard.domain.CommentEvent;
import java.time.Instant;

/**
 * An event that a webhook did not take and that is no longer sent.
 *
 * @param event what was sent
 * @param attempts how often
 * @param error what went wrong last
 * @param at when it was given up
 */
public record DeadLetter(CommentEvent event, int attempts, String error, Instant at) {}
