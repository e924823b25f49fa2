package dev.replyguard.review;

import dev.replyguard.domain.RecordedComment;
import dev.replyguard.pipeline.TextTraces;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.PrivacyStore;
import dev.replyguard.store.Removal;
import dev.replyguard.store.Subject;
import dev.replyguard.store.TextTrace;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes single comments with all that is recognised by their texts. Safe for use by every event
 * loop.
 */
public final class CommentRemoval {
  // Of short texts, too: how long a text had to be when it was remembered is not known any longer.
  private static final int ANY_LENGTH = 1;

  private final PrivacyStore store;
  private final CommentStore comments;
  private final TextTraces traces;

  /**
   * Over its collaborators.
   *
   * @param hash names texts, as the pipeline does
   */
  public CommentRemoval(PrivacyStore store, CommentStore comments, KeyedHash hash) {
    this.store = store;
    this.comments = comments;
    this.traces = new TextTraces(hash);
  }

  /**
   * Removes a comment.
   *
   * @param subject who is to be forgotten, or null
   */
  Future<Removal> remove(String site, String id, Removal.Why why, @Nullable Subject subject) {
    return comments
        .revisions(site, id)
        .compose(history -> store.remove(site, id, history, traces(history), why, subject));
  }

  private List<TextTrace> traces(List<RecordedComment> history) {
    return history.stream()
        .map(RecordedComment::comment)
        .map(comment -> traces.of(comment.site(), comment.text(), ANY_LENGTH))
        .toList();
  }
}
