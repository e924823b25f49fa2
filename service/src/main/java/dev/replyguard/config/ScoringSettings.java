package dev.replyguard.config;

/**
 * How much scoring goes on beside the event loops.
 *
 * @param threads how many workers score large batches, 1 to 256
 * @param queue how many batches may wait for a worker, 1 to 10,000; further ones are refused
 */
public record ScoringSettings(int threads, int queue) {

  public ScoringSettings {
    Checks.within("scoring.threads", threads, 1, 256);
    Checks.within("scoring.queue", queue, 1, 10_000);
  }

  /** What holds where nothing is set: a worker per core, at most 8. */
  public static ScoringSettings defaults() {
    return new ScoringSettings(Math.min(Runtime.getRuntime().availableProcessors(), 8), 64);
  }
}
