package dev.replyguard.http.site;

import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.http.DemoKey;
import dev.replyguard.store.CommentIndex;
import dev.replyguard.store.CommentStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The comments under the demo page's article that may be shown: of the site {@code demo} only, of
 * this article only, and of what was recorded last only.
 */
final class ApprovedComments {
  /** The article's id. */
  static final String ARTICLE = "demo-article";

  private static final int LOOKED_AT = 100;
  private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final CommentIndex index;
  private final CommentStore comments;

  ApprovedComments(CommentIndex index, CommentStore comments) {
    this.index = index;
    this.comments = comments;
  }

  /** At most {@value #LOOKED_AT}, the latest first. */
  Future<List<RecordedComment>> latest() {
    return index
        .recorded(DemoKey.SITE, Instant.EPOCH, EVER, LOOKED_AT)
        .compose(
            ids -> {
              List<Future<Optional<RecordedComment>>> found =
                  ids.stream().map(id -> comments.find(DemoKey.SITE, id)).toList();
              return Future.all(found)
                  .map(
                      all ->
                          found.stream()
                              .flatMap(each -> each.result().stream())
                              .filter(ApprovedComments::isShown)
                              .toList());
            });
  }

  private static boolean isShown(RecordedComment recorded) {
    return recorded.effective().verdict() == Verdict.APPROVE
        && Objects.equals(recorded.comment().article().id(), ARTICLE);
  }
}
