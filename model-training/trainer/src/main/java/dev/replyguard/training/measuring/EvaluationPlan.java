package dev.replyguard.training.measuring;

import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.DataFolder;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.measuring.DataSet.Kind;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What to measure a model on. Immutable. */
public final class EvaluationPlan {
  private final Path folder;
  private final List<DataSet> sets;

  private EvaluationPlan(Path folder, List<DataSet> sets) {
    this.folder = folder;
    this.sets = List.copyOf(sets);
  }

  /**
   * The plan of a recipe: its natural sources together, what it reports on, labels at an assumed
   * rate, and the test fold of each source.
   *
   * @throws DataException when a file is missing
   */
  public static EvaluationPlan of(Recipe recipe, Path folder) throws IOException {
    DataFolder files = new DataFolder(folder);
    List<DataSet> sets = new ArrayList<>(new RecipeSets(recipe, files).headlines());
    for (SourceSettings source : recipe.sources()) {
      if (!source.isGenerated()) {
        sets.add(DataSet.fold(files.find(source.file()), recipe.folds().test(), Kind.SOURCE));
      }
    }
    return new EvaluationPlan(folder, sets);
  }

  /**
   * The part of a recipe's plan that goes before its single sources: its natural sources together,
   * what it reports on, and labels at an assumed rate, as far as the files are there.
   *
   * @throws DataException when the folder cannot be read
   */
  public static EvaluationPlan headlines(Recipe recipe, Path folder) throws IOException {
    return new EvaluationPlan(folder, new RecipeSets(recipe, new DataFolder(folder)).headlines());
  }

  /**
   * The plan of a folder: what the recipe reports on, as far as its files are there; then every
   * file by itself, on its rows with a weight, weighted, where it has such, else on its test fold.
   *
   * @param recipe the model's, where it is known
   * @throws DataException when the folder has no CSV file
   */
  public static EvaluationPlan of(Path folder, Optional<Recipe> recipe) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder.toString(), "a folder expected");
    }
    DataFolder files = new DataFolder(folder);
    List<String> names = files.names();
    if (names.isEmpty()) {
      throw new DataException(folder.toString(), "CSV files expected there");
    }
    List<DataSet> sets = new ArrayList<>();
    Set<String> reported = new HashSet<>();
    if (recipe.isPresent()) {
      sets.addAll(new RecipeSets(recipe.get(), files).headlines());
      recipe.get().reports().forEach(report -> reported.add(report.file()));
    }
    int test = recipe.map(known -> known.folds().test()).orElse(LabelledComments.REPORT_FOLD);
    for (String name : names) {
      if (!reported.contains(name)) {
        Path file = files.find(name);
        sets.add(DataSet.weighted(file, Kind.SOURCE, Set.of()));
        sets.add(DataSet.fold(file, test, Kind.SOURCE_WITHOUT_WEIGHTS));
      }
    }
    return new EvaluationPlan(folder, sets);
  }

  /** The folder of the files. */
  public Path folder() {
    return folder;
  }

  List<DataSet> sets() {
    return sets;
  }
}
