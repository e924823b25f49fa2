package dev.replyguard.http.v1;

import dev.replyguard.http.ApiOperation;
import dev.replyguard.pipeline.PolicyDirectory;
import dev.replyguard.pipeline.Scoring;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.review.AuthorElsewhere;
import dev.replyguard.review.ReviewService;
import dev.replyguard.store.AuditStore;
import dev.replyguard.store.CommentIndex;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.QueueStore;
import dev.replyguard.store.StatisticsStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The operations that tell what was done and why, for one event loop. */
public final class AuditOperations {
  /** A moderator waits for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final GetReview getReview;
  private final ExportAudit exportAudit;
  private final GetStatistics getStatistics;

  /** The operations over their collaborators. */
  public AuditOperations(
      CommentStore comments,
      CommentIndex index,
      QueueStore queue,
      AuditStore audit,
      ReviewService review,
      PolicyDirectory policies,
      Scoring scoring,
      SiteDirectory sites,
      StatisticsStore statistics,
      Clock clock) {
    this.getReview =
        new GetReview(
            new GetReview.Sources(
                comments,
                index,
                queue,
                audit,
                review,
                policies,
                scoring,
                sites,
                new AuthorElsewhere(index, PATIENCE)));
    this.exportAudit = new ExportAudit(audit, comments);
    this.getStatistics = new GetStatistics(statistics, clock);
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("getReview", 0, getReview),
        new ApiOperation("getStatistics", 0, getStatistics),
        new ApiOperation("exportAudit", 0, exportAudit));
  }
}
