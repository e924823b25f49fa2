package dev.replyguard.training.measuring;

import dev.replyguard.model.Scores;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.text.ScoringInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

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

  private final List<ScoringInput> inputs = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(MOST_COMMENTS);
  private long offered;

  /** Keeps a comment to be timed later; of all that come, each as likely (Vitter, 1985). */
  void offer(ScoringInput input) {
    offered++;
    if (inputs.size() < MOST_COMMENTS) {
      inputs.add(input);
      return;
    }
    long place = random.nextLong(offered);
    if (place < MOST_COMMENTS) {
      inputs.set((int) place, input);
    }
  }

  /** Times all comments kept; those of a slow model fewer times, and not all of them. */
  SpeedFigures run(ScoringModel model) {
    long[] shortest = new long[inputs.size()];
    Arrays.fill(shortest, Long.MAX_VALUE);
    long start = System.nanoTime();
    int timed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < shortest.length; i++) {
        long before = System.nanoTime();
        if (before - start > LONGEST_NANOS) {
          return figures(Arrays.copyOf(shortest, timed));
        }
        Scores unused = model.score(inputs.get(i));
        shortest[i] = Math.min(shortest[i], System.nanoTime() - before);
        timed = Math.max(timed, i + 1);
      }
    }
    return figures(shortest);
  }

  private SpeedFigures figures(long[] nanos) {
    long characters = 0;
    long[] typical = new long[nanos.length];
    int typicals = 0;
    for (int i = 0; i < nanos.length; i++) {
      int length = inputs.get(i).text().length();
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
