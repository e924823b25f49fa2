package dev.replyguard.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt to send something to a webhook went.
 *
 * @param at when it began
 * @param took until it was over
 * @param status the status of the answer, 0 where none came
 * @param error what went wrong, null where nothing did; without anything that the receiver said
 */
public record Attempt(Instant at, Duration took, int status, @Nullable String error) {}
