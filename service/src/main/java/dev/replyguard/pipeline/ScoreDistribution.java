package dev.replyguard.pipeline;

import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a site's comments are spread over the scores, label by label, by what people decided.
 *
 * @param labels of each label that comments were scored for
 */
public record ScoreDistribution(Map<Label, Histogram> labels) {
  /** Into how many bins of equal width the scores from 0 to 1 fall. */
  public static final int BINS = 50;

  public ScoreDistribution {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /**
   * How many comments fall into each of the {@value #BINS} bins, the lowest scores first.
   *
   * @param approved those that people approved
   * @param rejected those that people rejected
   * @param undecided those that nobody decided
   */
  public record Histogram(List<Integer> approved, List<Integer> rejected, List<Integer> undecided) {
    public Histogram {
      approved = List.copyOf(approved);
      rejected = List.copyOf(rejected);
      undecided = List.copyOf(undecided);
    }
  }

  /** That of the comments. */
  static ScoreDistribution of(List<ReplayedComment> comments) {
    Map<Label, Histogram> labels = new LinkedHashMap<>();
    for (Label label : Label.ALL) {
      Histogram histogram = histogram(label, comments);
      if (histogram != null) {
        labels.put(label, histogram);
      }
    }
    return new ScoreDistribution(labels);
  }

  private static @Nullable Histogram histogram(Label label, List<ReplayedComment> comments) {
    List<Integer> approved = empty();
    List<Integer> rejected = empty();
    List<Integer> undecided = empty();
    boolean scored = false;
    for (ReplayedComment comment : comments) {
      Scores scores = comment.scores();
      float score = scores == null ? Float.NaN : scores.get(label);
      if (!Float.isNaN(score)) {
        scored = true;
        Ruling ruling = comment.ruling();
        List<Integer> counts =
            ruling == null ? undecided : ruling.verdict() == Verdict.REJECT ? rejected : approved;
        int bin = Math.min(BINS - 1, (int) (score * BINS));
        counts.set(bin, counts.get(bin) + 1);
      }
    }
    return scored ? new Histogram(approved, rejected, undecided) : null;
  }

  private static List<Integer> empty() {
    return new ArrayList<>(Collections.nCopies(BINS, 0));
  }
}
