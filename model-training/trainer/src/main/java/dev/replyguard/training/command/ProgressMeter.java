package dev.replyguard.training.command;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How far one task is, and how long it will yet take if it goes on as it did. Not thread-safe. */
final class ProgressMeter {
  /** Less of a task says too little about the rest. */
  private static final double LEAST_SHARE = 0.005;

  private final String task;
  private final long size;
  private final long start;
  private long before;
  private long stepSize;
  private long stepDone;
  private String detail = "";

  /**
   * A task that begins.
   *
   * @param size of it, or -1 where nobody knows
   * @param now in nanoseconds, as of {@link System#nanoTime()}
   */
  ProgressMeter(String task, long size, long now) {
    this.task = task;
    this.size = size;
    this.start = now;
  }

  void step(String newDetail, long newSize) {
    before += stepSize;
    stepSize = newSize;
    stepDone = 0;
    detail = newDetail;
  }

  void advance(long done) {
    stepDone = Math.max(0, Math.min(done, stepSize));
  }

  /** What is done, steps that are over and the current one's part. */
  long done() {
    return size < 0 ? before + stepDone : Math.min(before + stepDone, size);
  }

  long size() {
    return size;
  }

  String task() {
    return task;
  }

  String detail() {
    return detail;
  }

  Duration elapsed(long now) {
    return Duration.ofNanos(now - start);
  }

  /** How long it will yet take, or empty where nobody can tell yet. */
  Optional<Duration> left(long now) {
    if (size <= 0 || done() < LEAST_SHARE * size) {
      return Optional.empty();
    }
    double rest = (double) (size - done()) / done();
    return Optional.of(Duration.ofNanos((long) (rest * (now - start))));
  }

  /** Such as {@code 37 %, 1:02 so far, about 1:45 left}. */
  String text(long now) {
    String far =
        size < 0
            ? String.format(Locale.ROOT, "%,d", before)
            : (size == 0 ? 100 : 100 * done() / size) + " %";
    return "%s, %s so far%s"
        .formatted(
            far,
            shown(elapsed(now)),
            left(now).map(time -> ", about " + shown(time) + " left").orElse(""));
  }

  /** Such as {@code 1:02} for a minute and two seconds, or {@code 1:01:02}. */
  static String shown(Duration time) {
    return time.toHours() > 0
        ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
