package dev.replyguard.training.command;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.training.FolderEvaluation;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.evaluation.Evaluation;
import dev.replyguard.training.evaluation.EvaluationPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how good a bundle is on a folder of labelled comments. */
@Command(
    name = "evaluate",
    description =
        "Measures a model on every CSV file of a folder: on its rows with a weight, weighted, where"
            + " it has such; else on its rows of fold 9, which no model is trained on.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  java -jar replyguard-trainer.jar evaluate --model replyguard-en.bundle --data data"
            + " --json evaluation.json")
final class EvaluateCommand implements Callable<Integer> {
  @Option(names = "--model", required = true, paramLabel = "FILE", description = "The bundle.")
  private Path model = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of labelled comments.")
  private Path data = Path.of("");

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ModelBundle bundle = ModelBundle.read(model);
    Evaluation evaluation;
    try (ConsoleProgress progress = new ConsoleProgress()) {
      evaluation = new FolderEvaluation(CommentClassifier.of(bundle), progress).run(data);
    }
    if (json != null) {
      try (ReplacedFile file = ReplacedFile.of(json)) {
        file.stream().write(evaluation.toJson().getBytes(StandardCharsets.UTF_8));
        file.commit();
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(EvaluationPage.of(evaluation, bundle.thresholds()));
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
