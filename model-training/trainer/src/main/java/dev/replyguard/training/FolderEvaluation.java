package dev.replyguard.training;

import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.evaluation.Evaluation;
import dev.replyguard.training.evaluation.Evaluation.Figures;
import dev.replyguard.training.evaluation.Evaluation.Mean;
import dev.replyguard.training.evaluation.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures a model on every CSV file of a folder: on its rows with a weight, weighted, where it has
 * such; else on its test fold.
 */
public final class FolderEvaluation {
  private static final int TEST_FOLD = 9;

  private final ScoringModel model;
  private final Progress progress;

  /** An evaluation of {@code model}. */
  public FolderEvaluation(ScoringModel model, Progress progress) {
    this.model = model;
    this.progress = progress;
  }

  /**
   * Measures, file by file in the order of their names.
   *
   * @throws DataException when the folder has no CSV file, or one is faulty
   */
  public Evaluation run(Path folder) throws IOException {
    List<Path> files = files(folder);
    progress.begin("Evaluating", files.size());
    List<Figures> figures = new ArrayList<>();
    List<Mean> means = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.csv(\\.gz)?$", "");
      progress.step(name);
      Evaluator evaluator = new Evaluator(model);
      List<Figures> measured =
          evaluator
              .collect()
              .add(file, comment -> Float.isNaN(comment.weight()) ? 0 : comment.weight())
              .figures(name, "weighted");
      if (measured.isEmpty()) {
        measured =
            evaluator
                .collect()
                .add(file, comment -> comment.fold() == TEST_FOLD ? 1 : 0)
                .figures(name, "fold " + TEST_FOLD);
      }
      figures.addAll(measured);
      if (measured.size() > 1) {
        means.add(Mean.of(name, measured));
      }
    }
    return new Evaluation(model.version(), figures, means);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder.toString(), "a folder expected");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries.filter(file -> file.toString().matches(".*\\.csv(\\.gz)?")).sorted().toList();
      if (files.isEmpty()) {
        throw new DataException(folder.toString(), "CSV files expected there");
      }
      return files;
    }
  }
}
