package dev.replyguard.training.command;

import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.gate.Floors;
import dev.replyguard.training.gate.FloorsFile;
import dev.replyguard.training.measuring.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What figures are held to. */
final class FloorOptions {
  @Option(
      names = "--floors",
      paramLabel = "FILE",
      description = "Hold the figures to the limits in this file.")
  private @Nullable Path floors;

  @Option(
      names = "--write-floors",
      paramLabel = "FILE",
      description =
          "Also write limits just beyond these figures, for --floors and for the test of the"
              + " shipped bundle.")
  private @Nullable Path written;

  /**
   * The limits to hold figures to, none where none are wanted; looks whether new ones can be
   * written.
   */
  Floors read() throws IOException {
    ReplacedFile.check(written);
    return floors == null ? new Floors("", List.of()) : FloorsFile.read(floors);
  }

  /** Writes the limits that follow from an evaluation, if they are wanted. */
  void write(Evaluation evaluation) throws IOException {
    if (written != null) {
      FloorsFile.write(written, Floors.of(evaluation));
    }
  }
}
