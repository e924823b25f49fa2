package dev.replyguard.training.command;

import dev.replyguard.model.Label;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.Teaching;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.data.TextFiles;
import dev.replyguard.training.generated.RecipeComments;
import dev.replyguard.training.recipe.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code teach}: a larger model's answers for what a recipe trains on. */
@Command(
    name = "teach",
    description =
        "Writes what a model says of the comments that a recipe trains on: log-odds before"
            + " calibration, for the recipe's teacher. A small model trained on the answers of a"
            + " larger one beside the labels comes nearer to it.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  java -jar replyguard-trainer.jar teach --model replyguard-en-large.bundle"
            + " --recipe recipes/replyguard-en.yaml --data data --labels toxicity,insult"
            + " --out recipes/answers.csv.gz")
final class TeachCommand implements Callable<Integer> {
  @Mixin private ModelOption model = new ModelOption();

  @Mixin private TrainingInput input = new TrainingInput();

  @Option(
      names = "--labels",
      required = true,
      split = ",",
      paramLabel = "LABEL",
      description = "What it is asked about.")
  private List<String> labels = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "The CSV file to write, compressed where the name ends in .gz; it appears whole or not"
              + " at all.")
  private Path out = Path.of("");

  @Mixin private ProgressOption progressOption = new ProgressOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Recipe read = input.recipe();
    try (ScoringModel scoring = ModelOption.openForMany(model.read());
        ConsoleProgress progress = progressOption.open()) {
      Teaching teaching =
          new Teaching(read, new RecipeComments(read, input.data()), scoring, labels(scoring));
      ReplacedFile.write(out, writer -> teaching.write(writer, progress));
    }
    PrintWriter console = spec.commandLine().getOut();
    console.println("sha256: " + TextFiles.sha256(out));
    console.flush();
    return CommandLine.ExitCode.OK;
  }

  private List<Label> labels(ScoringModel scoring) {
    List<Label> found = new ArrayList<>();
    for (String key : labels) {
      Label label =
          Label.ofKey(key)
              .filter(scoring.labels()::contains)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "--labels: the model knows no label called \"" + key + '"'));
      if (found.contains(label)) {
        throw new ParameterException(spec.commandLine(), "--labels: " + key + " is named twice");
      }
      found.add(label);
    }
    return found;
  }
}
