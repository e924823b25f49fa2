package dev.replyguard.training;

import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.evaluation.Evaluation;
import dev.replyguard.training.evaluation.Evaluation.Figures;
import dev.replyguard.training.evaluation.Evaluation.Mean;
import dev.replyguard.training.evaluation.Evaluator;
import dev.replyguard.training.evaluation.Evaluator.Collected;
import dev.replyguard.training.fit.Corpus;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.Recipe.ReportSettings;
import dev.replyguard.training.recipe.SourceSettings;
import dev.replyguard.training.recipe.SourceSettings.Natural;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures a new model: each source's test fold, the natural sources together, and the reports. */
final class RecipeEvaluation {
  private final Recipe recipe;
  private final Path data;
  private final Evaluator evaluator;
  private final Progress progress;

  RecipeEvaluation(Recipe recipe, Path data, ScoringModel model, Progress progress) {
    this.recipe = recipe;
    this.data = data;
    this.evaluator = new Evaluator(model);
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param tuned figures known already, put first
   */
  Evaluation run(List<Figures> tuned) throws IOException {
    List<Figures> figures = new ArrayList<>(tuned);
    List<Mean> means = new ArrayList<>();
    int test = recipe.folds().test();
    figures.addAll(natural(test));
    for (SourceSettings source : recipe.sources()) {
      progress.step(source.file());
      if (source.isGenerated()) {
        continue;
      }
      Path file = Corpus.find(data, source.file());
      Collected collected =
          evaluator.collect().add(file, comment -> comment.fold() == test ? 1 : 0);
      figures.addAll(collected.figures(source.file(), "fold " + test));
    }
    for (ReportSettings report : recipe.reports()) {
      progress.step(report.file());
      List<Figures> reported = report(report);
      figures.addAll(reported);
      List<Figures> averaged =
          reported.stream().filter(f -> report.labels().contains(f.label())).toList();
      if (!averaged.isEmpty()) {
        means.add(Mean.of(report.file(), averaged));
      }
    }
    return new Evaluation(recipe.name(), figures, means);
  }

  /** The sources with natural rates of positives, put together. */
  private List<Figures> natural(int test) throws IOException {
    progress.step("natural rates");
    Collected collected = evaluator.collect();
    List<String> names = new ArrayList<>();
    for (SourceSettings source : recipe.sources()) {
      if (source.natural() == Natural.ALL) {
        names.add(source.file());
        collected.add(
            Corpus.find(data, source.file()),
            comment -> comment.fold() == test ? (comment.isClean() ? source.cleanWeight() : 1) : 0);
      }
    }
    return collected.figures(String.join(" + ", names), "fold " + test + ", natural rates");
  }

  private List<Figures> report(ReportSettings report) throws IOException {
    Collected collected =
        evaluator
            .collect()
            .add(
                Corpus.find(data, report.file()),
                comment ->
                    report.weighted() ? (Float.isNaN(comment.weight()) ? 0 : comment.weight()) : 1);
    return collected.figures(report.file(), report.weighted() ? "weighted" : "all");
  }
}
