package dev.replyguard.config;

import java.time.Duration;

/**
 * How much scoring goes on beside the event loops.
 *
 * @param threads how many workers score large batches, or with an ONNX model everything, 1 to 256
 * @param queue how many requests may wait for a worker, 1 to 10,000; further ones are refused
 * @param timeout how long a request may wait for a worker and be worked on, 100 ms to 10 minutes
 */
public record ScoringSettings(int threads, int queue, Duration timeout) {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  public ScoringSettings {
    Checks.within("scoring.threads", threads, 1, 256);
    Checks.within("scoring.queue", queue, 1, 10_000);
    Checks.within("scoring.timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(10));
  }

  /** With the usual time-out, 10 s. */
  public ScoringSettings(int threads, int queue) {
    this(threads, queue, USUAL_TIMEOUT);
  }

  /** What holds where nothing is set: a worker per core, at most 8. */
  public static ScoringSettings defaults() {
    return new ScoringSettings(Math.min(Runtime.getRuntime().availableProcessors(), 8), 64);
  }
}
