package dev.replyguard.store;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.MemoryPolicy;

/**
 * What is asked of the store before a comment is judged.
 *
 * @param comment the comment
 * @param cacheKey where an assessment of the same text is cached
 * @param trace what the text is recognised by
 * @param memory how long and how far rulings on other comments hold for it
 */
public record LookUp(Comment comment, CacheKey cacheKey, TextTrace trace, MemoryPolicy memory) {}
