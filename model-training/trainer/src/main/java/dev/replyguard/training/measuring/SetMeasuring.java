package dev.replyguard.training.measuring;

import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.Scores;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.training.Progress;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.evaluation.Measurement;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.evaluation.ScoredRows;
import dev.replyguard.training.measuring.DataSet.AssumedRate;
import dev.replyguard.training.measuring.DataSet.Kind;
import dev.replyguard.training.measuring.DataSet.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the files of a plan, each once, scores every comment that some set takes, once, and
 * measures the sets. For one thread.
 */
final class SetMeasuring {
  private final EvaluationPlan plan;
  private final List<RowScoring> models;
  private final Progress progress;
  // By set, one for each model.
  private final Map<DataSet, List<ScoredRows>> scored = new LinkedHashMap<>();

  /** Is told every comment that a set takes; a comment in two sets twice. */
  interface Listener {
    void take(DataSet set, LabelledComment comment, Label label, float score);
  }

  /**
   * A measuring.
   *
   * @param models one or more; a comment counts for a label where all have a score for it
   */
  SetMeasuring(EvaluationPlan plan, List<RowScoring> models, Progress progress) {
    this.plan = plan;
    this.models = List.copyOf(models);
    this.progress = progress;
  }

  /** Files by what is passed over in them, so that each is read once. */
  private record Reading(Path file, Map<String, String> skip) {}

  private record Use(DataSet set, Part part) {}

  /**
   * Reads and scores.
   *
   * @param listener told every comment and label that a set takes
   * @param inputs told everything that was scored, once
   */
  void read(Listener listener, Consumer<ScoringInput> inputs) throws IOException {
    Map<Reading, List<Use>> readings = new LinkedHashMap<>();
    for (DataSet set : plan.sets()) {
      scored.put(set, models.stream().map(model -> new ScoredRows()).toList());
      for (Part part : set.parts()) {
        readings
            .computeIfAbsent(new Reading(part.file(), part.skip()), key -> new ArrayList<>())
            .add(new Use(set, part));
      }
    }
    progress.begin("Scoring", readings.size());
    for (Map.Entry<Reading, List<Use>> reading : readings.entrySet()) {
      progress.step(DataSet.nameOf(reading.getKey().file()));
      read(reading.getKey(), reading.getValue(), listener, inputs);
    }
  }

  private void read(
      Reading reading, List<Use> uses, Listener listener, Consumer<ScoringInput> inputs)
      throws IOException {
    try (LabelledComments comments = LabelledComments.open(reading.file(), reading.skip())) {
      Optional<LabelledComment> next = comments.next();
      while (next.isPresent()) {
        if (take(reading.file(), next.get(), uses, listener)) {
          inputs.accept(next.get().input());
        }
        next = comments.next();
      }
    }
  }

  /** Whether a set took the comment. */
  private boolean take(Path file, LabelledComment comment, List<Use> uses, Listener listener)
      throws IOException {
    List<Scores> scores = List.of();
    for (Use use : uses) {
      boolean began = false;
      for (Label label : Label.ALL) {
        double weight = use.part.weight().of(comment, label);
        if (weight > 0) {
          scores = scores.isEmpty() ? score(file, comment) : scores;
          if (scores.stream().allMatch(one -> one.has(label))) {
            add(use.set, comment, label, scores, weight, !began);
            began = true;
            listener.take(use.set, comment, label, scores.get(0).get(label));
          }
        }
      }
    }
    return !scores.isEmpty();
  }

  private List<Scores> score(Path file, LabelledComment comment) throws IOException {
    List<Scores> scores = new ArrayList<>();
    for (RowScoring model : models) {
      scores.add(model.score(file, comment));
    }
    return scores;
  }

  private void add(
      DataSet set,
      LabelledComment comment,
      Label label,
      List<Scores> scores,
      double weight,
      boolean isFirst) {
    for (int i = 0; i < scores.size(); i++) {
      ScoredRows rows = rowsOf(set).get(i);
      if (isFirst) {
        rows.nextRow();
      }
      rows.add(label, scores.get(i).get(label), comment.isPositive(label), weight);
    }
  }

  /** What a model scored for a set, positives at the rate that is assumed. */
  ScoredRows scored(DataSet set, int model) {
    ScoredRows rows = rowsOf(set).get(model);
    if (set.assumed().isEmpty() || !rows.of(set.assumed().get().label()).hasBoth()) {
      return rows;
    }
    AssumedRate assumed = set.assumed().get();
    return rows.withRate(assumed.label(), assumed.rate());
  }

  private List<ScoredRows> rowsOf(DataSet set) {
    List<ScoredRows> rows = scored.get(set);
    if (rows == null) {
      throw new IllegalStateException("read() first");
    }
    return rows;
  }

  /** The sets that have comments, in the order of the plan. */
  List<DataSet> measurable() {
    return scored.keySet().stream().filter(set -> hasRows(set) && !isReplaced(set)).toList();
  }

  private boolean hasRows(DataSet set) {
    return rowsOf(set).get(0).rows() > 0;
  }

  private boolean isReplaced(DataSet set) {
    return set.kind() == Kind.SOURCE_WITHOUT_WEIGHTS
        && scored.keySet().stream()
            .anyMatch(
                other ->
                    other.kind() == Kind.SOURCE
                        && other.name().equals(set.name())
                        && hasRows(other));
  }

  /** A set and what was measured on it. */
  record Measured(DataSet set, Measurement measurement) {}

  /** Measures the first model on every set that has comments. */
  List<Measured> measure(Map<Label, RecommendedThresholds> thresholds, Resampling resampling) {
    List<DataSet> sets = measurable();
    progress.begin("Resampling", sets.size());
    List<Measured> measured = new ArrayList<>();
    for (DataSet set : sets) {
      progress.step(set.name());
      measured.add(
          new Measured(
              set, Measurement.of(set.name(), set.rows(), scored(set, 0), thresholds, resampling)));
    }
    return measured;
  }
}
