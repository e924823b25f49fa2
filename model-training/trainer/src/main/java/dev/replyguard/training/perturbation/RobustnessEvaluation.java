package dev.replyguard.training.perturbation;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.training.data.DataFolder;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.data.Split;
import dev.replyguard.training.functional.FunctionalCase;
import dev.replyguard.training.functional.FunctionalSuite;
import dev.replyguard.training.perturbation.RobustnessResults.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Disguises a fixed set of texts in each way and measures how much of the recall a model keeps, and
 * how many more clean texts it takes for toxic.
 */
public final class RobustnessEvaluation {
  private static final long SEED = 20261124;
  private static final int MOST_TOXIC = 2_000;
  private static final int MOST_CLEAN = 8_000;
  private static final List<String> FILES = List.of("jigsaw-train", "jigsaw-train-2");

  private RobustnessEvaluation() {}

  /**
   * The texts to disguise.
   *
   * @param name where they are from
   * @param toxic texts that are toxic
   * @param clean texts that are not
   */
  public record Texts(String name, List<String> toxic, List<String> clean) {
    /** Texts from nowhere in particular. */
    public Texts(List<String> toxic, List<String> clean) {
      this("texts given", toxic, clean);
    }

    public Texts {
      toxic = List.copyOf(toxic);
      clean = List.copyOf(clean);
      if (toxic.isEmpty() || clean.isEmpty()) {
        throw new IllegalArgumentException("toxic and clean texts expected");
      }
    }

    /** Made-up ones: the functional suite's cases to report on. */
    public static Texts builtIn() {
      List<String> toxic = new ArrayList<>();
      List<String> clean = new ArrayList<>();
      for (FunctionalCase made : FunctionalSuite.cases(Split.REPORT)) {
        if (made.judgedBy() == Label.TOXICITY) {
          (made.isPositive() ? toxic : clean).add(made.text());
        }
      }
      return new Texts("functional suite", toxic, clean);
    }

    /**
     * The first of the Jigsaw comments of {@link LabelledComments#REPORT_FOLD}, or the built-in
     * ones without such files.
     */
    public static Texts of(Path folder) throws IOException {
      DataFolder data = new DataFolder(folder);
      List<String> toxic = new ArrayList<>();
      List<String> clean = new ArrayList<>();
      List<String> there = FILES.stream().filter(file -> data.ifThere(file).isPresent()).toList();
      for (String file : there) {
        read(data.find(file), toxic, clean);
      }
      String name = String.join(" + ", there) + ", fold " + LabelledComments.REPORT_FOLD;
      return toxic.isEmpty() || clean.isEmpty() ? builtIn() : new Texts(name, toxic, clean);
    }

    private static void read(Path file, List<String> toxic, List<String> clean) throws IOException {
      try (LabelledComments comments = LabelledComments.open(file)) {
        Optional<LabelledComment> next = comments.next();
        while (next.isPresent()) {
          LabelledComment comment = next.get();
          if (comment.fold() == LabelledComments.REPORT_FOLD
              && comment.isLabelled(Label.TOXICITY)) {
            boolean positive = comment.isPositive(Label.TOXICITY);
            List<String> into = positive ? toxic : clean;
            if (into.size() < (positive ? MOST_TOXIC : MOST_CLEAN)) {
              into.add(comment.text());
            }
          }
          next = comments.next();
        }
      }
    }
  }

  /**
   * Measures.
   *
   * @param model scores a text, for several threads at once
   * @param threshold the score of toxicity from which on a comment counts as found, 0..1
   */
  public static RobustnessResults run(
      Function<String, Scores> model, Texts texts, double threshold) {
    return run(model, texts, List.of(threshold)).get(0);
  }

  /**
   * Measures at several thresholds, scoring every text once.
   *
   * @param model scores a text, for several threads at once
   * @param thresholds scores of toxicity from which on a comment counts as found, 0..1
   * @return one result a threshold, in their order
   */
  public static List<RobustnessResults> run(
      Function<String, Scores> model, Texts texts, List<Double> thresholds) {
    float[] toxic = scores(model, texts.toxic());
    float[] clean = scores(model, texts.clean());
    TextPerturber perturber = TextPerturber.of(Split.REPORT);
    List<List<Row>> rows = new ArrayList<>();
    thresholds.forEach(threshold -> rows.add(new ArrayList<>()));
    for (Perturbation kind : Perturbation.values()) {
      Random random = new Random(SEED);
      float[] disguisedToxic = scores(model, perturbed(texts.toxic(), kind, perturber, random));
      float[] disguisedClean = scores(model, perturbed(texts.clean(), kind, perturber, random));
      for (int i = 0; i < thresholds.size(); i++) {
        double threshold = thresholds.get(i);
        double found = share(disguisedToxic, threshold);
        double mistaken = share(disguisedClean, threshold);
        double before = share(clean, threshold);
        rows.get(i)
            .add(
                new Row(
                    kind.key(),
                    found,
                    found / share(toxic, threshold),
                    mistaken,
                    before == 0 ? Double.NaN : mistaken / before - 1));
      }
    }
    List<RobustnessResults> results = new ArrayList<>();
    for (int i = 0; i < thresholds.size(); i++) {
      double threshold = thresholds.get(i);
      results.add(
          new RobustnessResults(
              texts.name(),
              threshold,
              toxic.length,
              clean.length,
              share(toxic, threshold),
              share(clean, threshold),
              rows.get(i)));
    }
    return results;
  }

  private static List<String> perturbed(
      List<String> texts, Perturbation kind, TextPerturber perturber, Random random) {
    return texts.stream().map(text -> perturber.perturb(text, kind, random)).toList();
  }

  private static float[] scores(Function<String, Scores> model, List<String> texts) {
    float[] scores = new float[texts.size()];
    // Some 150,000 texts: minutes for a transformer.
    IntStream.range(0, scores.length)
        .parallel()
        .forEach(i -> scores[i] = model.apply(texts.get(i)).get(Label.TOXICITY));
    return scores;
  }

  private static double share(float[] scores, double threshold) {
    int found = 0;
    for (float score : scores) {
      found += score >= threshold ? 1 : 0;
    }
    return (double) found / scores.length;
  }
}
