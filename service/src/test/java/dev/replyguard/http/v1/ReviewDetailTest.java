package dev.replyguard.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.store.AuditEntry;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewDetailTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final AuditEntry DECIDED =
      new AuditEntry(
          "1-0",
          "decided",
          Actor.PIPELINE,
          NOW,
          "c1",
          List.of("policy/insult.reject"),
          Map.of("verdict", "approve"));

  @Test
  void waitsByLot_verdictIsShownNowhere() {
    JsonObject detail = encoded(recorded("c1", true));

    assertThat(detail.encode()).doesNotContain("approve", "insult.reject");
    assertThat(detail.getJsonObject("comment").getJsonObject("judgement").getString("verdict"))
        .isEqualTo("hold");
    assertThat(detail.getJsonArray("byAuthor").getJsonObject(0).getString("verdict"))
        .isEqualTo("hold");
    assertThat(verdictInTrail(detail)).isEqualTo("hold");
  }

  @Test
  void notDrawn_verdictIsShown() {
    JsonObject detail = encoded(recorded("c1", false));

    assertThat(detail.getJsonObject("comment").getJsonObject("judgement").getString("verdict"))
        .isEqualTo("approve");
    assertThat(verdictInTrail(detail)).isEqualTo("approve");
    assertThat(detail.getJsonArray("trail").encode()).contains("insult.reject");
  }

  private static String verdictInTrail(JsonObject detail) {
    return detail
        .getJsonArray("trail")
        .getJsonObject(0)
        .getJsonObject("details")
        .getString("verdict");
  }

  private static JsonObject encoded(RecordedComment comment) {
    return new ReviewDetail(
            comment,
            comment.comment().text(),
            label -> LabelThresholds.NEVER,
            Optional.empty(),
            List.of(),
            List.of(recorded("c2", comment.drawn())),
            Optional.empty(),
            List.of(DECIDED))
        .encode()
        .toJsonObject();
  }

  private static RecordedComment recorded(String id, boolean drawn) {
    Comment comment =
        new Comment(
            "demo", id, "a calm remark", Author.UNKNOWN, Article.UNKNOWN, Parent.NONE, NOW, null);
    Decision decision =
        new Decision(Verdict.APPROVE, null, List.of(), "model-1", "policy-1", "en", NOW);
    return new RecordedComment(comment, decision, NOW, 1, null, null, drawn);
  }
}
