package dev.replyguard.http.v1;

import dev.replyguard.http.ApiOperation;
import dev.replyguard.review.BulkReview;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.ListStore;
import java.time.Clock;
import java.util.List;

/** The operations on lists of authors, for one event loop. */
public final class ListOperations {
  private static final int BODY_BYTES = 16 << 10;

  private final AuthorLists lists;

  /** The operations over their collaborators. */
  public ListOperations(ListStore lists, BulkReview bulk, CommentStore comments, Clock clock) {
    this.lists = new AuthorLists(lists, bulk, comments, clock);
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("listAuthors", 0, lists::page),
        new ApiOperation("putListEntry", BODY_BYTES, lists::put),
        new ApiOperation("getListEntry", 0, lists::get),
        new ApiOperation("deleteListEntry", 0, lists::delete));
  }
}
