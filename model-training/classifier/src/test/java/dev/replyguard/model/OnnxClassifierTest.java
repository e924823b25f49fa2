package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.text.ScoringInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnnxClassifierTest {
  private final FixedOnnxSession session = new FixedOnnxSession();
  private final OnnxClassifier classifier =
      new OnnxClassifier(
          "bert-1-12345678",
          new ModelCard("bert-1", "For tests.", List.of("en"), List.of(), List.of(), "made up"),
          new OnnxSettings(
              "input_ids",
              Optional.empty(),
              Optional.empty(),
              "logits",
              Activation.SIGMOID,
              List.of(Optional.of(Label.SPAM), Optional.empty(), Optional.of(Label.INSULT)),
              WordPieceSettings.UNCASED),
          Map.of(Label.SPAM, Calibration.IDENTITY, Label.INSULT, Calibration.platt(2, 1)),
          session);

  @Test
  void score_labelsOfTheModel_areCalibrated_othersHaveNone() {
    session.rows = new float[][] {{0f, 9f, -1f}};

    Scores scores = classifier.score("any");

    assertThat(scores.get(Label.SPAM)).isCloseTo(0.5f, within(1e-6f));
    assertThat(scores.get(Label.INSULT)).isCloseTo((float) (1 / (1 + Math.exp(1))), within(1e-6f));
    assertThat(Label.ALL).filteredOn(scores::has).containsExactly(Label.INSULT, Label.SPAM);
    assertThat(classifier.labels()).containsExactly(Label.INSULT, Label.SPAM);
  }

  @Test
  void logits_severalWindows_areTheHighestOfEachLabel() {
    session.rows = new float[][] {{-2f, 0f, 3f}, {1f, 0f, -5f}};

    double[] logits = classifier.logits(ScoringInput.of("any"));

    assertThat(logits[Label.SPAM.index()]).isEqualTo(1);
    assertThat(logits[Label.INSULT.index()]).isEqualTo(3);
    assertThat(logits[Label.THREAT.index()]).isNaN();
  }

  @Test
  void scoringKey_isTheTextAsItIs() {
    assertThat(classifier.scoringKey("You, YOU")).isEqualTo("You, YOU");
    assertThat(session.asked).isZero();
  }

  @Test
  void explain_isNotToBeHad() {
    assertThat(classifier.explains()).isFalse();
    assertThat(classifier.isBlocking()).isTrue();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> classifier.explain("any"));
  }

  @Test
  void close_closesTheSession() {
    classifier.close();

    assertThat(session.closed).isTrue();
  }
}
