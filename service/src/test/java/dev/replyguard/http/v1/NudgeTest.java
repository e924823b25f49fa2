package dev.replyguard.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NudgeTest {

  @Test
  void labelThatSaysMore_isTold_howeverHighTheGeneralOneIs() {
    Nudge nudge =
        Nudge.of(
                decision(
                    reason(Label.TOXICITY, 0.97f, Verdict.REJECT),
                    reason(Label.PROFANITY, 0.61f, Verdict.HOLD),
                    reason(Label.INSULT, 0.74f, Verdict.HOLD)))
            .orElseThrow();

    assertThat(nudge.label()).isEqualTo(Label.INSULT);
    assertThat(nudge.words()).isEqualTo("an insult");
  }

  @Test
  void generalLabel_isToldWhereThereIsNoOther() {
    assertThat(Nudge.of(decision(reason(Label.TOXICITY, 0.8f, Verdict.HOLD))))
        .map(Nudge::words)
        .hasValue("hurtful");
  }

  @Test
  void rulesOfTheSite_spam_trialsAndNotes_areNotTold() {
    Reason word =
        Reason.of(
            Stage.RULES, "words.birds", Verdict.REJECT, "goose", List.of(new Match("goose", 0, 5)));

    assertThat(
            Nudge.of(
                decision(
                    word,
                    reason(Label.SPAM, 0.99f, Verdict.REJECT),
                    reason(Label.INSULT, 0.99f, Verdict.REJECT).asShadow(),
                    reason(Label.THREAT, 0.99f, null))))
        .isEmpty();
  }

  @Test
  void spans_areThoseInTheText_inItsOrder() {
    Reason reason =
        new Reason(
            Stage.POLICY,
            "insult.hold",
            Label.INSULT,
            0.8f,
            0.6f,
            "Insult",
            List.of(
                new Match("goose", 13, 18),
                new Match(Match.Field.AUTHOR_NAME, "silly", 0, 5),
                new Match("silly", 7, 12)),
            List.of(),
            Verdict.HOLD,
            false);

    assertThat(Nudge.of(decision(reason)).orElseThrow().spans())
        .extracting(Match::text)
        .containsExactly("silly", "goose");
  }

  @ParameterizedTest
  @EnumSource
  void everyLabel_hasPlainWords(Label label) {
    assertThat(new Nudge(label, List.of()).words()).matches("[a-z ]+");
  }

  private static Reason reason(Label label, float score, @Nullable Verdict verdict) {
    return new Reason(
        Stage.POLICY,
        label.key() + ".hold",
        label,
        score,
        0.6f,
        "reaches",
        List.of(),
        List.of(),
        verdict,
        false);
  }

  private static Decision decision(Reason... reasons) {
    return new Decision(
        Verdict.HOLD, null, Arrays.asList(reasons), "m-1", "p-1", "en", Instant.EPOCH);
  }
}
