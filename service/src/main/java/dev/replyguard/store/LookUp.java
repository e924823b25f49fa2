package dev.replyguard.store;

import dev.replyguard.domain.Comment;

/**
 * What is asked of the store before a comment is judged.
 *
 * @param comment the comment
 * @param cacheKey where an assessment of the same text is cached
 */
public record LookUp(Comment comment, CacheKey cacheKey) {}
