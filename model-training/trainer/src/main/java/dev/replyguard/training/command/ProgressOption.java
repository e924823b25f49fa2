package dev.replyguard.training.command;

import dev.replyguard.training.command.ConsoleProgress.Style;
import picocli.CommandLine.Option;

/** The option of all commands that take long. */
final class ProgressOption {
  @Option(
      names = "--progress",
      defaultValue = "auto",
      paramLabel = "STYLE",
      description =
          "How to show on standard error how far it is: ${COMPLETION-CANDIDATES}; by default as"
              + " bars at a terminal and as lines elsewhere.")
  private Style style = Style.AUTO;

  ConsoleProgress open() {
    return new ConsoleProgress(style, System.err);
  }
}
