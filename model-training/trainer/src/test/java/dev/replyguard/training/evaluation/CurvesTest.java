package dev.replyguard.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Interval;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final ScoredSet SET = drawn();
  private static final Curves CURVES = Curves.of("d", "all", "spam", SET);

  @Test
  void roc_goesFromCornerToCornerAndEnclosesTheArea() {
    List<Point> roc = CURVES.roc();

    assertThat(roc.get(0)).isEqualTo(new Point(0, 0));
    assertThat(roc.get(roc.size() - 1).x()).isCloseTo(1, within(1e-9));
    assertThat(roc.get(roc.size() - 1).y()).isCloseTo(1, within(1e-9));
    double area = 0;
    for (int i = 1; i < roc.size(); i++) {
      Point before = roc.get(i - 1);
      Point here = roc.get(i);
      assertThat(here.x()).isGreaterThanOrEqualTo(before.x());
      assertThat(here.y()).isGreaterThanOrEqualTo(before.y());
      area += (here.x() - before.x()) * (here.y() + before.y()) / 2;
    }
    assertThat(area).isCloseTo(Metrics.rocAuc(SET), within(0.01));
    assertThat(roc.size()).isLessThan(600);
  }

  @Test
  void thresholds_areMeasuredAtEveryHundredth() {
    assertThat(CURVES.thresholds()).hasSize(101);
    for (int percent : new int[] {0, 30, 50, 99}) {
      Curves.ThresholdPoint point = CURVES.thresholds().get(percent);
      Confusion confusion = Confusion.of("d", "all", "spam", percent / 100f, SET);
      assertThat(point.threshold()).isCloseTo(percent / 100.0, within(1e-9));
      assertThat(point.recall()).isCloseTo(confusion.recall(), within(1e-6));
      if (!Double.isNaN(confusion.precision())) {
        assertThat(point.precision()).isCloseTo(confusion.precision(), within(1e-6));
      }
    }
    assertThat(CURVES.thresholds().get(0).flagged()).isCloseTo(1, within(1e-9));
  }

  @Test
  void reliability_binsHoldEveryCommentAndTheirRate() {
    assertThat(CURVES.reliability().stream().mapToInt(Curves.Bin::comments).sum())
        .isEqualTo(SET.size());
    assertThat(CURVES.reliability().stream().mapToDouble(Curves.Bin::share).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(CURVES.reliability())
        .allMatch(bin -> bin.interval().contains(bin.rate()))
        .allMatch(bin -> Math.abs(bin.rate() - bin.meanScore()) < 0.15);
  }

  @Test
  void wilson_ofHalfOfAHundred_isTheTextbooksInterval() {
    Interval interval = Curves.wilson(0.5, 100);

    assertThat(interval.low()).isCloseTo(0.4038, within(1e-4));
    assertThat(interval.high()).isCloseTo(0.5962, within(1e-4));
    assertThat(Curves.wilson(0, 10).low()).isZero();
  }

  /** Scores that can be taken at their word. */
  private static ScoredSet drawn() {
    Random random = new Random(21);
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 5_000; i++) {
      double score = Math.round(random.nextDouble() * 1000) / 1000.0;
      set.add(score, random.nextDouble() < score, 1 + random.nextInt(2));
    }
    return set;
  }
}
