package dev.replyguard.training.command;

import dev.replyguard.model.Bundle;
import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.gate.Floors;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.EvaluationFormat;
import dev.replyguard.training.measuring.EvaluationPlan;
import dev.replyguard.training.measuring.EvaluationReport;
import dev.replyguard.training.measuring.EvaluationReport.BundleFigures;
import dev.replyguard.training.measuring.EvaluationRun;
import dev.replyguard.training.report.ConsoleReport;
import dev.replyguard.training.report.HtmlReport;
import dev.replyguard.training.spam.SpamEvaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how good a bundle is on a folder of labelled comments. */
@Command(
    name = "evaluate",
    description =
        "Measures a model on every CSV file of a folder: on its rows with a weight, weighted, where"
            + " it has such; else on its rows of fold 9, which no model is trained on. Where the"
            + " files of the model's own recipe are there, at natural rates too. Then on the"
            + " functional suite, by identity, in disguises, and on made-up spam. All figures come with intervals."
            + " Exits with 3 when a figure is beyond its limit in --floors.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  java -jar replyguard-trainer.jar evaluate --model replyguard-en.bundle --data data"
            + " --html report.html --json report.json")
final class EvaluateCommand implements Callable<Integer> {
  /** A figure is beyond its limit. */
  static final int SHORT = 3;

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of labelled comments.")
  private Path data = Path.of("");

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Also write a report to read in a browser. It shows the worst mistakes, whose texts may"
              + " be offensive and personal: keep it to yourself.")
  private @Nullable Path html;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write all figures as JSON, without any comment's text.")
  private @Nullable Path json;

  @Mixin private CardOptions card = new CardOptions();
  @Mixin private FloorOptions floors = new FloorOptions();

  @Option(
      names = "--mistakes",
      defaultValue = "10",
      paramLabel = "N",
      description =
          "How many of the worst mistakes to show, of each label and kind; ${DEFAULT-VALUE} if not"
              + " given, 0 for none.")
  private int mistakes;

  @Mixin private ProgressOption progressOption = new ProgressOption();
  @Mixin private RecipeOption recipe = new RecipeOption();
  @Mixin private ResamplingOptions resampling = new ResamplingOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (mistakes < 0) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--mistakes: 0 or more expected, got " + mistakes);
    }
    Resampling settings = resampling.settings(spec, Resampling.DEFAULT.replicates());
    Floors held = floors.read();
    card.prepare();
    ReplacedFile.check(html);
    ReplacedFile.check(json);
    long start = System.nanoTime();
    Bundle bundle = model.read();
    EvaluationReport report;
    try (ScoringModel scoring = ModelOption.openForMany(bundle);
        ConsoleProgress progress = progressOption.open()) {
      scoring.score("The first comment.");
      double loadMillis = (System.nanoTime() - start) / 1e6;
      report = evaluate(bundle, scoring, loadMillis, settings, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(ConsoleReport.of(report, bundle.thresholds()));
    List<String> shortfalls = held.shortfalls(report.evaluation());
    shortfalls.forEach(shortfall -> out.println("Too low: " + shortfall));
    out.flush();
    write(bundle, report, settings);
    return shortfalls.isEmpty() ? CommandLine.ExitCode.OK : SHORT;
  }

  private EvaluationReport evaluate(
      Bundle bundle,
      ScoringModel scoring,
      double loadMillis,
      Resampling settings,
      ConsoleProgress progress)
      throws IOException {
    String name = model.file().toString();
    EvaluationPlan plan = EvaluationPlan.of(data, recipe.of(bundle, name));
    EvaluationRun.Result result =
        new EvaluationRun(scoring, bundle.thresholds(), settings, mistakes, progress)
            .run(bundle.version(), plan);
    Evaluation evaluation =
        result.evaluation().withTrainingOf(EvaluationFormat.read(bundle.evaluation(), name));
    if (scoring.labels().contains(Label.SPAM)) {
      progress.begin("Spam", -1);
      RecommendedThresholds thresholds =
          bundle.thresholds().getOrDefault(Label.SPAM, RecommendedThresholds.NONE);
      evaluation = evaluation.withSpam(SpamEvaluation.run(scoring::score, thresholds, data));
    }
    return new EvaluationReport(
        evaluation,
        new BundleFigures(Files.size(model.file()), loadMillis),
        result.speed(),
        result.curves(),
        result.mistakes());
  }

  private void write(Bundle bundle, EvaluationReport report, Resampling settings)
      throws IOException {
    if (json != null) {
      ReplacedFile.write(json, EvaluationFormat.write(report));
    }
    if (html != null) {
      ReplacedFile.write(
          html,
          new HtmlReport(bundle, report, settings, LocalDate.now(ZoneId.systemDefault())).page());
    }
    card.write(bundle, report.evaluation());
    floors.write(report.evaluation());
  }
}
