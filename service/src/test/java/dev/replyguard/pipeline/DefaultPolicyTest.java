package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.Policy;
import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultPolicyTest {

  @Test
  void of_holdsAt80PercentPrecision_rejectsAt95() {
    Policy policy = DefaultPolicy.of(Map.of(Label.INSULT, recommended(0.4f, 0.7f, 0.9f)));

    assertThat(policy.of(Label.INSULT)).isEqualTo(new LabelThresholds(0.4f, 0.9f));
  }

  @Test
  void of_labelWithoutRecommendation_holdsWhatIsMoreLikelyThanNot() {
    LabelThresholds thresholds =
        DefaultPolicy.of(Map.of(Label.THREAT, RecommendedThresholds.NONE)).of(Label.THREAT);

    assertThat(thresholds.hold()).isEqualTo(0.5f);
    assertThat(thresholds.reject()).isGreaterThan(1f);
  }

  @Test
  void of_targetNotReached_onlyHolds() {
    RecommendedThresholds holdOnly =
        new RecommendedThresholds(List.of(new OperatingPoint(0.80, 0.4f, 0.8, 0.5)));

    LabelThresholds thresholds = DefaultPolicy.of(Map.of(Label.SPAM, holdOnly)).of(Label.SPAM);

    assertThat(thresholds.hold()).isEqualTo(0.4f);
    assertThat(thresholds.reject()).isGreaterThan(1f);
  }

  @Test
  void of_thresholdsInTheWrongOrder_areSwapped() {
    Policy policy = DefaultPolicy.of(Map.of(Label.INSULT, recommended(0.9f, 0.7f, 0.4f)));

    assertThat(policy.of(Label.INSULT)).isEqualTo(new LabelThresholds(0.4f, 0.9f));
  }

  @Test
  void version_isThatOfTheContent() {
    Policy one = DefaultPolicy.of(Map.of(Label.INSULT, recommended(0.4f, 0.7f, 0.9f)));
    Policy same = DefaultPolicy.of(Map.of(Label.INSULT, recommended(0.4f, 0.8f, 0.9f)));
    Policy other = DefaultPolicy.of(Map.of(Label.INSULT, recommended(0.4f, 0.7f, 0.91f)));

    assertThat(one.version()).matches("default-[0-9a-f]{8}").isEqualTo(same.version());
    assertThat(other.version()).isNotEqualTo(one.version());
  }

  private static RecommendedThresholds recommended(float... thresholds) {
    double[] targets = {0.80, 0.90, 0.95};
    OperatingPoint[] points = new OperatingPoint[thresholds.length];
    Arrays.setAll(points, i -> new OperatingPoint(targets[i], thresholds[i], targets[i], 0.5));
    return new RecommendedThresholds(List.of(points));
  }
}
