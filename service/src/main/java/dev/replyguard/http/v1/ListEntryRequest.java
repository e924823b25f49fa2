package dev.replyguard.http.v1;

import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.RejectReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/lists/{list}}.
 *
 * @param trait what the author is known by
 * @param value which author, or null where a comment says it
 * @param comment a stored comment of the author, or null where a value says it
 * @param reason why, or null
 * @param expiresAt from when on the entry does not hold any more, or null
 * @param rejectWaiting for which reason the author's waiting comments are rejected, or null: they
 *     stay
 */
record ListEntryRequest(
    AuthorTrait trait,
    @Nullable String value,
    @Nullable String comment,
    @Nullable String reason,
    @Nullable Instant expiresAt,
    @Nullable RejectReason rejectWaiting) {}
