package dev.replyguard.domain.policy;

/**
 * A rule about a number.
 *
 * @param limit the bound
 * @param action what follows beyond it
 */
public record CountRule(int limit, Action action) {}
