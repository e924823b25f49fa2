package dev.replyguard.pipeline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.pipeline.policy.PolicyEngine.Subject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEngineTest {
  private static final CompiledPolicy POLICY =
      Policies.of(
          """
          thresholds:
            insult: {hold: 0.6, reject: 0.9}
            toxicity: {hold: 0.5, reject: 0.5}
            spam: {hold: never, reject: never}
          sections:
            opinion:
              thresholds:
                insult: {hold: 0.8}
          """);

  @ParameterizedTest
  @CsvSource({"0.5999999,''", "0.6,HOLD", "0.8999999,HOLD", "0.9,REJECT", "1,REJECT", "0,''"})
  void judge_thresholdIsReachedByTheScoreItself(float insult, String verdict) {
    assertThat(judge(POLICY, scores(0, insult, 0)))
        .extracting(reason -> String.valueOf(reason.verdict()))
        .isEqualTo(verdict.isEmpty() ? List.of() : List.of(verdict));
  }

  @Test
  void judge_severalLabels_theMostSevereIsFirst() {
    assertThat(judge(POLICY, scores(0.51f, 0.95f, 0)))
        .extracting(Reason::rule)
        .containsExactly("insult.reject", "toxicity.reject");
  }

  @Test
  void judge_rejectBeforeHold_evenWithTheLowerScore() {
    assertThat(judge(POLICY, scores(0.51f, 0.7f, 0)))
        .extracting(Reason::rule)
        .containsExactly("toxicity.reject", "insult.hold");
  }

  @Test
  void judge_reason_saysWhatWasReached() {
    Reason reason = judge(POLICY, scores(0, 0.934f, 0)).get(0);

    assertThat(reason.message()).isEqualTo("Insult 0.93 reaches the reject threshold 0.90");
    assertThat(reason.score()).isEqualTo(0.934f);
    assertThat(reason.threshold()).isEqualTo(0.9f);
    assertThat(reason.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(reason.shadow()).isFalse();
  }

  @Test
  void judge_thresholdNever_hasNoConsequences() {
    assertThat(judge(POLICY, scores(0, 0, 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "opinion,0.79,''",
    "opinion,0.8,HOLD",
    "opinion,0.9,REJECT",
    "sports,0.7,HOLD",
    ",0.7,HOLD"
  })
  void judge_section_hasItsOwnThresholdsAndElseTheSites(
      @Nullable String section, float insult, String verdict) {
    List<Reason> reasons =
        PolicyEngine.judge(
            POLICY, subject(scores(0, insult, 0), "en", comment(section, null, null), null, 0));

    assertThat(reasons)
        .extracting(reason -> String.valueOf(reason.verdict()))
        .isEqualTo(verdict.isEmpty() ? List.of() : List.of(verdict));
  }

  @ParameterizedTest
  @CsvSource({
    "en,,insult.hold",
    "de,,language.hold",
    "fr,,language.ignore",
    "it,,insult.hold",
    ",,language.hold",
    ",fr-CA,language.ignore",
    "en,fr,insult.hold"
  })
  void judge_language_isScoredHeldOrIgnored(
      @Nullable String detected, @Nullable String claimed, String rule) {
    CompiledPolicy policy =
        Policies.of("languages: {de: hold, fr: ignore, undetermined: hold, other: score}");

    List<Reason> reasons =
        PolicyEngine.judge(
            policy, subject(scores(0, 0.7f, 0), detected, comment(null, claimed, null), null, 0));

    assertThat(reasons).extracting(Reason::rule).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "0.4,0,opinion,true",
    "0.39,0,opinion,false",
    "0.4,1,opinion,false",
    "0.4,,opinion,false",
    "0.4,0,sports,false",
    "0.4,0,,false"
  })
  void judge_condition_appliesWhereAllHolds(
      float insult, @Nullable Integer approved, @Nullable String section, boolean applies) {
    CompiledPolicy policy =
        Policies.of(
            """
            conditions:
              - name: rude-newcomer
                if: {labels: {insult: 0.4}, firstTime: true, sections: [opinion]}
                verdict: reject
            """);

    List<Reason> reasons =
        PolicyEngine.judge(
            policy, subject(scores(0, insult, 0), "en", comment(section, null, null), approved, 0));

    assertThat(reasons).hasSize(applies ? 1 : 0);
    reasons.forEach(
        reason -> {
          assertThat(reason.rule()).isEqualTo("conditions.rude-newcomer");
          assertThat(reason.label()).isEqualTo(Label.INSULT);
          assertThat(reason.threshold()).isEqualTo(0.4f);
          assertThat(reason.verdict()).isEqualTo(Verdict.REJECT);
        });
  }

  @Test
  void judge_conditionWithoutLabels_needsNoScores() {
    CompiledPolicy policy =
        Policies.of(
            """
            conditions:
              - name: anonymous-links
                if: {anonymous: true, links: 2, reply: false}
                verdict: hold
            """);
    Comment anonymous = comment(null, null, null);
    Comment known = comment(null, null, "ada@example.org");

    assertThat(PolicyEngine.judge(policy, subject(null, null, anonymous, null, 2))).hasSize(1);
    assertThat(PolicyEngine.judge(policy, subject(null, null, anonymous, null, 1))).isEmpty();
    assertThat(PolicyEngine.judge(policy, subject(null, null, known, null, 2))).isEmpty();
  }

  @Test
  void judge_scoreStageInShadow_whatRestsOnScoresIsOnlyTriedOut() {
    CompiledPolicy policy =
        Policies.of(
            """
            stages: {score: shadow}
            languages: {de: hold}
            conditions:
              - {name: scored, if: {labels: {insult: 0.5}}, verdict: hold}
              - {name: other, if: {anonymous: true}, verdict: hold}
            """);

    List<Reason> reasons = judge(policy, scores(0, 0.95f, 0));

    assertThat(reasons)
        .filteredOn(Reason::shadow)
        .extracting(Reason::rule)
        .containsExactly("insult.hold", "conditions.scored");
    assertThat(reasons)
        .filteredOn(reason -> !reason.shadow())
        .extracting(Reason::rule)
        .containsExactly("conditions.other");
  }

  private static List<Reason> judge(CompiledPolicy policy, Scores scores) {
    return PolicyEngine.judge(policy, subject(scores, "en", comment(null, null, null), null, 0));
  }

  private static Subject subject(
      @Nullable Scores scores,
      @Nullable String language,
      Comment comment,
      @Nullable Integer approved,
      int links) {
    return new Subject(comment, scores, language, approved, links);
  }

  private static Comment comment(
      @Nullable String section, @Nullable String language, @Nullable String email) {
    return new Comment(
        "demo",
        "c1",
        "hello",
        new Author(null, null, email, null, null, null),
        new Article(null, null, null, section, null, false),
        Parent.NONE,
        Instant.EPOCH,
        language);
  }

  private static Scores scores(float toxicity, float insult, float spam) {
    float[] values = new float[Label.ALL.size()];
    values[Label.TOXICITY.index()] = toxicity;
    values[Label.INSULT.index()] = insult;
    values[Label.SPAM.index()] = spam;
    return Scores.of(values);
  }
}
