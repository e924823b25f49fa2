package dev.replyguard.http.v1;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Site;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import dev.replyguard.model.Label;
import dev.replyguard.pipeline.PolicyDirectory;
import dev.replyguard.pipeline.Scoring;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.review.AuthorElsewhere;
import dev.replyguard.review.ReviewService;
import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.AuditStore;
import dev.replyguard.store.CommentIndex;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.QueueEntry;
import dev.replyguard.store.QueueFilter;
import dev.replyguard.store.QueueStore;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code GET /v1/comments/{id}/review}: one comment with all that helps to decide it. */
final class GetReview implements Handler<RoutingContext> {
  private static final int BY_AUTHOR = 20;
  private static final int DECIDED = 20;

  private final Sources from;

  /** Where it is looked up. */
  record Sources(
      CommentStore comments,
      CommentIndex index,
      QueueStore queue,
      AuditStore audit,
      ReviewService review,
      PolicyDirectory policies,
      Scoring scoring,
      SiteDirectory sites,
      AuthorElsewhere elsewhere) {}

  GetReview(Sources from) {
    this.from = from;
  }

  @Override
  public void handle(RoutingContext context) {
    String site = Callers.site(context);
    String id = PathParameters.identifier(context, "id");
    Actor asking = Callers.actor(context);
    Exchanges.answer(
        context,
        from.comments()
            .find(site, id)
            .map(found -> found.orElseThrow(GetReview::missing))
            .compose(comment -> detail(site, comment, asking, others(context, site)))
            .map(ReviewDetail::encode));
  }

  private Future<ReviewDetail> detail(
      String site, RecordedComment comment, Actor asking, List<String> others) {
    Future<List<String>> similar = similar(site, comment, asking);
    Future<List<RecordedComment>> decided = decided(site, comment);
    Future<List<RecordedComment>> byAuthor = byAuthor(site, comment);
    Future<List<AuditEntry>> trail = from.audit().trail(site, comment.comment().id());
    Future<Optional<ExplainedScores>> explained = explained(comment.comment());
    Future<Optional<AuthorElsewhere.Findings>> elsewhere =
        from.elsewhere().of(comment.comment().author(), others);
    return Future.all(List.of(similar, decided, byAuthor, trail, explained, elsewhere))
        .map(
            all ->
                new ReviewDetail(
                    comment,
                    from.review().searched(site, comment.comment().text()),
                    thresholds(site, comment.comment()),
                    explained.result(),
                    similar.result(),
                    decided.result(),
                    byAuthor.result(),
                    elsewhere.result(),
                    trail.result()));
  }

  /** The other sites that the caller may see; a key sees its own only. */
  private List<String> others(RoutingContext context, String site) {
    return RequestState.of(context)
        .signedIn()
        .map(
            person ->
                from.sites().sites().stream()
                    .filter(other -> !other.disabled() && !other.id().equals(site))
                    .map(Site::id)
                    .filter(person.user()::mayUse)
                    .toList())
        .orElse(List.of());
  }

  /** By the model as it is now; empty where that gives no explanation, or has no time for it. */
  private Future<Optional<ExplainedScores>> explained(Comment comment) {
    if (!from.scoring().explains()) {
      return Future.succeededFuture(Optional.empty());
    }
    return from.scoring()
        .explain(comment)
        .map(explanation -> Optional.of(ExplainedScores.of(explanation)))
        .otherwise(Optional.empty());
  }

  private Function<Label, LabelThresholds> thresholds(String site, Comment comment) {
    CompiledPolicy policy = from.policies().of(site);
    return label -> policy.thresholds(comment.article().section(), label);
  }

  private Future<List<String>> similar(String site, RecordedComment comment, Actor asking) {
    String group = comment.group();
    if (group == null) {
      return Future.succeededFuture(List.of());
    }
    return from.queue()
        .page(site, QueueFilter.ofGroup(group), asking, null, QueueStore.MAX_PAGE)
        .map(
            page ->
                page.entries().stream()
                    .map(QueueEntry::id)
                    .filter(id -> !id.equals(comment.comment().id()))
                    .toList());
  }

  /** Those like it that wait no longer; none where that would tell what was decided about it. */
  private Future<List<RecordedComment>> decided(String site, RecordedComment comment) {
    String group = comment.group();
    if (group == null || comment.isBlind()) {
      return Future.succeededFuture(List.of());
    }
    return from.index()
        .decidedOfGroup(site, group, comment.comment().id(), DECIDED)
        .compose(ids -> found(site, ids.stream()));
  }

  private Future<List<RecordedComment>> found(String site, Stream<String> ids) {
    List<Future<Optional<RecordedComment>>> found =
        ids.map(id -> from.comments().find(site, id)).toList();
    return Future.all(found)
        .map(all -> found.stream().map(Future::result).flatMap(Optional::stream).toList());
  }

  private Future<List<RecordedComment>> byAuthor(String site, RecordedComment comment) {
    return from.index()
        .ofAuthor(site, comment.comment().author(), BY_AUTHOR + 1)
        .compose(
            ids ->
                found(
                    site,
                    ids.stream()
                        .filter(id -> !id.equals(comment.comment().id()))
                        .limit(BY_AUTHOR)));
  }

  private static ProblemException missing() {
    return new ProblemException(ProblemType.NOT_FOUND, "this site has no comment of that id");
  }
}
