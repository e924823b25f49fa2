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
import dev.replyguard.store.Background;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.LookUp;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.Recording;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Judges by whether a text holds the word "goose", and remembers what it judged. */
final class MemoryComments implements CommentStore {
  static final Scores LOW =
      Scores.of(0.012f, 0.0004f, 0.001f, 0.007f, 0.002f, 0.0006f, 0.0008f, 0.003f);
  static final Scores RAISED = Scores.of(0.71f, 0.01f, 0.02f, 0.83f, 0.11f, 0.01f, 0.004f, 0.01f);

  private final Map<String, List<RecordedComment>> recorded = new ConcurrentHashMap<>();

  Future<Judgement> judge(Comment comment) {
    String key = key(comment.site(), comment.id());
    List<RecordedComment> earlier = recorded.getOrDefault(key, List.of());
    List<RecordedComment> now = recorded.compute(key, (k, revisions) -> with(comment, revisions));
    return Future.succeededFuture(
        new Judgement(comment.id(), now.get(0).decision(), now.equals(earlier), true, now.size()));
  }

  private static List<RecordedComment> with(
      Comment comment, @Nullable List<RecordedComment> earlier) {
    List<RecordedComment> revisions = new ArrayList<>(earlier == null ? List.of() : earlier);
    if (revisions.isEmpty() || !revisions.get(0).comment().text().equals(comment.text())) {
      revisions.add(
          0,
          new RecordedComment(
              comment, decide(comment.text()), Instant.EPOCH, revisions.size() + 1));
    }
    return List.copyOf(revisions);
  }

  @Override
  public Future<Optional<RecordedComment>> find(String site, String commentId) {
    return revisions(site, commentId).map(revisions -> revisions.stream().findFirst());
  }

  @Override
  public Future<List<RecordedComment>> revisions(String site, String commentId) {
    return Future.succeededFuture(recorded.getOrDefault(key(site, commentId), List.of()));
  }

  Optional<Comment> comment(String site, String commentId) {
    return recorded.getOrDefault(key(site, commentId), List.of()).stream()
        .findFirst()
        .map(RecordedComment::comment);
  }

  @Override
  public Future<Background> lookUp(LookUp request) {
    throw new UnsupportedOperationException("the API asks the pipeline");
  }

  @Override
  public Future<Recorded> record(Recording recording) {
    throw new UnsupportedOperationException("the API asks the pipeline");
  }

  @Override
  public Future<Set<String>> withoutHints(String site, Set<String> commentIds) {
    return Future.succeededFuture(Set.of());
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
                    "Insult 0.83 reaches the hold threshold 0.60",
                    List.of(new Match("goose", goose, goose + 5)),
                    List.of("2 links"),
                    Verdict.HOLD,
                    false)),
            "m-1",
            "p-1",
            null,
            Instant.EPOCH);
  }

  private static String key(String site, String id) {
    return site + "/" + id;
  }
}
