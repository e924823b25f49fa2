package dev.replyguard.training.command;

import dev.replyguard.model.Bundle;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.measuring.Comparison;
import dev.replyguard.training.measuring.ComparisonRun;
import dev.replyguard.training.measuring.ComparisonRun.Contender;
import dev.replyguard.training.measuring.ComparisonRun.Settings;
import dev.replyguard.training.measuring.ComparisonRun.TooFewReplicatesException;
import dev.replyguard.training.measuring.EvaluationFormat;
import dev.replyguard.training.measuring.EvaluationPlan;
import dev.replyguard.training.measuring.RowScoring;
import dev.replyguard.training.measuring.ScoreFiles;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.report.ComparisonReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: whether a bundle is worse than another. */
@Command(
    name = "compare",
    description =
        "Sets two models side by side on a folder of labelled comments, with intervals of every"
            + " difference by paired bootstrap. Exits with 3 when B's ROC AUC is lower than A's by"
            + " more than the margin anywhere, beyond doubt: with the stated confidence for all"
            + " differences together.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  java -jar replyguard-trainer.jar compare shipped.bundle new.bundle --data data"
            + " --margin 0.002")
final class CompareCommand implements Callable<Integer> {
  /** The challenger is worse. */
  static final int WORSE = 3;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description =
          "The model in use: a bundle, or a folder of scores as the command score writes them, one"
              + " file for each file of comments and of the same name.")
  private Path incumbent = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "The challenger, likewise.")
  private Path challenger = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of labelled comments.")
  private Path data = Path.of("");

  @Option(
      names = "--margin",
      defaultValue = "0.005",
      paramLabel = "AREA",
      description = "By how much B's ROC AUC may be lower; ${DEFAULT-VALUE} if not given.")
  private double margin;

  @Option(
      names = "--confidence",
      defaultValue = "0.95",
      paramLabel = "SHARE",
      description = "With which verdicts hold; ${DEFAULT-VALUE} if not given.")
  private double confidence;

  @Option(
      names = "--replicates",
      defaultValue = "0",
      paramLabel = "N",
      description = "How many resamples to draw; if not given, as many as the verdicts need.")
  private int replicates;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the resamples are drawn by; always the same if not given.")
  private @Nullable Long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write all as JSON.")
  private @Nullable Path json;

  @Mixin private ProgressOption progressOption = new ProgressOption();
  @Mixin private RecipeOption recipe = new RecipeOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  /** One of the two models; what holds no native memory needs no closing. */
  private record Side(Contender contender, @Nullable ScoringModel model) implements AutoCloseable {
    @Override
    public void close() {
      if (model != null) {
        model.close();
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = settings();
    ReplacedFile.check(json);
    Comparison comparison;
    try (Side one = side(incumbent);
        Side other = side(challenger);
        ConsoleProgress progress = progressOption.open()) {
      EvaluationPlan plan = EvaluationPlan.of(data, recipe());
      comparison =
          new ComparisonRun(plan, settings, progress).run(one.contender(), other.contender());
    } catch (TooFewReplicatesException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(ComparisonReport.of(comparison));
    out.flush();
    if (json != null) {
      ReplacedFile.write(json, EvaluationFormat.write(comparison));
    }
    return comparison.isChallengerWorse() ? WORSE : CommandLine.ExitCode.OK;
  }

  private Settings settings() {
    try {
      return new Settings(
          margin, confidence, replicates, seed == null ? Resampling.DEFAULT.seed() : seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  /** The recipe given, else the challenger's, else the incumbent's. */
  private Optional<Recipe> recipe() throws IOException {
    Optional<Recipe> found = recipe.given();
    for (Path side : new Path[] {challenger, incumbent}) {
      if (found.isEmpty() && !Files.isDirectory(side)) {
        found = recipe.of(Bundle.read(side), side.toString());
      }
    }
    return found;
  }

  private static Side side(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return new Side(new Contender(path.toString(), new ScoreFiles(path)), null);
    }
    Bundle bundle = Bundle.read(path);
    ScoringModel model = ModelOption.open(bundle);
    return new Side(new Contender(bundle.version(), RowScoring.by(model)), model);
  }
}
