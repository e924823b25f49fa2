package dev.replyguard.training.preflight;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import dev.replyguard.training.recipe.SourceSettings.Natural;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts for each label the comments that it is trained and tuned on, with it and without it. Not
 * thread-safe.
 */
final class LabelCounts {
  private static final int LABELS = Label.ALL.size();

  private final Recipe recipe;
  private final Count[] training = counts();
  private final Count[] tuning = counts();
  private final Count[] naturalTuning = counts();

  LabelCounts(Recipe recipe) {
    this.recipe = recipe;
  }

  /** Comments with a label and without it. */
  private static final class Count {
    private long with;
    private long without;

    void add(boolean positive) {
      with += positive ? 1 : 0;
      without += positive ? 0 : 1;
    }

    boolean hasBoth() {
      return with > 0 && without > 0;
    }
  }

  private static Count[] counts() {
    Count[] counts = new Count[LABELS];
    for (int i = 0; i < LABELS; i++) {
      counts[i] = new Count();
    }
    return counts;
  }

  /** Counts a comment of a source. */
  void add(LabelledComment comment, SourceSettings source) {
    boolean trained = recipe.folds().train().contains(comment.fold());
    boolean tuned = recipe.folds().tune() == comment.fold();
    // A text without content has no features, and is left out.
    if (!(trained || tuned) || comment.text().isBlank()) {
      return;
    }
    for (Label label : Label.ALL) {
      float share = comment.labels()[label.index()];
      if (source.trainingWeight(label, share, comment.isClean()) > 0) {
        boolean positive = comment.isPositive(label);
        (trained ? training : tuning)[label.index()].add(positive);
        if (tuned && source.natural() == Natural.ALL) {
          naturalTuning[label.index()].add(positive);
        }
      }
    }
  }

  /** What is wrong with the labels, one message for each fault. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (Label label : Label.ALL) {
      int index = label.index();
      check(label, training[index], "the training folds " + recipe.folds().train(), faults);
      // As calibration does: comments at natural rates where these have the label, else all.
      boolean natural = naturalTuning[index].with > 0;
      check(
          label,
          natural ? naturalTuning[index] : tuning[index],
          "the tuning fold " + recipe.folds().tune() + (natural ? " at natural rates" : ""),
          faults);
    }
    return faults;
  }

  private void check(Label label, Count count, String where, List<String> faults) {
    if (!count.hasBoth()) {
      faults.add(
          "%s: rows with it and rows without it expected in %s, got %d of %d with it; %s"
              .formatted(
                  label.key(), where, count.with, count.with + count.without, sources(label)));
    }
  }

  private String sources(Label label) {
    List<String> files =
        recipe.sources().stream()
            .filter(source -> source.weightOf(label) > 0)
            .map(SourceSettings::file)
            .toList();
    return files.isEmpty() ? "no source gives it" : "given by " + String.join(", ", files);
  }
}
