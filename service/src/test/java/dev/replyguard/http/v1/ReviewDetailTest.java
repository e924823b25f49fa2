package dev.replyguard.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.AuditEntry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewDetailTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void waitsByLot_isTheSameWhateverWasDecided(Verdict verdict) {
    JsonObject detail = encoded(recorded("c1", verdict, true, null));

    assertThat(detail).isEqualTo(encoded(recorded("c1", Verdict.APPROVE, true, null)));
    assertThat(detail.encode())
        .doesNotContain("approve", "reject", "insult", "score", "threshold", "contributions")
        .contains("\"blind\":true");
    assertThat(detail.getJsonObject("comment").getJsonObject("judgement").getString("verdict"))
        .isEqualTo("hold");
    assertThat(detail.getJsonArray("byAuthor").getJsonObject(0).getString("verdict"))
        .isEqualTo("hold");
    assertThat(verdictInTrail(detail)).isEqualTo("hold");
  }

  @Test
  void waitsByLot_ofTheAuthorsOtherComments_likeOnesAreNotTold() {
    RecordedComment comment = recorded("c1", Verdict.APPROVE, true, "c2");
    List<RecordedComment> others =
        List.of(
            recorded("c2", Verdict.APPROVE, false, "c2"),
            recorded("c3", Verdict.APPROVE, false, "c0"));

    assertThat(idsOf(encoded(comment, others))).containsExactly("c3");
    assertThat(idsOf(encoded(recorded("c1", Verdict.APPROVE, false, "c2"), others)))
        .containsExactly("c2", "c3");
  }

  @Test
  void decidedLikeIt_areToldWithWhoDecided_andWhen() {
    Ruling ruling =
        new Ruling(
            Verdict.REJECT,
            RejectReason.SPAM,
            "a note for colleagues",
            Actor.user("ada"),
            Ruling.Means.SINGLE,
            NOW.plusSeconds(60));
    RecordedComment service = recorded("c2", Verdict.APPROVE, false, "c1");
    RecordedComment person =
        new RecordedComment(
            service.comment(), service.decision(), NOW, 1, ruling, service.group(), false);

    JsonArray told =
        encoded(recorded("c1", Verdict.HOLD, false, "c1"), List.of(person, service), List.of())
            .getJsonArray("similarDecided");

    assertThat(told.getJsonObject(0).getMap())
        .isEqualTo(
            Map.of(
                "id", "c2",
                "recordedAt", NOW.toString(),
                "verdict", "reject",
                "decidedBy", "user:ada",
                "decidedAt", NOW.plusSeconds(60).toString(),
                "text", "a calm remark"));
    assertThat(told.getJsonObject(1).getMap())
        .contains(Map.entry("verdict", "approve"), Map.entry("decidedBy", "pipeline:pipeline"));
  }

  @Test
  void waitsByLot_ofLikeOnesThatAreDecided_nothingIsTold() {
    List<RecordedComment> decided = List.of(recorded("c2", Verdict.REJECT, false, "c1"));

    assertThat(
            encoded(recorded("c1", Verdict.HOLD, true, "c1"), decided, List.of())
                .getJsonArray("similarDecided"))
        .isEmpty();
  }

  @Test
  void notDrawn_everythingIsShown() {
    JsonObject detail = encoded(recorded("c1", Verdict.APPROVE, false, null));

    JsonObject judgement = detail.getJsonObject("comment").getJsonObject("judgement");
    assertThat(judgement.getString("verdict")).isEqualTo("approve");
    assertThat(judgement.containsKey("blind")).isFalse();
    assertThat(judgement.containsKey("scores")).isTrue();
    assertThat(detail.containsKey("thresholds")).isTrue();
    assertThat(verdictInTrail(detail)).isEqualTo("approve");
    assertThat(detail.getJsonArray("trail").encode()).contains("insult.hold");
  }

  private static String verdictInTrail(JsonObject detail) {
    return detail
        .getJsonArray("trail")
        .getJsonObject(0)
        .getJsonObject("details")
        .getString("verdict");
  }

  private static List<String> idsOf(JsonObject detail) {
    List<String> ids = new ArrayList<>();
    detail.getJsonArray("byAuthor").forEach(other -> ids.add(((JsonObject) other).getString("id")));
    return ids;
  }

  private static JsonObject encoded(RecordedComment comment) {
    return encoded(
        comment, List.of(recorded("c2", comment.decision().verdict(), comment.lot(), null)));
  }

  private static JsonObject encoded(RecordedComment comment, List<RecordedComment> byAuthor) {
    return encoded(comment, List.of(), byAuthor);
  }

  private static JsonObject encoded(
      RecordedComment comment, List<RecordedComment> alike, List<RecordedComment> byAuthor) {
    Verdict verdict = comment.decision().verdict();
    AuditEntry decided =
        new AuditEntry(
            "1-0",
            "decided",
            Actor.PIPELINE,
            NOW,
            "c1",
            comment.decision().reasons().stream().map(reason -> "policy/" + reason.rule()).toList(),
            Map.of("verdict", verdict.key(), "language", "en"));
    return new ReviewDetail(
            comment,
            comment.comment().text(),
            label -> LabelThresholds.NEVER,
            Optional.empty(),
            List.of(),
            alike,
            byAuthor,
            Optional.empty(),
            List.of(decided))
        .encode()
        .toJsonObject();
  }

  private static RecordedComment recorded(
      String id, Verdict verdict, boolean lot, @Nullable String group) {
    Comment comment =
        new Comment(
            "demo", id, "a calm remark", Author.UNKNOWN, Article.UNKNOWN, Parent.NONE, NOW, null);
    Reason reason =
        new Reason(
            Stage.POLICY,
            "insult.hold",
            Label.INSULT,
            0.9f,
            0.8f,
            "Insult: 0.90",
            List.of(),
            List.of(),
            verdict,
            verdict == Verdict.APPROVE);
    // What was rejected by a list was not scored.
    @Nullable Scores scores =
        verdict == Verdict.REJECT ? null : Scores.of(0, 0, 0, 0.9f, 0, 0, 0, 0);
    Decision decision =
        new Decision(
            verdict,
            scores,
            List.of(reason),
            "model-1",
            "policy-1",
            verdict == Verdict.REJECT ? null : "en",
            NOW);
    return new RecordedComment(comment, decision, NOW, 1, null, group, lot);
  }
}
