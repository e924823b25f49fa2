package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.model.RecommendedThresholds.Uncertainty;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCardTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "-en", "en 2026", "en/2026", "en\n"})
  void create_nameThatIsNoFileName_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelCard(name, "", List.of(), List.of(), List.of(), ""))
        .withMessageStartingWith("name: ");
  }

  @Test
  void metric_notANumber_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelCard.Metric("d", "spam", "rocAuc", Double.NaN))
        .withMessage("rocAuc: a finite number expected, got NaN");
  }

  @Test
  void thresholds_targetThatIsReached_isFound() {
    OperatingPoint point = new OperatingPoint(0.9, 0.7f, 0.91, 0.5);
    RecommendedThresholds thresholds = new RecommendedThresholds(List.of(point));

    assertThat(thresholds.at(0.90)).contains(point);
    assertThat(thresholds.at(0.95)).isEmpty();
    assertThat(RecommendedThresholds.NONE.at(0.90)).isEmpty();
  }

  @Test
  void thresholds_outOfRangeOrOrder_areRefused() {
    OperatingPoint low = new OperatingPoint(0.8, 0.7f, 0.81, 0.5);
    OperatingPoint high = new OperatingPoint(0.9, 0.7f, 0.91, 0.5);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecommendedThresholds(List.of(high, low)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OperatingPoint(0.8, 1.1f, 0.8, 0.5))
        .withMessageStartingWith("threshold: must be within 0..1");
  }

  @Test
  void uncertainty_outOfRange_isRefused() {
    Interval share = new Interval(0.5, 0.9);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Uncertainty(0.95, 1, share, share, new Interval(0.5, 1.5)))
        .withMessageStartingWith("recall: must be within 0..1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0.9, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0.9, Double.NaN));
  }
}
