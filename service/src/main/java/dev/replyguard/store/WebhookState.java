package dev.replyguard.store;

import dev.replyguard.domain.Webhook;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook with how it fares.
 *
 * @param webhook the webhook
 * @param pending events that are still to be delivered
 * @param dead events that were given up and are kept
 * @param delivered events that were delivered
 * @param dropped events that were not put down because too many were pending
 * @param failures attempts that failed since the last delivery
 * @param lastDelivered when an event was delivered last
 * @param lastFailure when an attempt failed last
 * @param lastError what went wrong then
 */
public record WebhookState(
    Webhook webhook,
    long pending,
    long dead,
    long delivered,
    long dropped,
    long failures,
    @Nullable Instant lastDelivered,
    @Nullable Instant lastFailure,
    @Nullable String lastError) {}
