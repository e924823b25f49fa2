package dev.replyguard.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.store.StatisticsStore.Day;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewStatisticsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  @Test
  void of_noDays_knowsNothing() {
    ReviewStatistics none = ReviewStatistics.of(List.of(new Day(DAY, Map.of())));

    assertThat(none.sampled()).isZero();
    assertThat(none.rejectionsConfirmed()).isEmpty();
    assertThat(none.approvalsMissed()).isEmpty();
    assertThat(none.heldRejected()).isEmpty();
    assertThat(none.agreement()).isEmpty();
  }

  @Test
  void of_severalDays_sumsAndShares() {
    ReviewStatistics both =
        ReviewStatistics.of(
            List.of(
                new Day(DAY, Map.of("sample:approve:approve", 97L, "sample:reject:reject", 3L)),
                new Day(
                    DAY.plusDays(1),
                    Map.of(
                        "sample:approve:reject", 3L,
                        "sample:reject:approve", 1L,
                        "held:hold:reject", 1L,
                        "held:hold:approve", 3L,
                        "other:approve:reject", 50L,
                        "pair:approve:approve", 1L,
                        "pair:reject:approve", 1L))));

    assertThat(both.sampled()).isEqualTo(104);
    assertThat(both.rejectionsConfirmed()).hasValue(0.75);
    assertThat(both.approvalsMissed()).hasValue(0.03);
    assertThat(both.heldRejected()).hasValue(0.25);
    assertThat(both.agreement()).hasValue(0.5);
  }
}
