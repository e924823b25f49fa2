package dev.replyguard.pipeline;

import dev.replyguard.domain.SimHash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest of many fingerprints, and misses the same as {@code lib/near.lua} does: lists
 * by band, of each the {@value #OF_A_BAND} newest. For one thread at a time.
 */
final class Fingerprints<T> {
  private static final int OF_A_BAND = 64;

  private final Function<T, SimHash> fingerprint;
  private final Map<String, Deque<T>> bands = new HashMap<>();

  /**
   * None yet.
   *
   * @param fingerprint that of an entry
   */
  Fingerprints(Function<T, SimHash> fingerprint) {
    this.fingerprint = fingerprint;
  }

  /** Adds an entry, as the newest. */
  void add(T entry) {
    SimHash simHash = fingerprint.apply(entry);
    for (int band = 0; band < SimHash.BANDS; band++) {
      Deque<T> entries = bands.computeIfAbsent(name(simHash, band), name -> new ArrayDeque<>());
      entries.addFirst(entry);
      if (entries.size() > OF_A_BAND) {
        entries.removeLast();
      }
    }
  }

  /** The entry of least distance, of several the newest, within so many bits; or null. */
  @Nullable T nearest(SimHash simHash, int distance, Predicate<T> fits) {
    T best = null;
    int least = distance + 1;
    for (int band = 0; band < SimHash.BANDS; band++) {
      for (T entry : bands.getOrDefault(name(simHash, band), new ArrayDeque<>())) {
        int its = simHash.distance(fingerprint.apply(entry));
        if (its < least && fits.test(entry)) {
          best = entry;
          least = its;
        }
      }
    }
    return best;
  }

  private static String name(SimHash simHash, int band) {
    return band + ":" + simHash.band(band);
  }
}
