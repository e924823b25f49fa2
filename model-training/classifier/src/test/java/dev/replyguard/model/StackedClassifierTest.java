package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.text.RandomTexts;
import dev.replyguard.text.ScoringInput;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StackedClassifierTest {
  private static final long SEED = 20_261_201;
  private static final ScoringInput INPUT = ScoringInput.of("The fine agree, don't!!!!");
  private static final float INSULT = 2.5f;

  private final FixedOnnxSession session = new FixedOnnxSession();
  private final CommentClassifier linear;
  private final StackedClassifier both;

  StackedClassifierTest() throws BundleException {
    linear = CommentClassifier.of(TestModels.read(TestModels.withNetworks()));
    both = both();
  }

  private StackedClassifier both() {
    Map<Label, StackingWeights> weights = new EnumMap<>(Label.class);
    Map<Label, Calibration> calibrations = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      weights.put(label, StackingWeights.LINEAR);
      calibrations.put(label, Calibration.IDENTITY);
    }
    weights.put(Label.INSULT, new StackingWeights(0.5, 0.75, -0.25));
    calibrations.put(Label.INSULT, Calibration.platt(2, 1));
    OnnxSettings settings =
        new OnnxSettings(
            "input_ids",
            Optional.empty(),
            Optional.empty(),
            "logits",
            Activation.SIGMOID,
            List.of(Optional.of(Label.INSULT)),
            WordPieceSettings.UNCASED);
    ModelCard card =
        new ModelCard("both", "For tests.", List.of("en"), List.of(), List.of(), "made up");
    session.rows = new float[][] {{INSULT}};
    return new StackedClassifier(
        new OnnxClassifier("both-12345678", card, settings, calibrations, session),
        linear,
        weights,
        calibrations);
  }

  @Test
  void logits_areThoseOfBothWeighed_ofTheLinearModelAloneWhereTheOtherKnowsNothing() {
    double[] alone = linear.logits(INPUT);

    double[] logits = both.logits(INPUT);

    for (Label label : Label.ALL) {
      double own = alone[label.index()];
      double expected = label == Label.INSULT ? 0.5 * own + 0.75 * INSULT - 0.25 : own;
      assertThat(logits[label.index()]).as(label.key()).isCloseTo(expected, within(1e-9));
    }
    assertThat(both.labels()).containsExactlyElementsOf(Label.ALL);
  }

  @Test
  void score_isCalibrated() {
    double logit = both.logits(INPUT)[Label.INSULT.index()];

    assertThat(both.score(INPUT).get(Label.INSULT))
        .isEqualTo(Calibration.platt(2, 1).probability(logit));
  }

  @Test
  void explain_anyText_partsAndBiasAddUpToTheLogit_ofWhichScoringGivesTheScore() {
    Random random = new Random(SEED);
    RandomTexts texts = new RandomTexts(SEED);
    for (int i = 0; i < 200; i++) {
      ScoringInput input = ScoringInput.of(texts.next());
      session.rows = new float[][] {{(float) random.nextGaussian() * 4}};

      Explanation explanation = both.explain(input);

      double[] logits = both.logits(input);
      for (LabelExplanation label : explanation.labels()) {
        double sum =
            label.bias() + label.contributions().stream().mapToDouble(Contribution::weight).sum();
        assertThat(sum).as("seed %d, text %d", SEED, i).isCloseTo(label.logit(), within(1e-4));
        assertThat(label.logit()).isEqualTo(logits[label.label().index()]);
      }
      assertThat(explanation.scores()).isEqualTo(both.score(input));
    }
  }

  @Test
  void explain_whatTheOnnxModelAdds_isOnePartOfTheWholeText_ofItsLabelsAlone() {
    Explanation explanation = both.explain(INPUT);

    assertThat(explanation.of(Label.INSULT).contributions())
        .contains(
            new Contribution(
                0, INPUT.text().length(), StackedClassifier.WHOLE, null, 0.75 * INSULT))
        .isSortedAccordingTo(Contributions.WEIGHTIEST_FIRST);
    assertThat(explanation.of(Label.SPAM).contributions())
        .isEqualTo(linear.explain(INPUT).of(Label.SPAM).contributions());
    assertThat(explanation.model()).isEqualTo("both-12345678");
  }

  @Test
  void scoringKey_isTheLinearModels_theTextBeingReadInOneForm() {
    assertThat(both.scoringKey(INPUT)).isEqualTo(linear.scoringKey(INPUT));
    assertThat(session.asked).isZero();
  }

  @Test
  void logits_disguisedText_isReadByTheOnnxModelWithDisguisesUndone() {
    both.logits(ScoringInput.of("You &quot;1d10t&quot; \u0430gere \uD83E\uDD21"));

    assertThat(session.text).isEqualTo("you \"idiot\" agree  clown face ");
  }

  @Test
  void isBlocking_asTheOnnxModelIs() {
    assertThat(both.isBlocking()).isTrue();
    assertThat(both.explains()).isTrue();
  }

  @Test
  void close_closesTheSession() {
    both.close();

    assertThat(session.closed).isTrue();
  }

  @Test
  void weights_belowZeroOrNoNumber_areRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StackingWeights(-0.1, 1, 0))
        .withMessage("linear: a finite number of 0 or more expected, got -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StackingWeights(1, Double.NaN, 0))
        .withMessageStartingWith("onnx: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StackingWeights(1, 1, Double.NEGATIVE_INFINITY))
        .withMessageStartingWith("bias: ");
  }
}
