package dev.replyguard.training.command;

import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.CommentScoring;
import dev.replyguard.training.data.CsvTable;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.data.TextFiles;
import java.io.IOException;
import java.io.Writer;
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
        ReplacedFile file = ReplacedFile.of(out);
        ConsoleProgress progress = progressOption.open()) {
      try (Writer writer = TextFiles.writer(file.stream(), out.toString())) {
        progress.begin("Scoring", -1);
        new CommentScoring(scoring).score(comments, writer, progress);
      }
      file.commit();
    }
    return CommandLine.ExitCode.OK;
  }
}
