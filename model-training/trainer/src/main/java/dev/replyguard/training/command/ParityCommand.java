package dev.replyguard.training.command;

import dev.replyguard.model.Bundle;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.parity.AttributeParity;
import dev.replyguard.training.parity.ParityFormat;
import dev.replyguard.training.parity.ScorePairs;
import dev.replyguard.training.report.ParityReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parity}: what keeps the meaning of thresholds that were made for another service. */
@Command(
    name = "parity",
    description =
        "Fits, for each attribute, a monotone mapping from the model's scores to those that"
            + " Perspective gave the same comments, so that thresholds made for Perspective flag as"
            + " many comments as they did. Needs the column text and a column an attribute, such as"
            + " TOXICITY or p_toxicity.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  java -jar replyguard-trainer.jar parity --model replyguard-en.bundle --in stored.csv.gz"
            + " --out parity.json --report parity.html")
final class ParityCommand implements Callable<Integer> {
  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE",
      description = "Comments with stored scores as CSV, compressed by gzip or not.")
  private Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The mappings, for the service's setting perspective.parity.")
  private Path out = Path.of("");

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "A page of HTML with the curves, and how far the meaning is kept.")
  private @Nullable Path report;

  @Mixin private ProgressOption progressOption = new ProgressOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Bundle bundle = model.read();
    List<AttributeParity> fitted;
    try (ScoringModel scoring = ModelOption.open(bundle);
        ConsoleProgress progress = progressOption.open()) {
      progress.begin("Scoring", -1);
      fitted = ScorePairs.read(in, scoring, progress).fit();
    }
    if (fitted.isEmpty()) {
      throw new DataException(
          in.toString(),
          "at least " + AttributeParity.MIN_PAIRS + " scores of an attribute expected");
    }
    ReplacedFile.write(out, ParityFormat.write(bundle.version(), fitted));
    ParityReport written = new ParityReport(bundle.version(), fitted);
    if (report != null) {
      ReplacedFile.write(report, written.page());
    }
    PrintWriter console = spec.commandLine().getOut();
    console.print(written.text());
    console.flush();
    return CommandLine.ExitCode.OK;
  }
}
