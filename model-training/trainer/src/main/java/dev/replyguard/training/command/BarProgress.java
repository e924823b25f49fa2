package dev.replyguard.training.command;

import dev.replyguard.training.Progress;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows progress as bars that move, for people at a terminal. */
final class BarProgress implements Progress, AutoCloseable {
  private static final int LINE = 110;
  private static final int BAR = 30;
  private static final int INTERVAL_MILLIS = 500;

  private final PrintStream out;
  private final LongSupplier clock;
  private @Nullable Shown shown;

  /** A bar, and what it shows: the meter is read by the bar's own thread. */
  private record Shown(ProgressMeter meter, ProgressBar bar) {}

  /**
   * Bars on {@code out}.
   *
   * @param clock in nanoseconds, as {@link System#nanoTime()}
   */
  BarProgress(PrintStream out, LongSupplier clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void begin(String task, long size) {
    close();
    ProgressMeter meter = new ProgressMeter(task, size, clock.getAsLong());
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(Math.max(size, 0))
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setRenderer(
                (state, length) -> {
                  String line = line(meter, clock.getAsLong());
                  return line.substring(0, Math.min(line.length(), length));
                })
            .setConsumer(new ConsoleProgressBarConsumer(out, LINE))
            .build();
    shown = new Shown(meter, bar);
  }

  /** Such as {@code Fitting [=====> ] 37 %, 1:02 so far, about 1:45 left, insult}. */
  static String line(ProgressMeter meter, long now) {
    synchronized (meter) {
      String bar = "";
      if (meter.size() >= 0) {
        int full = meter.size() == 0 ? BAR : (int) (BAR * meter.done() / meter.size());
        String tip = full < BAR ? ">" : "";
        bar = " [" + "=".repeat(full) + tip + " ".repeat(BAR - full - tip.length()) + "]";
      }
      String detail = meter.detail().isEmpty() ? "" : ", " + meter.detail();
      return "%-11s%s %s%s".formatted(meter.task(), bar, meter.text(now), detail);
    }
  }

  @Override
  public void step(String detail, long size) {
    Shown here = shown;
    if (here != null) {
      synchronized (here.meter()) {
        here.meter().step(detail, size);
      }
      here.bar().stepTo(here.meter().done());
    }
  }

  @Override
  public void advance(long done) {
    Shown here = shown;
    if (here != null) {
      synchronized (here.meter()) {
        here.meter().advance(done);
      }
      here.bar().stepTo(here.meter().done());
    }
  }

  /** The current task is over, and its bar full. */
  @Override
  public void close() {
    Shown here = shown;
    if (here != null) {
      step("", 0);
      here.bar().close();
      shown = null;
    }
  }
}
