package dev.replyguard.model.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text that is longer than a model reads at a time into windows that overlap, so that what
 * stands at the end of one stands within the next. The last one ends with the text. Where there
 * would be too many windows, those at the start and the last are kept: what is left out lies before
 * the end. Immutable and thread-safe.
 */
final class TokenWindows {
  private final int length;
  private final int step;
  private final int most;

  /**
   * Windows.
   *
   * @param length how many tokens are in one, 1 or more
   * @param overlap how many it shares with the one before it, less than {@code length}
   * @param most how many there may be, 1 or more
   */
  TokenWindows(int length, int overlap, int most) {
    this.length = length;
    this.step = length - overlap;
    this.most = most;
  }

  /** The windows of a text, in order; one for a text that fits into it, even an empty one. */
  List<Window> of(int tokens) {
    if (tokens <= length) {
      return List.of(new Window(0, tokens));
    }
    List<Window> windows = new ArrayList<>();
    for (int start = 0; start + length < tokens && windows.size() < most - 1; start += step) {
      windows.add(new Window(start, start + length));
    }
    // A model that may read one window only reads the start of the text.
    windows.add(most == 1 ? new Window(0, length) : new Window(tokens - length, tokens));
    return windows;
  }

  /**
   * Part of a text.
   *
   * @param start its first token
   * @param end the token after its last
   */
  record Window(int start, int end) {}
}
