package dev.replyguard.store.redis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.StoreException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
  void decision_ofFormatVersion2_isRead() {
    Decision decision = Samples.decision(Verdict.HOLD);
    JsonObject json = new JsonObject(DecisionCodec.encode(decision)).put("v", 2);
    json.remove("language");
    json.put("detectedLanguage", "en").put("decidedAt", "2026-11-22T08:00:00.500Z");

    assertThat(DecisionCodec.decode(json.encode())).isEqualTo(decision);
    assertThat(DecisionCodec.decode(json.put("reasons", new JsonArray()).encode()).reasons())
        .isEmpty();
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
    Comment comment = hidden(Samples.comment("c1", "\0 \uD83D\uDE00 \u202E \" \\ \n"));

    assertThat(decoded(CommentCodec.encode(comment))).isEqualTo(comment);
  }

  @Test
  void comment_ofFormatVersion1_isRead() {
    Comment comment = hidden(Samples.comment("c1"));
    JsonObject json = new JsonObject(CommentCodec.encode(comment)).put("v", 1);
    json.put("site", "demo").put("id", "c1").put("createdAt", "2026-11-21T10:15:30.123456789Z");
    json.getJsonObject("author")
        .put("emailHash", comment.author().email())
        .put("ipHash", comment.author().ip());

    assertThat(decoded(json.encode())).isEqualTo(comment);
  }

  @Test
  void comment_ofAnotherEra_comesBack() {
    for (String time :
        List.of(
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z",
            "+1000000000-12-31T23:59:59.999999999Z")) {
      Comment comment =
          new Comment(
              "demo",
              "c1",
              "a calm remark",
              Author.UNKNOWN,
              Article.UNKNOWN,
              Parent.NONE,
              Instant.parse(time),
              null);

      assertThat(decoded(CommentCodec.encode(comment))).isEqualTo(comment);
    }
  }

  @Test
  void comment_ofAnAuthorWhoIsNotHidden_isNotWritten() {
    Comment comment = Samples.comment("c1");

    assertThatThrownBy(() -> CommentCodec.encode(comment))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Comment hidden(Comment comment) {
    KeyedHash hash = KeyedHash.of("a secret of tests".getBytes(StandardCharsets.UTF_8));
    return comment.withAuthor(new AuthorIdentities(hash).hidden(comment.author()));
  }

  private static Comment decoded(String json) {
    return CommentCodec.decode("demo", "c1", json);
  }

  @Test
  void comment_oneCutAnywhere_failsWithoutQuotingIt() {
    String json = CommentCodec.encode(hidden(Samples.comment("c1", "words nobody may log")));
    for (int length = 0; length < json.length(); length++) {
      String cut = json.substring(0, length);

      assertThatThrownBy(() -> decoded(cut))
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
