package dev.replyguard.training.command;

import dev.replyguard.training.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows progress as bars on standard error. */
final class ConsoleProgress implements Progress, AutoCloseable {
  private static final int WIDTH = 100;

  private @Nullable ProgressBar bar;

  @Override
  public void begin(String task, long steps) {
    close();
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(1000)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
            .build();
  }

  @Override
  public void step(String detail) {
    ProgressBar here = bar;
    if (here != null) {
      here.setExtraMessage(detail);
      here.step();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
