package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteQuotaTest {
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void burst_isOneSecondsWorth() {
    SiteQuota quota = new SiteQuota(5, nanos::get);

    assertThat(allowed(quota, 20)).isEqualTo(5);
  }

  @Test
  void afterTheBurst_oneMoreAnInterval() {
    SiteQuota quota = new SiteQuota(5, nanos::get);
    allowed(quota, 5);

    SiteQuota.Outcome refused = quota.take("a");
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.nextAfter()).isEqualTo(Duration.ofMillis(200));

    pass(Duration.ofMillis(199));
    assertThat(quota.take("a").allowed()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(quota.take("a").allowed()).isTrue();
    assertThat(quota.take("a").allowed()).isFalse();
  }

  @Test
  void remaining_countsDown() {
    SiteQuota quota = new SiteQuota(3, nanos::get);

    assertThat(IntStream.range(0, 4).map(i -> quota.take("a").remaining()))
        .containsExactly(2, 1, 0, 0);
  }

  @Test
  void refusals_costNothing() {
    SiteQuota quota = new SiteQuota(5, nanos::get);
    allowed(quota, 1_000);

    pass(Duration.ofSeconds(1));

    assertThat(allowed(quota, 20)).isEqualTo(5);
  }

  @Test
  void sites_doNotShare() {
    SiteQuota quota = new SiteQuota(1, nanos::get);

    assertThat(quota.take("a").allowed()).isTrue();
    assertThat(quota.take("b").allowed()).isTrue();
    assertThat(quota.take("a").allowed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE - 100_000_000})
  void originOfTheTime_doesNotMatter(long origin) {
    nanos.set(origin);
    SiteQuota quota = new SiteQuota(5, nanos::get);

    assertThat(allowed(quota, 20)).isEqualTo(5);
    pass(Duration.ofSeconds(1));
    assertThat(allowed(quota, 20)).isEqualTo(5);
  }

  @Test
  void overALongTime_theRateIsKept() {
    SiteQuota quota = new SiteQuota(7, nanos::get);
    int allowed = 0;
    for (int millis = 0; millis < 60_000; millis++) {
      allowed += quota.take("a").allowed() ? 1 : 0;
      pass(Duration.ofMillis(1));
    }

    assertThat(allowed).isBetween(7 * 60, 7 * 61);
  }

  private int allowed(SiteQuota quota, int requests) {
    return (int) IntStream.range(0, requests).filter(i -> quota.take("a").allowed()).count();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
