package dev.replyguard.store;

import dev.replyguard.domain.CommentEvent;
import java.time.Instant;

/**
 * An event that is ours to send to a webhook, until the lease ends.
 *
 * @param event what is sent
 * @param attempt the number of this attempt, from 1
 * @param firstAttempt when the first attempt was
 */
public record Delivery(CommentEvent event, int attempt, Instant firstAttempt) {}
