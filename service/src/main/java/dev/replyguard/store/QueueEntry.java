package dev.replyguard.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment that waits for a moderator, with what the queue knows of it.
 *
 * @param id the comment
 * @param arrivedAt since when it waits
 * @param reports how many readers have reported it
 * @param group its near-duplicate group, or null
 * @param waitingInGroup how many comments of the group wait, this one included; 1 without a group
 * @param assignee the moderator it was handed over to, or null
 * @param lease who works on it, or null
 */
public record QueueEntry(
    String id,
    Instant arrivedAt,
    int reports,
    @Nullable String group,
    int waitingInGroup,
    @Nullable String assignee,
    @Nullable Lease lease) {}
