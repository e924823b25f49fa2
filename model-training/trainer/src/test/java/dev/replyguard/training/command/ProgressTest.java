package dev.replyguard.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.training.command.ConsoleProgress.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final AtomicLong clock = new AtomicLong(17);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void meter_guessesWhatIsLeftFromTheSizeOfWhatIsDone() {
    ProgressMeter meter = new ProgressMeter("Fitting", 1000, clock.get());
    meter.step("a", 100);
    pass(10);
    assertThat(meter.left(clock.get())).isEmpty();

    meter.step("b", 500);
    assertThat(meter.left(clock.get())).contains(Duration.ofSeconds(90));

    meter.advance(100);
    assertThat(meter.text(clock.get())).isEqualTo("20 %, 0:10 so far, about 0:40 left");

    meter.step("", 0);
    meter.step("more than was said", 900);
    meter.step("", 0);
    assertThat(meter.text(clock.get())).isEqualTo("100 %, 0:10 so far, about 0:00 left");
  }

  @Test
  void meter_ofATaskWithoutSize_countsSteps() {
    ProgressMeter meter = new ProgressMeter("Scoring", -1, clock.get());
    for (int i = 0; i < 1235; i++) {
      meter.step("", 1);
    }
    pass(3725);

    assertThat(meter.text(clock.get())).isEqualTo("1,234, 1:02:05 so far");
  }

  @Test
  void lines_areTenSecondsApartAndTellBeginAndEnd() {
    LineProgress progress = new LineProgress(out, clock::get);
    progress.begin("Fitting", 8);
    for (String label : new String[] {"a", "b", "c", "d"}) {
      progress.step(label);
      pass(6);
    }
    progress.advance(1);
    progress.begin("Packing", 1);
    progress.close();
    progress.close();

    assertThat(lines())
        .isEqualTo(
            """
            Fitting ...
            Fitting: 25 %, 0:12 so far, about 0:36 left (c)
            Fitting: 50 %, 0:24 so far, about 0:24 left (d)
            Fitting: over after 0:24
            Packing ...
            Packing: over after 0:00
            """);
  }

  @Test
  void bar_showsTaskShareTimesAndDetailInOneLine() {
    ProgressMeter meter = new ProgressMeter("Fitting", 8, clock.get());
    meter.step("a", 2);
    meter.step("b", 6);
    pass(5);

    assertThat(BarProgress.line(meter, clock.get()))
        .isEqualTo(
            "Fitting     [=======>                      ] 25 %, 0:05 so far, about 0:15 left, b");
  }

  @Test
  void console_showsBars_linesOrNothing() {
    for (Style style : new Style[] {Style.BAR, Style.LINES}) {
      bytes.reset();
      try (ConsoleProgress progress = new ConsoleProgress(style, out)) {
        progress.begin("Fitting", 2);
        progress.step("a");
        progress.advance(1);
      }
      assertThat(lines()).contains("Fitting").doesNotContain("Exception");
    }
    bytes.reset();
    try (ConsoleProgress progress = new ConsoleProgress(Style.NONE, out)) {
      progress.begin("Fitting", 2);
      progress.step("a");
    }
    assertThat(lines()).isEmpty();
  }

  private void pass(int seconds) {
    clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private String lines() {
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
