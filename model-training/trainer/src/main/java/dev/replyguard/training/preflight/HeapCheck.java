package dev.replyguard.training.preflight;

import dev.replyguard.training.fit.TrainingMemory;
import java.util.Locale;
import java.util.Optional;

/** Whether Java may use as much memory as a training needs. */
final class HeapCheck {
  private static final double GIB = 1L << 30;

  private HeapCheck() {}

  /** What is wrong, and how to start Java instead; empty where there is enough. */
  static Optional<String> fault(TrainingMemory memory, long heap) {
    long needed = memory.heap();
    if (needed <= heap) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "memory: about %.1f GB of heap needed for %,.0f comments, Java has %.1f GB; start it with"
                + " -Xmx%dm",
            needed / GIB,
            memory.comments(),
            heap / GIB,
            (needed >> 20) + 1));
  }
}
