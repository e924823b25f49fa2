package dev.replyguard.http;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.Known;
import dev.replyguard.store.Recorded;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Judges by whether a text holds the word "goose", and remembers what it judged. */
final class MemoryComments implements CommentStore {
  static final Scores LOW =
      Scores.of(0.012f, 0.0004f, 0.001f, 0.007f, 0.002f, 0.0006f, 0.0008f, 0.003f);
  static final Scores RAISED = Scores.of(0.71f, 0.01f, 0.02f, 0.83f, 0.11f, 0.01f, 0.004f, 0.01f);

  private final Map<String, RecordedComment> recorded = new ConcurrentHashMap<>();

  Future<Judgement> judge(Comment comment) {
    RecordedComment earlier =
        recorded.putIfAbsent(
            key(comment.site(), comment.id()),
            new RecordedComment(comment, decide(comment.text()), Instant.EPOCH));
    RecordedComment now = recorded.get(key(comment.site(), comment.id()));
    if (now == null) {
      throw new AssertionError("just put in");
    }
    return Future.succeededFuture(
        new Judgement(comment.id(), now.decision(), earlier != null, true));
  }

  @Override
  public Future<Optional<RecordedComment>> find(String site, String commentId) {
    return Future.succeededFuture(Optional.ofNullable(recorded.get(key(site, commentId))));
  }

  Optional<Comment> comment(String site, String commentId) {
    return Optional.ofNullable(recorded.get(key(site, commentId))).map(RecordedComment::comment);
  }

  @Override
  public Future<Known> lookUp(Comment comment, CacheKey cacheKey) {
    throw new UnsupportedOperationException("the API asks the pipeline");
  }

  @Override
  public Future<Recorded> record(Comment comment, Decision decision, CacheKey cacheKey) {
    throw new UnsupportedOperationException("the API asks the pipeline");
  }

  @Override
  public Future<Long> queueDepth(String site) {
    throw new UnsupportedOperationException("the API asks the pipeline");
  }

  private static Decision decide(String text) {
    int goose = text.indexOf("goose");
    return goose < 0
        ? new Decision(Verdict.APPROVE, LOW, List.of(), "m-1", "p-1", "en", Instant.EPOCH)
        : new Decision(
            Verdict.HOLD,
            RAISED,
            List.of(
                new Reason(
                    Stage.POLICY,
                    "insult.hold",
                    Label.INSULT,
                    0.83f,
                    0.6f,
                    "insult is at 83 %, held from 60 % on",
                    List.of(new Match("goose", goose, goose + 5)),
                    List.of("2 links"))),
            "m-1",
            "p-1",
            null,
            Instant.EPOCH);
  }

  private static String key(String site, String id) {
    return site + "/" + id;
  }
}
