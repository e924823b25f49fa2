package dev.replyguard.http.v1;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Ruling.Means;
import dev.replyguard.review.BulkReview;
import dev.replyguard.review.ReviewService;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.QueueCursor;
import dev.replyguard.store.QueueFilter;
import dev.replyguard.store.QueuePage;
import dev.replyguard.store.QueueStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code /v1/queue}: the comments that wait for a moderator, many at a time. */
final class Queue {
  private static final int DEFAULT_LIMIT = 20;

  private final QueueStore queue;
  private final CommentStore comments;
  private final ReviewService review;
  private final BulkReview bulk;
  private final QueueFilters filters;
  private final Clock clock;

  Queue(
      QueueStore queue, CommentStore comments, ReviewService review, BulkReview bulk, Clock clock) {
    this.queue = queue;
    this.comments = comments;
    this.review = review;
    this.bulk = bulk;
    this.filters = new QueueFilters(clock);
    this.clock = clock;
  }

  /** A page of what waits. */
  void page(RoutingContext context) {
    String site = Callers.site(context);
    Actor asking = Callers.actor(context);
    QueryParameters query = new QueryParameters(context);
    QueueFilter filter = filter(query, site);
    int limit = limit(query);
    QueueCursor after = query.parsed("cursor", "a cursor of the queue", QueueCursor::decode);
    query.check();
    Exchanges.answer(
        context,
        queue.page(site, filter, asking, after, limit).compose(page -> withComments(site, page)));
  }

  /** Gives the caller the most urgent of what waits. */
  void claimNext(RoutingContext context) {
    String site = Callers.site(context);
    Actor actor = Callers.actor(context);
    QueryParameters query = new QueryParameters(context);
    QueueFilter filter = filter(query, site);
    int limit = limit(query);
    query.check();
    Exchanges.answer(
        context,
        queue
            .claimNext(
                site,
                filter,
                actor,
                clock.instant().plus(review.terms(site).review().lease()),
                limit)
            .compose(page -> withComments(site, new QueuePage(page.entries(), null))));
  }

  /** How much waits. */
  void counts(RoutingContext context) {
    Exchanges.answer(context, queue.counts(Callers.site(context)).map(QueueEncoder::counts));
  }

  /** Decides what the filter finds. */
  void decide(RoutingContext context) {
    String site = Callers.site(context);
    QueryParameters query = new QueryParameters(context);
    QueueFilter filter = filter(query, site);
    query.check();
    ReviewRequests.Bulk request =
        ReviewRequests.byFilter(Exchanges.body(context), Callers.actor(context));
    Exchanges.answer(
        context,
        bulk.decide(site, filter, request.limit(), request.draft(), Means.BULK)
            .map(ReviewOutcomes::encode));
  }

  /** Decides a near-duplicate group. */
  void decideGroup(RoutingContext context) {
    String site = Callers.site(context);
    QueueFilter filter = QueueFilter.ofGroup(PathParameters.identifier(context, "group"));
    ReviewRequests.Bulk request =
        ReviewRequests.byFilter(Exchanges.body(context), Callers.actor(context));
    Exchanges.answer(
        context,
        bulk.decide(site, filter, request.limit(), request.draft(), Means.GROUP)
            .map(ReviewOutcomes::encode));
  }

  /** Decides comments by their ids. */
  void decideByIds(RoutingContext context) {
    ReviewRequests.Bulk request =
        ReviewRequests.byIds(Exchanges.body(context), Callers.actor(context));
    Exchanges.answer(
        context,
        bulk.decide(Callers.site(context), request.ids(), request.draft(), Means.BULK)
            .map(ReviewOutcomes::encode));
  }

  private QueueFilter filter(QueryParameters query, String site) {
    return filters.read(query, text -> review.searched(site, text));
  }

  private static int limit(QueryParameters query) {
    return query.whole("limit", 1, QueueStore.MAX_PAGE, DEFAULT_LIMIT);
  }

  private Future<Buffer> withComments(String site, QueuePage page) {
    List<Future<Optional<RecordedComment>>> found =
        page.entries().stream().map(entry -> comments.find(site, entry.id())).toList();
    return Future.all(found)
        .map(all -> QueueEncoder.page(page, found.stream().map(Future::result).toList()));
  }
}
