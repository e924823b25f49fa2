package dev.replyguard.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultsTest {
  private final Faults faults = new Faults();

  @Test
  void noFault_throwsNothing() {
    assertThat(faults.isEmpty()).isTrue();
    assertThatCode(() -> faults.throwIfAny("nothing was done")).doesNotThrowAnyException();
  }

  @Test
  void oneFault_isTheWholeMessage() {
    faults.add("a.csv", new DataException("a.csv", 3, 2, "a number expected"));

    assertThatThrownBy(() -> faults.throwIfAny("nothing was done"))
        .hasMessage("a.csv, line 3, record 2: a number expected");
  }

  @Test
  void manyFaults_areToldFileByFileAndCountedBeyondTheLimit() {
    for (int i = 1; i <= 1000; i++) {
      faults.add("a.csv", "a.csv: fault " + i);
    }
    faults.add("b.csv", "b.csv: another");

    assertThatThrownBy(() -> faults.throwIfAny("nothing was done"))
        .hasMessageStartingWith("1001 faults, nothing was done:")
        .hasMessageContaining("a.csv: fault 8")
        .hasMessageNotContaining("a.csv: fault 9")
        .hasMessageContaining("a.csv: 992 more")
        .hasMessageEndingWith("b.csv: another");
    assertThat(faults.of("a.csv")).isEqualTo(1000);
  }

  @Test
  void faultsOfManyFiles_areNoMoreThanTwentyInAll() {
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < 5; j++) {
        faults.add(i + ".csv", i + ".csv: a fault");
      }
    }

    assertThatThrownBy(() -> faults.throwIfAny("nothing was done"))
        .satisfies(
            e ->
                assertThat(String.valueOf(e.getMessage()).lines())
                    .filteredOn(line -> line.endsWith("a fault"))
                    .hasSize(Faults.MOST))
        .hasMessageContaining("49.csv: 5 more");
  }
}
