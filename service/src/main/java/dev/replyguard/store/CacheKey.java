package dev.replyguard.store;

/**
 * Names a cached decision: a keyed hash of site, what the scores depend on, model and policy
 * version.
 *
 * @param digest 32 lower-case hexadecimal digits
 */
public record CacheKey(String digest) {}
