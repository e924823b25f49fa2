package dev.replyguard.pipeline.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.pipeline.rules.DomainLists;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendedPolicyTest {

  @Test
  void of_holdsAt80PercentPrecision_rejectsAt95() {
    assertThat(thresholds(Label.INSULT, recommended(0.4f, 0.7f, 0.9f)))
        .isEqualTo(new LabelThresholds(0.4f, 0.9f));
  }

  @Test
  void of_labelWithoutRecommendation_holdsWhatIsMoreLikelyThanNot() {
    LabelThresholds thresholds = thresholds(Label.THREAT, RecommendedThresholds.NONE);

    assertThat(thresholds.hold()).isEqualTo(0.5f);
    assertThat(thresholds.reject()).isGreaterThan(1f);
  }

  @Test
  void of_targetNotReached_onlyHolds() {
    RecommendedThresholds holdOnly =
        new RecommendedThresholds(List.of(new OperatingPoint(0.80, 0.4f, 0.8, 0.5)));

    LabelThresholds thresholds = thresholds(Label.SPAM, holdOnly);

    assertThat(thresholds.hold()).isEqualTo(0.4f);
    assertThat(thresholds.reject()).isGreaterThan(1f);
  }

  @Test
  void of_thresholdsInTheWrongOrder_areSwapped() {
    assertThat(thresholds(Label.INSULT, recommended(0.9f, 0.7f, 0.4f)))
        .isEqualTo(new LabelThresholds(0.4f, 0.9f));
  }

  @Test
  void version_isThatOfTheContent() {
    String one = version(recommended(0.4f, 0.7f, 0.9f));
    String same = version(recommended(0.4f, 0.8f, 0.9f));
    String other = version(recommended(0.4f, 0.7f, 0.91f));

    assertThat(one).matches("default-[0-9a-f]{8}").isEqualTo(same);
    assertThat(other).isNotEqualTo(one);
  }

  private static String version(RecommendedThresholds insult) {
    return RecommendedPolicy.compile(
            RecommendedPolicy.thresholds(Map.of(Label.INSULT, insult)), DomainLists.load(null))
        .version();
  }

  private static LabelThresholds thresholds(Label label, RecommendedThresholds recommended) {
    return requireNonNull(RecommendedPolicy.thresholds(Map.of(label, recommended)).get(label));
  }

  private static RecommendedThresholds recommended(float... thresholds) {
    double[] targets = {0.80, 0.90, 0.95};
    OperatingPoint[] points = new OperatingPoint[thresholds.length];
    Arrays.setAll(points, i -> new OperatingPoint(targets[i], thresholds[i], targets[i], 0.5));
    return new RecommendedThresholds(List.of(points));
  }
}
