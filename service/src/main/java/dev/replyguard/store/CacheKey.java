package dev.replyguard.store;

/**
 * Names a cached assessment: a keyed hash of site, what the model sees of the comment, and model.
 *
 * @param digest 32 lower-case hexadecimal digits
 */
public record CacheKey(String digest) {}
