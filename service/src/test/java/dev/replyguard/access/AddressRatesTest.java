package dev.replyguard.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.access.AddressRates.Caller;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddressRatesTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final AddressRates rates = new AddressRates(now::get);
  private final Caller one = new Caller("demo", "form", "a");

  @Test
  void soMany_mayComeAtOnce_andThenOneAnInterval() {
    for (int i = 0; i < 4; i++) {
      assertThat(rates.take(one, 4)).isZero();
    }
    assertThat(rates.take(one, 4)).isEqualTo(Duration.ofSeconds(15));
    pass(Duration.ofSeconds(14));
    assertThat(rates.take(one, 4)).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(rates.take(one, 4)).isZero();
    assertThat(rates.take(one, 4)).isPositive();
    pass(Duration.ofHours(1));
    assertThat(rates.take(one, 4)).isZero();
  }

  @Test
  void everyKeyAndAddress_isCountedForItself() {
    assertThat(rates.take(one, 1)).isZero();
    assertThat(rates.take(one, 1)).isPositive();
    assertThat(rates.take(new Caller("demo", "form", "b"), 1)).isZero();
    assertThat(rates.take(new Caller("demo", "other", "a"), 1)).isZero();
    assertThat(rates.take(new Caller("post", "form", "a"), 1)).isZero();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
