package dev.replyguard.training.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Label;
import dev.replyguard.training.parity.ScoreEquating.Knot;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreEquatingTest {

  @Test
  void fit_flagsAsManyAsTheOtherScaleDid_atEveryThreshold() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    double[] ours = random.doubles(5_000).map(x -> x * x * x).toArray();
    double[] theirs = random.doubles(5_000).map(Math::sqrt).toArray();

    ScoreEquating fitted = ScoreEquating.fit(ours, theirs);

    double[] mapped = Arrays.stream(ours).map(fitted::apply).toArray();
    for (double threshold : new double[] {0.1, 0.3, 0.5, 0.7, 0.9, 0.99}) {
      assertThat(share(mapped, threshold))
          .as("from %s on, seed %d", threshold, seed)
          .isCloseTo(share(theirs, threshold), within(0.01));
    }
  }

  @Test
  void fit_ofScoresInSteps_risesAndStaysWithinBounds() {
    double[] ours = IntStream.range(0, 300).mapToDouble(i -> i % 7 / 7.0).toArray();
    double[] theirs = IntStream.range(0, 300).mapToDouble(i -> i % 3 / 2.0).toArray();

    ScoreEquating fitted = ScoreEquating.fit(ours, theirs);

    double before = -1;
    for (int i = 0; i <= 1_000; i++) {
      double mapped = fitted.apply(i / 1_000.0);
      assertThat(mapped).isBetween(Math.max(0, before), 1.0);
      before = mapped;
    }
  }

  @Test
  void apply_betweenKnots_isStraight() {
    ScoreEquating line =
        new ScoreEquating(List.of(new Knot(0, 0.2), new Knot(0.5, 0.4), new Knot(1, 1)));

    assertThat(line.apply(0)).isEqualTo(0.2);
    assertThat(line.apply(0.25)).isCloseTo(0.3, within(1e-12));
    assertThat(line.apply(0.75)).isCloseTo(0.7, within(1e-12));
    assertThat(line.apply(1)).isEqualTo(1);
  }

  @Test
  void lineThatFalls_isRefused() {
    assertThatThrownBy(() -> new ScoreEquating(List.of(new Knot(0, 0.5), new Knot(1, 0.4))))
        .hasMessage("knots: a rising line expected");
  }

  @Test
  void parity_ofTheSameOrder_hasFullRankCorrelationAndSmallErrors() {
    long seed = System.nanoTime();
    double[] ours = new Random(seed).doubles(2_000).toArray();
    double[] theirs = Arrays.stream(ours).map(x -> x * x).toArray();

    AttributeParity parity = AttributeParity.of(Label.INSULT, ours, theirs);

    assertThat(parity.rankCorrelation()).isCloseTo(1, within(1e-9));
    assertThat(parity.worstError()).as("seed %d", seed).isLessThan(0.01);
    assertThat(parity.rates()).allSatisfy(rate -> assertThat(rate.agreement()).isGreaterThan(0.98));
  }

  @Test
  void scoresOfOppositeOrder_areNotMapped() {
    double[] ours = new Random(1).doubles(200).toArray();
    double[] theirs = Arrays.stream(ours).map(x -> 1 - x).toArray();

    String file = ParityFormat.write("m-1", List.of(AttributeParity.of(Label.SPAM, ours, theirs)));

    assertThat(file).contains("\"model\" : \"m-1\"").doesNotContain("spam");
  }

  @Test
  void rankCorrelation_ofOppositeAndOfTiedScores() {
    assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {3, 2, 1}))
        .isCloseTo(-1, within(1e-9));
    assertThat(RankCorrelation.of(new double[] {1, 1, 1}, new double[] {3, 2, 1})).isZero();
    assertThat(RankCorrelation.of(new double[] {1, 2, 2, 3}, new double[] {1, 2, 2, 3}))
        .isCloseTo(1, within(1e-9));
  }

  private static double share(double[] scores, double threshold) {
    return (double) Arrays.stream(scores).filter(score -> score >= threshold).count()
        / scores.length;
  }
}
