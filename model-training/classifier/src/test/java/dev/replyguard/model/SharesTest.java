package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 100, 12_345})
  void run_anySize_doesEachOnce(int size) {
    AtomicIntegerArray done = new AtomicIntegerArray(size);
    Shares.run(
        size,
        3,
        (start, end) -> {
          for (int i = start; i < end; i++) {
            done.incrementAndGet(i);
          }
        });

    for (int i = 0; i < size; i++) {
      assertThat(done.get(i)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 99})
  void run_partThatFails_throwsWhatItThrew(int at) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Shares.run(
                    100,
                    1,
                    (start, end) -> {
                      if (start <= at && at < end) {
                        throw new IllegalArgumentException("no");
                      }
                    }))
        .withMessage("no");
  }

  @Test
  void await_whatFailed_throwsWhatItThrew() {
    AssertionError error = new AssertionError("no");

    assertThatThrownBy(
            () ->
                Shares.await(
                    Shares.start(
                        () -> {
                          throw error;
                        })))
        .isSameAs(error);
  }
}
