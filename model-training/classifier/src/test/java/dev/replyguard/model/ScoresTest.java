package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoresTest {

  @Test
  void of_oneValueALabel_knowsAll() {
    Scores scores = Scores.of(0f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 1f);

    assertThat(Label.ALL).allMatch(scores::has);
    assertThat(scores.get(Label.SPAM)).isEqualTo(1f);
    assertThat(scores.asMap()).hasSize(8).containsEntry("insult", 0.3f);
  }

  @Test
  void partial_labelNotKnown_hasNoScoreAndReachesNoThreshold() {
    Scores scores = Scores.partial(Map.of(Label.INSULT, 0f));

    assertThat(scores.has(Label.INSULT)).isTrue();
    assertThat(scores.get(Label.INSULT)).isZero();
    assertThat(scores.has(Label.SPAM)).isFalse();
    assertThat(scores.get(Label.SPAM)).isNaN();
    assertThat(scores.get(Label.SPAM) >= Float.MIN_VALUE).isFalse();
    assertThat(scores.asMap()).containsExactly(Map.entry("insult", 0f));
    assertThat(scores).isEqualTo(Scores.partial(Map.of(Label.INSULT, 0f)));
    assertThat(scores).isNotEqualTo(Scores.of(new float[8]));
  }

  @Test
  void of_valueOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scores.of(0, 0, 0, 0, 0, 0, 0, Float.NaN))
        .withMessage("scores.spam: must be within 0..1, is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scores.partial(Map.of(Label.INSULT, 1.5f)))
        .withMessage("scores.insult: must be within 0..1, is 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scores.partial(Map.of(Label.INSULT, Float.NaN)));
    assertThatIllegalArgumentException().isThrownBy(() -> Scores.of(0f, 1f));
  }
}
