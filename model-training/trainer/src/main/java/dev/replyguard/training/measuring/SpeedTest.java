package dev.replyguard.training.measuring;

import dev.replyguard.model.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Times the scoring of some of the comments that a run reads. Every comment is scored several times
 * and the shortest time counts: what a busy machine adds is left out as far as it can be, and what
 * Java has yet to compile too. For one thread.
 */
final class SpeedTest {
  private static final int MOST_COMMENTS = 4_000;
  private static final int ROUNDS = 9;
  private static final long LONGEST_NANOS = 20_000_000_000L;
  private static final int TYPICAL_FROM = 240;
  private static final int TYPICAL_TO = 320;

  private final List<String> texts = new ArrayList<>();

  /** Keeps a comment to be timed later, unless there are enough. */
  void offer(String text) {
    if (texts.size() < MOST_COMMENTS) {
      texts.add(text);
    }
  }

  /** Times all comments kept; a slow model fewer times. */
  SpeedFigures run(Function<String, Scores> model) {
    long[] shortest = new long[texts.size()];
    Arrays.fill(shortest, Long.MAX_VALUE);
    long start = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      if (round > 0 && System.nanoTime() - start > LONGEST_NANOS) {
        break;
      }
      for (int i = 0; i < shortest.length; i++) {
        long before = System.nanoTime();
        Scores unused = model.apply(texts.get(i));
        shortest[i] = Math.min(shortest[i], System.nanoTime() - before);
      }
    }
    return figures(shortest);
  }

  private SpeedFigures figures(long[] nanos) {
    long characters = 0;
    long[] typical = new long[nanos.length];
    int typicals = 0;
    for (int i = 0; i < nanos.length; i++) {
      int length = texts.get(i).length();
      characters += length;
      if (length >= TYPICAL_FROM && length <= TYPICAL_TO) {
        typical[typicals++] = nanos[i];
      }
    }
    int size = nanos.length;
    return new SpeedFigures(
        size,
        size == 0 ? 0 : (double) characters / size,
        size == 0 ? 0 : size / (Arrays.stream(nanos).sum() / 1e9),
        micros(nanos, 0.5),
        micros(nanos, 0.99),
        typicals,
        micros(Arrays.copyOf(typical, typicals), 0.5));
  }

  private static double micros(long[] values, double share) {
    if (values.length == 0) {
      return 0;
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))] / 1e3;
  }
}
