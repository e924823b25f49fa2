package dev.replyguard.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work shared with the common pool, which has at most as many threads as there are processors: what
 * makes a large bundle ready sooner. The caller works too, and waits for the rest.
 */
final class Shares {
  private static final int MOST = 8;

  private Shares() {}

  /** Work on a part of what there is. */
  interface Work {
    /** Does the part from {@code start} to {@code end}, exclusive. */
    void run(int start, int end);
  }

  /** Starts something that {@link #await} waits for. */
  static <T> CompletableFuture<T> start(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work);
  }

  /** What was made; an exception is the one that was thrown, not one around it. */
  static <T> T await(CompletableFuture<T> started) {
    try {
      return started.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Does work from 0 to {@code size}, cut into parts for all processors, and returns when all of it
   * is done, or has failed.
   *
   * @param smallest a part is at least as large
   */
  static void run(int size, int smallest, Work work) {
    int most = Math.min(MOST, Runtime.getRuntime().availableProcessors());
    int parts = Math.max(1, Math.min(most, size / smallest));
    List<CompletableFuture<?>> others = new ArrayList<>();
    for (int part = 1; part < parts; part++) {
      int start = edge(size, part, parts);
      int end = edge(size, part + 1, parts);
      others.add(CompletableFuture.runAsync(() -> work.run(start, end)));
    }
    try {
      work.run(0, edge(size, 1, parts));
    } finally {
      // Nobody writes to what the caller has from now on.
      others.forEach(other -> other.handle((done, failure) -> done).join());
    }
    others.forEach(Shares::await);
  }

  private static int edge(int size, int part, int parts) {
    return (int) ((long) size * part / parts);
  }
}
