package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.Policy;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEngineTest {
  private final PolicyEngine engine = new PolicyEngine();
  private final Policy policy =
      new Policy(
          "p1",
          Map.of(
              Label.INSULT, new LabelThresholds(0.6f, 0.9f),
              Label.TOXICITY, new LabelThresholds(0.5f, 0.5f),
              Label.SPAM, LabelThresholds.NEVER));

  @ParameterizedTest
  @CsvSource({
    "0.5999999,APPROVE",
    "0.6,HOLD",
    "0.8999999,HOLD",
    "0.9,REJECT",
    "1,REJECT",
    "0,APPROVE"
  })
  void judge_thresholdIsReachedByTheScoreItself(float insult, Verdict verdict) {
    assertThat(engine.judge(policy, scores(0, insult, 0)).verdict()).isEqualTo(verdict);
  }

  @Test
  void judge_severalLabels_takesTheMostSevere_andNamesItFirst() {
    PolicyEngine.Outcome outcome = engine.judge(policy, scores(0.51f, 0.95f, 0));

    assertThat(outcome.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(outcome.reasons())
        .extracting(Reason::rule)
        .containsExactly("insult.reject", "toxicity.reject");
  }

  @Test
  void judge_rejectBeforeHold_evenWithTheLowerScore() {
    PolicyEngine.Outcome outcome = engine.judge(policy, scores(0.51f, 0.7f, 0));

    assertThat(outcome.reasons())
        .extracting(Reason::rule)
        .containsExactly("toxicity.reject", "insult.hold");
  }

  @Test
  void judge_reason_saysWhatWasReached() {
    Reason reason = engine.judge(policy, scores(0, 0.934f, 0)).reasons().get(0);

    assertThat(reason.message()).isEqualTo("Insult 0.93 reaches the reject threshold 0.90");
    assertThat(reason.score()).isEqualTo(0.934f);
    assertThat(reason.threshold()).isEqualTo(0.9f);
  }

  @Test
  void judge_labelWithoutThresholds_hasNoConsequences() {
    assertThat(engine.judge(policy, scores(0, 0, 1)).verdict()).isEqualTo(Verdict.APPROVE);
  }

  @Test
  void judge_labelThatTheModelDoesNotKnow_hasNoConsequences() {
    Scores scores = Scores.partial(Map.of(Label.INSULT, 0.7f));

    assertThat(engine.judge(policy, scores).reasons())
        .extracting(Reason::rule)
        .containsExactly("insult.hold");
  }

  private static Scores scores(float toxicity, float insult, float spam) {
    float[] values = new float[Label.ALL.size()];
    values[Label.TOXICITY.index()] = toxicity;
    values[Label.INSULT.index()] = insult;
    values[Label.SPAM.index()] = spam;
    return Scores.of(values);
  }
}
