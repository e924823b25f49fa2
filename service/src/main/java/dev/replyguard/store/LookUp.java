package dev.replyguard.store;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.MemoryPolicy;

/**
 * What is asked of the store before a comment is judged. Asking counts: a comment that is not known
 * yet uses up its share of the floods that are watched.
 *
 * @param comment the comment
 * @param cacheKey where an assessment of the same text is cached
 * @param trace what the text is recognised by
 * @param memory how long and how far rulings on other comments hold for it
 * @param questions what the site's policy needs to know
 */
public record LookUp(
    Comment comment,
    CacheKey cacheKey,
    TextTrace trace,
    MemoryPolicy memory,
    Questions questions) {}
