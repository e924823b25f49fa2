package dev.replyguard.training.evaluation;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.evaluation.Evaluation.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Measures a model on files of labelled comments, row by row. */
public final class Evaluator {
  private final ScoringModel model;

  /** An evaluator of {@code model}. */
  public Evaluator(ScoringModel model) {
    this.model = model;
  }

  /** The scored comments of some files, by label. */
  public final class Collected {
    private final Map<Label, ScoredSet> sets = new EnumMap<>(Label.class);

    private Collected() {
      Label.ALL.forEach(label -> sets.put(label, new ScoredSet()));
    }

    /**
     * Adds comments of a file.
     *
     * @param weight how many comments each stands for; 0 to leave it out
     */
    public Collected add(Path file, ToDoubleFunction<LabelledComment> weight) throws IOException {
      try (LabelledComments comments = LabelledComments.open(file)) {
        Optional<LabelledComment> next = comments.next();
        while (next.isPresent()) {
          add(next.get(), weight.applyAsDouble(next.get()));
          next = comments.next();
        }
      }
      return this;
    }

    private void add(LabelledComment comment, double weight) {
      if (weight > 0) {
        Scores scores = model.score(comment.input());
        sets.forEach(
            (label, set) -> {
              if (comment.isLabelled(label) && scores.has(label)) {
                set.add(scores.get(label), comment.isPositive(label), weight);
              }
            });
      }
    }

    /**
     * The figures of every label that the model knows and that has comments with it and without it.
     */
    public List<Figures> figures(String dataset, String rows) {
      List<Figures> figures = new ArrayList<>();
      sets.forEach(
          (label, set) -> {
            if (set.hasBoth()) {
              figures.add(Figures.of(dataset, rows, label.key(), set));
            }
          });
      return figures;
    }
  }

  /** Starts a collection. */
  public Collected collect() {
    return new Collected();
  }
}
