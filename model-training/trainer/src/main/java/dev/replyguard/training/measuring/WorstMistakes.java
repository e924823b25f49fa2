package dev.replyguard.training.measuring;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Keeps for each label the comments that a model is furthest off about: without it and scored
 * highest, with it and scored lowest. Not thread-safe.
 */
final class WorstMistakes {
  private static final Comparator<Mistake> BY_SCORE =
      Comparator.comparingDouble(Mistake::score).thenComparing(Mistake::id);

  private final int most;
  // The one to be dropped first is at the head.
  private final Map<Label, PriorityQueue<Mistake>> falsePositives = new EnumMap<>(Label.class);
  private final Map<Label, PriorityQueue<Mistake>> falseNegatives = new EnumMap<>(Label.class);

  /** Keeps {@code most} of each kind and label; 0 for none. */
  WorstMistakes(int most) {
    this.most = most;
  }

  void offer(String dataset, LabelledComment comment, Label label, float score) {
    boolean positive = comment.isPositive(label);
    PriorityQueue<Mistake> kept =
        (positive ? falseNegatives : falsePositives)
            .computeIfAbsent(
                label, key -> new PriorityQueue<>(positive ? BY_SCORE.reversed() : BY_SCORE));
    if (most == 0) {
      return;
    }
    Mistake worst = kept.peek();
    boolean full = kept.size() == most && worst != null;
    if (full && (positive ? score >= worst.score() : score <= worst.score())) {
      return;
    }
    boolean known = kept.stream().anyMatch(mistake -> mistake.id().equals(comment.id()));
    if (!known) {
      kept.add(new Mistake(dataset, comment.id(), label.key(), score, positive, comment.text()));
      if (kept.size() > most) {
        kept.poll();
      }
    }
  }

  /** By label, the worst first: those scored too high, then those scored too low. */
  List<Mistake> worstFirst() {
    List<Mistake> mistakes = new ArrayList<>();
    for (Label label : Label.ALL) {
      falsePositives.getOrDefault(label, new PriorityQueue<>(BY_SCORE)).stream()
          .sorted(BY_SCORE.reversed())
          .forEach(mistakes::add);
      falseNegatives.getOrDefault(label, new PriorityQueue<>(BY_SCORE)).stream()
          .sorted(BY_SCORE)
          .forEach(mistakes::add);
    }
    return mistakes;
  }
}
