package dev.replyguard.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Scores;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.TextTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comments of a made-up day at a news site, as they are stored. */
final class Replays {
  static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");

  private static final TextTraces TRACES =
      new TextTraces(KeyedHash.of("a secret of tests".getBytes(UTF_8)));

  private Replays() {}

  static Instant minute(int minutes) {
    return MORNING.plus(Duration.ofMinutes(minutes));
  }

  static TextTrace trace(String text) {
    return TRACES.of("demo", text, 40);
  }

  static TextTrace trace(RecordedComment recorded) {
    return trace(recorded.comment().text());
  }

  static RecordedComment comment(
      String id, @Nullable String author, int minutes, String text, Reason... reasons) {
    Comment comment =
        new Comment(
            "demo",
            id,
            text,
            new Author(author, null, null, null, null, null),
            new Article("article-1", null, null),
            Parent.NONE,
            minute(minutes),
            null);
    Decision decision =
        new Decision(
            Verdict.APPROVE,
            Scores.of(0.1f, 0.2f, 0.3f, 0.404f, 0.5f, 0.6f, 0.7f, 0.8f),
            List.of(reasons),
            "model",
            "policy",
            null,
            minute(minutes));
    return new RecordedComment(comment, decision, minute(minutes), 1);
  }

  static RecordedComment ruled(RecordedComment comment, Verdict verdict, int minutes) {
    RejectReason reason = verdict == Verdict.REJECT ? RejectReason.SPAM : null;
    return new RecordedComment(
        comment.comment(),
        comment.decision(),
        comment.recordedAt(),
        1,
        new Ruling(
            verdict, reason, null, Actor.moderator("bea"), Ruling.Means.SINGLE, minute(minutes)),
        null,
        false);
  }
}
