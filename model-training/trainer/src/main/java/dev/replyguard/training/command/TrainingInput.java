package dev.replyguard.training.command;

import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeFile;
import dev.replyguard.training.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The recipe that a command goes by, and the data that the recipe is about. */
final class TrainingInput {
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

  /** Reads the recipe, and where its settings stand. */
  RecipeFile load() throws IOException {
    return RecipeReader.load(recipe);
  }

  /** Reads the recipe. */
  Recipe recipe() throws IOException {
    return load().recipe();
  }

  /** The folder of its data files. */
  Path data() {
    return data;
  }
}
