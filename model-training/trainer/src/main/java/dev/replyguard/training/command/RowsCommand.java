package dev.replyguard.training.command;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.StackedClassifier;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.training.TrainingRows;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.generated.RecipeComments;
import dev.replyguard.training.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rows}: a recipe's training rows as a table, for a model that is trained elsewhere. */
@Command(
    name = "rows",
    description =
        "Writes what a recipe trains on as one CSV file, for a model that another program trains:"
            + " its training folds, what it makes up among them, with each row's labels and how much"
            + " it counts for each. The file holds the texts of the data: their licences go with"
            + " it.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample, for a transformer that is to be scored beside a linear model:%n",
    footer =
        "  java -jar replyguard-trainer.jar rows --recipe recipes/replyguard-en.yaml --data data"
            + " --read-by replyguard-en.bundle --disguised 0.5 --out rows.csv.gz")
final class RowsCommand implements Callable<Integer> {
  @Mixin private TrainingInput input = new TrainingInput();

  @Option(
      names = "--read-by",
      paramLabel = "FILE",
      description =
          "The bundle of the linear model that the other one is to be scored beside (import-onnx"
              + " --with): texts are written as that one gives them to it. As they are if not"
              + " given.")
  private @Nullable Path linear;

  @Option(
      names = "--disguised",
      paramLabel = "SHARE",
      description =
          "How many of the comments with natural rates generated/obfuscated has once more in"
              + " disguise, above 0, at most 1; as train takes them, 0.2, if not given.")
  private double disguised = RecipeComments.OBFUSCATED_SHARE;

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
    if (!(disguised > 0 && disguised <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--disguised: above 0, at most 1 expected, got " + disguised);
    }
    Recipe read = input.recipe();
    if (linear == null) {
      write(read, ScoringInput::text);
    } else {
      try (CommentClassifier model = CommentClassifier.of(ModelBundle.read(linear))) {
        write(read, input -> StackedClassifier.reading(model, input).text());
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void write(Recipe read, Function<ScoringInput, String> reading) throws IOException {
    RecipeComments comments = new RecipeComments(read, input.data(), disguised);
    TrainingRows rows = new TrainingRows(read, comments, reading);
    try (ConsoleProgress progress = progressOption.open()) {
      ReplacedFile.write(out, writer -> rows.write(writer, progress));
    }
  }
}
