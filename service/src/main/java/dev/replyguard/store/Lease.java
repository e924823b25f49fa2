package dev.replyguard.store;

import dev.replyguard.domain.Actor;
import java.time.Instant;

/**
 * That somebody works on a comment.
 *
 * @param holder who
 * @param until when it ends unless it is prolonged
 */
public record Lease(Actor holder, Instant until) {}
