package dev.replyguard.training.command;

import dev.replyguard.training.Training;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.evaluation.EvaluationPage;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
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

/** {@code train}: data and a recipe in, a bundle out. */
@Command(
    name = "train",
    description =
        "Trains a model by a recipe. The same recipe and the same data give the same bytes. "
            + "The shipped recipe takes some minutes and 6 GB of memory: give Java -Xmx5g.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  java -Xmx5g -jar replyguard-trainer.jar train --recipe recipes/replyguard-en.yaml"
            + " --data data --out replyguard-en.bundle")
final class TrainCommand implements Callable<Integer> {
  @Option(
      names = "--recipe",
      required = true,
      paramLabel = "FILE",
      description = "What to train on and how, in YAML.")
  private Path recipe = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the recipe's data files.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The bundle to write; it appears whole or not at all.")
  private Path out = Path.of("");

  @Option(
      names = "--figures",
      paramLabel = "FILE",
      description = "Also write the figures as tables in Markdown.")
  private @Nullable Path figures;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Recipe read = RecipeReader.read(recipe);
    Training.Result result;
    try (ReplacedFile file = ReplacedFile.of(out);
        ConsoleProgress progress = new ConsoleProgress()) {
      result = new Training(read, data, progress).run();
      file.stream().write(result.bundle().toBytes());
      file.commit();
    }
    String page = EvaluationPage.of(result.evaluation(), result.bundle().thresholds());
    if (figures != null) {
      try (ReplacedFile file = ReplacedFile.of(figures)) {
        file.stream().write(page.getBytes(StandardCharsets.UTF_8));
        file.commit();
      }
    }
    PrintWriter console = spec.commandLine().getOut();
    console.print(page);
    console.flush();
    return CommandLine.ExitCode.OK;
  }
}
