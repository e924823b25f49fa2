package dev.replyguard.http.v1;

import dev.replyguard.http.ApiOperation;
import dev.replyguard.review.BulkReview;
import dev.replyguard.review.ReviewService;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.QueueStore;
import dev.replyguard.store.RulingStore;
import java.time.Clock;
import java.util.List;

/** The operations of people who moderate, and of readers who report, for one event loop. */
public final class ReviewOperations {
  private static final int BODY_BYTES = 32 << 10;

  // 1,000 ids of 200 characters, each of which may be four bytes or six of JSON's escapes.
  private static final int BULK_BYTES = 2 << 20;

  private final Queue queue;
  private final ReviewedComments comments;

  /** The operations over their collaborators. */
  public ReviewOperations(
      QueueStore queue,
      CommentStore comments,
      RulingStore rulings,
      ReviewService review,
      BulkReview bulk,
      Clock clock) {
    this.queue = new Queue(queue, comments, review, bulk, clock);
    this.comments = new ReviewedComments(queue, rulings, review, clock);
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("listQueue", 0, queue::page),
        new ApiOperation("countQueue", 0, queue::counts),
        new ApiOperation("claimNext", 0, queue::claimNext),
        new ApiOperation("decideQueue", BODY_BYTES, queue::decide),
        new ApiOperation("decideGroup", BODY_BYTES, queue::decideGroup),
        new ApiOperation("decideComments", BULK_BYTES, queue::decideByIds),
        new ApiOperation("claimComment", 0, comments::claim),
        new ApiOperation("releaseComment", 0, comments::release),
        new ApiOperation("decideComment", BODY_BYTES, comments::decide),
        new ApiOperation("undoDecision", 0, comments::undo),
        new ApiOperation("siteVerdict", BODY_BYTES, comments::verdict),
        new ApiOperation("reopenComment", BODY_BYTES, comments::reopen),
        new ApiOperation("escalateComment", BODY_BYTES, comments::escalate),
        new ApiOperation("addNote", BODY_BYTES, comments::note),
        new ApiOperation("reportComment", BODY_BYTES, comments::report));
  }
}
