package dev.replyguard.training.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.replyguard.model.Bundle;
import dev.replyguard.training.measuring.EvaluationFormat;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which recipe tells what has natural rates. */
final class RecipeOption {
  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description =
          "The recipe that tells which files have natural rates; that in the bundle if not given.")
  private @Nullable Path recipe;

  /** The recipe given on the command line, if one was. */
  Optional<Recipe> given() throws IOException {
    return recipe == null ? Optional.empty() : Optional.of(RecipeReader.read(recipe));
  }

  /** The recipe given, else the bundle's own, else none: bundles had no recipe at first. */
  Optional<Recipe> of(Bundle bundle, String name) throws IOException {
    if (recipe != null) {
      return Optional.of(RecipeReader.read(recipe));
    }
    JsonNode own = EvaluationFormat.read(bundle.evaluation(), name).recipe();
    return own == null ? Optional.empty() : Optional.of(RecipeReader.parse(own, name));
  }
}
