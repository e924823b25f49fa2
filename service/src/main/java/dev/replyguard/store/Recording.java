package dev.replyguard.store;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of a comment that has been judged.
 *
 * @param comment the comment
 * @param decision what was decided
 * @param cacheKey where the assessment is cached
 * @param assessment what the model made of the text, or null where there is nothing new to cache
 * @param trace what the text is recognised by
 * @param terms how it is remembered and reviewed
 * @param asCampaign the decision to take instead where the text turns out to belong to a campaign,
 *     or null where nothing else is to be decided then
 */
public record Recording(
    Comment comment,
    Decision decision,
    CacheKey cacheKey,
    @Nullable Assessment assessment,
    TextTrace trace,
    Terms terms,
    @Nullable Decision asCampaign) {}
