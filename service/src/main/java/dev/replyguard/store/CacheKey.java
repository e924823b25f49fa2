package dev.replyguard.store;

/**
 * Names a cached assessment: a keyed hash of site, what the model sees of the comment, and model.
 *
 * @param digest 22 characters of Base64 for URLs; earlier versions had 32 hexadecimal digits
 */
public record CacheKey(String digest) {}
