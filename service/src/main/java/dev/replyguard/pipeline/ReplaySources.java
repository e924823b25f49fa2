package dev.replyguard.pipeline;

import dev.replyguard.store.AuditStore;
import dev.replyguard.store.CommentIndex;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.ListStore;
import dev.replyguard.store.Terms;
import java.util.function.Function;

/**
 * What a simulation is made of.
 *
 * @param index finds comments and rulings
 * @param comments reads them
 * @param lists entries about authors, as they are now
 * @param audit tells when they came and went
 * @param traces what texts are recognised by
 * @param terms by site, how texts are remembered
 */
public record ReplaySources(
    CommentIndex index,
    CommentStore comments,
    ListStore lists,
    AuditStore audit,
    TextTraces traces,
    Function<String, Terms> terms) {}
