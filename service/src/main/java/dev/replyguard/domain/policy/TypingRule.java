package dev.replyguard.domain.policy;

import java.time.Duration;

/**
 * A rule about comments written faster than people write.
 *
 * @param min a form sent sooner than this after it was opened
 * @param action what follows
 */
public record TypingRule(Duration min, Action action) {}
