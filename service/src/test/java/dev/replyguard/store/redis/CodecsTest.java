package dev.replyguard.store.redis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.StoreException;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CodecsTest {

  @Test
  void decision_anyScores_comeBackToTheBit() {
    SplittableRandom random = new SplittableRandom(20_261_122);
    for (int i = 0; i < 20_000; i++) {
      float[] values = new float[Label.ALL.size()];
      for (int label = 0; label < values.length; label++) {
        // Every exponent is as likely: scores are often tiny.
        values[label] = (float) (random.nextDouble() * Math.pow(2, -random.nextInt(140)));
      }
      Decision decision =
          new Decision(Verdict.HOLD, Scores.of(values), List.of(), "m", "p", null, Samples.DECIDED);

      assertThat(DecisionCodec.decode(DecisionCodec.encode(decision))).isEqualTo(decision);
    }
  }

  @Test
  void decision_everyField_comesBack() {
    Decision decision = Samples.decision(Verdict.REJECT);

    assertThat(DecisionCodec.decode(DecisionCodec.encode(decision))).isEqualTo(decision);
  }

  @Test
  void decision_labelAddedLater_hasNoScore() {
    Decision decision = Samples.decision(Verdict.HOLD);
    String packed = ScoresCodec.encode(requireNonNull(decision.scores()));
    byte[] seven = Arrays.copyOf(Base64.getDecoder().decode(packed), 7 * Float.BYTES);
    String json =
        DecisionCodec.encode(decision)
            .replace(packed, Base64.getEncoder().withoutPadding().encodeToString(seven));

    Scores scores = requireNonNull(DecisionCodec.decode(json).scores());
    assertThat(scores.has(Label.SPAM)).isFalse();
    assertThat(scores.has(Label.SEXUALLY_EXPLICIT)).isTrue();
  }

  @Test
  void decision_ofFormatVersion1_isRead() {
    Decision decision = Samples.decision(Verdict.HOLD);
    JsonObject json = new JsonObject(DecisionCodec.encode(decision)).put("v", 1);
    JsonObject named = new JsonObject();
    requireNonNull(decision.scores()).asMap().forEach(named::put);

    assertThat(DecisionCodec.decode(json.put("scores", named).encode())).isEqualTo(decision);
    named.remove("spam");
    assertThat(requireNonNull(DecisionCodec.decode(json.encode()).scores()).has(Label.SPAM))
        .isFalse();
  }

  @Test
  void decision_ofAModelThatKnowsTwoLabels_comesBack() {
    Scores two = Scores.partial(Map.of(Label.INSULT, 0.5f, Label.SPAM, 0f));
    Decision decision = new Decision(Verdict.HOLD, two, List.of(), "m", "p", null, Samples.DECIDED);

    assertThat(DecisionCodec.decode(DecisionCodec.encode(decision))).isEqualTo(decision);
  }

  @Test
  void decision_unscored_comesBackUnscored() {
    Decision decision =
        new Decision(Verdict.REJECT, null, List.of(), "m", "p", null, Samples.DECIDED);

    assertThat(DecisionCodec.decode(DecisionCodec.encode(decision))).isEqualTo(decision);
  }

  @Test
  void assessment_everyField_comesBack() {
    Assessment assessment = Samples.assessment(Samples.decision(Verdict.HOLD));

    assertThat(AssessmentCodec.decode(AssessmentCodec.encode(assessment))).isEqualTo(assessment);
  }

  @Test
  void comment_everyField_comesBack() {
    Comment comment = Samples.comment("c1", "\0 \uD83D\uDE00 \u202E \" \\ \n");

    assertThat(CommentCodec.decode(CommentCodec.encode(comment))).isEqualTo(comment);
  }

  @Test
  void comment_oneCutAnywhere_failsWithoutQuotingIt() {
    String json = CommentCodec.encode(Samples.comment("c1", "words nobody may log"));
    for (int length = 0; length < json.length(); length++) {
      String cut = json.substring(0, length);

      assertThatThrownBy(() -> CommentCodec.decode(cut))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("stored comment cannot be read")
          .hasMessageNotContaining("words")
          .hasNoCause();
    }
  }

  @Test
  void auditEvent_heldComment_hasNoneOfItsWords() {
    assertThat(
            AuditEvents.decided(
                Samples.comment("c1"), Samples.decision(Verdict.HOLD), Samples.DECIDED))
        .contains("policy/insult.hold", "lists/author")
        .doesNotContain("remark");
  }
}
