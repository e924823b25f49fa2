package dev.replyguard.training.command;

import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.CommentScoring;
import dev.replyguard.training.data.CsvTable;
import dev.replyguard.training.data.ReplacedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code score}: comments in, their scores out, row by row. */
@Command(
    name = "score",
    description =
        "Scores every comment of a CSV file, row by row: memory does not grow with the file. Only"
            + " the columns id and text are needed; the output has id and one column a label.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  java -jar replyguard-trainer.jar score --model replyguard-en.bundle --in comments.csv.gz"
            + " --out scores.csv")
final class ScoreCommand implements Callable<Integer> {
  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE",
      description = "Comments as CSV, compressed by gzip or not.")
  private Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "Scores as CSV, compressed where the name ends in .gz; it appears whole or not at all.")
  private Path out = Path.of("");

  @Mixin private ProgressOption progressOption = new ProgressOption();

  @Override
  public Integer call() throws IOException {
    try (ScoringModel scoring = ModelOption.open(model.read());
        CsvTable comments = CsvTable.open(in, List.of("id", "text"));
        ConsoleProgress progress = progressOption.open()) {
      progress.begin("Scoring", -1);
      CommentScoring rows = new CommentScoring(scoring);
      ReplacedFile.write(out, writer -> rows.score(comments, writer, progress));
    }
    return CommandLine.ExitCode.OK;
  }
}
