package dev.replyguard.training.command;

import dev.replyguard.training.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Help;

/** Shows progress on standard error: as bars at a terminal, as lines in a log. Thread-safe. */
final class ConsoleProgress implements Progress, AutoCloseable {
  /** Where Linux shows what a process has open; 2 is standard error. */
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private final Progress shown;
  private final Runnable end;

  /** How progress is shown. */
  enum Style {
    /** As bars where standard error is a terminal, else as lines. */
    AUTO,
    /** As bars that move. */
    BAR,
    /** As lines, ten seconds or more apart. */
    LINES,
    /** Not at all. */
    NONE
  }

  /** Progress on standard error, in the style that suits it. */
  ConsoleProgress() {
    this(Style.AUTO, System.err);
  }

  ConsoleProgress(Style style, PrintStream out) {
    boolean bar = style == Style.BAR || (style == Style.AUTO && isTerminal());
    if (style == Style.NONE) {
      shown = Progress.SILENT;
      end = () -> {};
    } else if (bar) {
      BarProgress bars = new BarProgress(out, System::nanoTime);
      shown = bars;
      end = bars::close;
    } else {
      LineProgress lines = new LineProgress(out, System::nanoTime);
      shown = lines;
      end = lines::close;
    }
  }

  private static boolean isTerminal() {
    try {
      if (Files.isSymbolicLink(STANDARD_ERROR)) {
        String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      }
    } catch (IOException e) {
      // Then as on systems without such links.
    }
    return Help.Ansi.AUTO.enabled();
  }

  @Override
  public synchronized void begin(String task, long size) {
    shown.begin(task, size);
  }

  @Override
  public synchronized void step(String detail, long size) {
    shown.step(detail, size);
  }

  @Override
  public synchronized void advance(long done) {
    shown.advance(done);
  }

  @Override
  public synchronized void close() {
    end.run();
  }
}
