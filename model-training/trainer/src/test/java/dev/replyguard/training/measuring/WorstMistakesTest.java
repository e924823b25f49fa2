package dev.replyguard.training.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WorstMistakesTest {
  @Test
  void offer_moreThanAreKept_keepsTheWorstOfEachKindOnce() {
    WorstMistakes mistakes = new WorstMistakes(2);
    for (int i = 0; i < 10; i++) {
      mistakes.offer("d", comment("without-" + i, 0), Label.SPAM, i / 10f);
      mistakes.offer("d", comment("with-" + i, 1), Label.SPAM, i / 10f);
    }
    mistakes.offer("e", comment("without-9", 0), Label.SPAM, 0.9f);

    assertThat(mistakes.worstFirst())
        .extracting(Mistake::id)
        .containsExactly("without-9", "without-8", "with-0", "with-1");
  }

  @Test
  void offer_noneToBeKept_keepsNone() {
    WorstMistakes mistakes = new WorstMistakes(0);
    mistakes.offer("d", comment("a", 0), Label.SPAM, 1);

    assertThat(mistakes.worstFirst()).isEmpty();
  }

  private static LabelledComment comment(String id, float spam) {
    float[] labels = new float[Label.ALL.size()];
    Arrays.fill(labels, Float.NaN);
    labels[Label.SPAM.index()] = spam;
    return new LabelledComment(id, "text", labels, 9, "made-up", "", Float.NaN);
  }
}
