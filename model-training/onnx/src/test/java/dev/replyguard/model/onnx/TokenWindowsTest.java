package dev.replyguard.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.onnx.TokenWindows.Window;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenWindowsTest {

  @Test
  void of_textThatFits_isOneWindow() {
    TokenWindows windows = new TokenWindows(10, 2, 4);

    assertThat(windows.of(0)).containsExactly(new Window(0, 0));
    assertThat(windows.of(10)).containsExactly(new Window(0, 10));
  }

  @Test
  void of_longerText_overlaps_andTheLastEndsWithIt() {
    assertThat(new TokenWindows(10, 2, 4).of(25))
        .containsExactly(new Window(0, 10), new Window(8, 18), new Window(15, 25));
    assertThat(new TokenWindows(10, 2, 4).of(11))
        .containsExactly(new Window(0, 10), new Window(1, 11));
  }

  @Test
  void of_tooLongAText_keepsTheStartAndTheEnd() {
    assertThat(new TokenWindows(10, 2, 3).of(1_000))
        .containsExactly(new Window(0, 10), new Window(8, 18), new Window(990, 1_000));
    assertThat(new TokenWindows(10, 2, 1).of(1_000)).containsExactly(new Window(0, 10));
  }

  @Test
  void of_anyLength_coversEveryToken_inWindowsOfOneLength() {
    TokenWindows windows = new TokenWindows(7, 3, 64);
    for (int tokens = 8; tokens < 250; tokens++) {
      List<Window> parts = windows.of(tokens);
      BitSet covered = new BitSet();
      parts.forEach(part -> covered.set(part.start(), part.end()));

      assertThat(covered.cardinality()).as("%d tokens", tokens).isEqualTo(tokens);
      assertThat(parts).allMatch(part -> part.end() - part.start() == 7);
      assertThat(parts).hasSizeLessThanOrEqualTo((tokens - 3 + 3) / 4);
    }
  }
}
