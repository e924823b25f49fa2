package dev.replyguard.store;

import java.time.Instant;

/**
 * A session as it is stored, under a digest of its token.
 *
 * @param user whose it is
 * @param generation that of the {@link Account} when it was opened
 * @param endsAt when it ends at the latest
 */
public record Session(String user, String generation, Instant endsAt) {}
