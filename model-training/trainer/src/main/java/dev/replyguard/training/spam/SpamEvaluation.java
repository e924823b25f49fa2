package dev.replyguard.training.spam;

import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.Scores;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.training.data.DataFolder;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.data.Split;
import dev.replyguard.training.evaluation.Metrics;
import dev.replyguard.training.evaluation.ScoredSet;
import dev.replyguard.training.spam.SpamResults.Row;
import dev.replyguard.training.spam.SpamResults.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Measures how a model tells spam: on the {@link SpamComments} to report on, which no training
 * sees, and by its false alarms on files of comments that are no spam.
 */
public final class SpamEvaluation {
  private static final long SEED = 20261126;
  private static final float EVEN = 0.5f;

  /** Files of news and Wikipedia: few of their comments are spam, and nobody labelled these. */
  private static final Map<String, List<String>> HONEST = honest();

  private final Function<ScoringInput, Scores> model;
  private final List<Threshold> thresholds;

  private SpamEvaluation(Function<ScoringInput, Scores> model, List<Threshold> thresholds) {
    this.model = model;
    this.thresholds = thresholds;
  }

  private static Map<String, List<String>> honest() {
    Map<String, List<String>> files = new LinkedHashMap<>();
    files.put("news", List.of("civil", "news-fox", "news-nyt-editorial", "news-unhealthy"));
    files.put(
        "wiki", List.of("jigsaw-train", "jigsaw-train-2", "perspective-wikipedia", "wiki-context"));
    return files;
  }

  /**
   * Measures.
   *
   * @param model knows the label spam
   * @param recommended thresholds of the label spam; without any, 0.5 is taken
   * @param folder where files of honest comments may be; their rows of fold 9 count
   * @throws dev.replyguard.training.data.DataException when one of them is faulty
   */
  public static SpamResults run(
      Function<ScoringInput, Scores> model, RecommendedThresholds recommended, Path folder)
      throws IOException {
    List<Threshold> thresholds =
        recommended.points().isEmpty()
            ? List.of(new Threshold(0, EVEN))
            : recommended.points().stream()
                .map(point -> new Threshold(point.targetPrecision(), point.threshold()))
                .toList();
    return new SpamEvaluation(model, thresholds).run(folder);
  }

  private SpamResults run(Path folder) throws IOException {
    ScoredSet all = new ScoredSet();
    ScoredSet texts = new ScoredSet();
    Map<String, Count> kinds = new LinkedHashMap<>();
    for (LabelledComment comment : new SpamComments().comments(SEED, Split.REPORT)) {
      boolean spam = comment.isPositive(Label.SPAM);
      float score = score(comment.input());
      all.add(score, spam, 1);
      texts.add(score(ScoringInput.of(comment.text())), spam, 1);
      kinds.computeIfAbsent(comment.sample(), kind -> new Count(spam)).add(score);
    }
    List<Row> rows = new ArrayList<>();
    kinds.forEach((kind, count) -> rows.add(count.row(kind)));
    return new SpamResults(
        all.positives(),
        all.size() - all.positives(),
        Metrics.rocAuc(all),
        Metrics.rocAuc(texts),
        thresholds,
        rows,
        falseAlarms(folder));
  }

  private float score(ScoringInput input) {
    return model.apply(input).get(Label.SPAM);
  }

  private List<Row> falseAlarms(Path folder) throws IOException {
    DataFolder data = new DataFolder(folder);
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, List<String>> group : HONEST.entrySet()) {
      Row together = null;
      for (String name : group.getValue()) {
        Optional<Path> file = data.ifThere(name);
        if (file.isPresent()) {
          Row row = falseAlarms(name, file.get());
          rows.add(row);
          String both = group.getKey() + SpamResults.TOGETHER;
          together =
              together == null
                  ? row.plus(new Count(false).row(""), both)
                  : together.plus(row, both);
        }
      }
      if (together != null) {
        rows.add(together);
      }
    }
    return rows;
  }

  private Row falseAlarms(String name, Path file) throws IOException {
    Count count = new Count(false);
    try (LabelledComments comments = LabelledComments.open(file)) {
      Optional<LabelledComment> next = comments.next();
      while (next.isPresent()) {
        LabelledComment comment = next.get();
        boolean spam = comment.isLabelled(Label.SPAM) && comment.isPositive(Label.SPAM);
        if (comment.fold() == LabelledComments.REPORT_FOLD && !spam) {
          count.add(score(comment.input()));
        }
        next = comments.next();
      }
    }
    return count.row(name);
  }

  /** How many comments of a kind score how high. */
  private final class Count {
    private final boolean isSpam;
    private final int[] found = new int[thresholds.size()];
    private int comments;

    Count(boolean isSpam) {
      this.isSpam = isSpam;
    }

    void add(float score) {
      comments++;
      for (int i = 0; i < found.length; i++) {
        found[i] += score >= thresholds.get(i).score() ? 1 : 0;
      }
    }

    Row row(String name) {
      List<Integer> counts = new ArrayList<>();
      for (int count : found) {
        counts.add(count);
      }
      return new Row(name, isSpam, comments, counts);
    }
  }
}
