package dev.replyguard.training.command;

import dev.replyguard.training.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress as lines, for logs: when a task begins and is over, and every ten seconds between
 * if something happens.
 */
final class LineProgress implements Progress, AutoCloseable {
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();

  private final PrintStream out;
  private final LongSupplier clock;
  private @Nullable ProgressMeter meter;
  private long printed;

  /**
   * Lines on {@code out}.
   *
   * @param clock in nanoseconds, as {@link System#nanoTime()}
   */
  LineProgress(PrintStream out, LongSupplier clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void begin(String task, long size) {
    close();
    meter = new ProgressMeter(task, size, clock.getAsLong());
    print(task + " ...");
  }

  @Override
  public void step(String detail, long size) {
    ProgressMeter here = meter;
    if (here != null) {
      here.step(detail, size);
      printIfDue(here);
    }
  }

  @Override
  public void advance(long done) {
    ProgressMeter here = meter;
    if (here != null) {
      here.advance(done);
      printIfDue(here);
    }
  }

  private void printIfDue(ProgressMeter here) {
    long now = clock.getAsLong();
    if (now - printed >= PAUSE) {
      String detail = here.detail().isEmpty() ? "" : " (" + here.detail() + ")";
      print("%s: %s%s".formatted(here.task(), here.text(now), detail));
    }
  }

  private void print(String line) {
    out.println(line);
    printed = clock.getAsLong();
  }

  /** The current task is over. */
  @Override
  public void close() {
    ProgressMeter here = meter;
    if (here != null) {
      String time = ProgressMeter.shown(here.elapsed(clock.getAsLong()));
      print("%s: over after %s".formatted(here.task(), time));
      meter = null;
    }
  }
}
