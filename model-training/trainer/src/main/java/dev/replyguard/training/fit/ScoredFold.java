package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The comments of one fold of a recipe's sources, each with its log-odds by a model that was not
 * trained here. The comments have no features. Immutable.
 */
public final class ScoredFold implements LogOdds {
  private final List<Instance> instances;
  private final Map<Instance, double[]> logits;

  private ScoredFold(Map<Instance, double[]> logits, List<Instance> instances) {
    this.logits = logits;
    this.instances = List.copyOf(instances);
  }

  /**
   * Scores the comments of a fold that say something about a label that the model knows.
   *
   * @param progress told the file that is being read
   * @throws dev.replyguard.training.data.DataException when a file is missing or faulty
   */
  public static ScoredFold of(
      ScoringModel model,
      Recipe recipe,
      int fold,
      SourceComments comments,
      Consumer<String> progress)
      throws IOException {
    List<Instance> instances = new ArrayList<>();
    Map<Instance, double[]> logits = new HashMap<>();
    for (SourceSettings source : recipe.sources()) {
      progress.accept(source.file());
      comments.forEach(
          source,
          comment -> {
            Instance instance =
                Instance.of(new int[0], new float[0], comment.labels(), comment.fold(), source);
            if (comment.fold() == fold && counts(instance, model)) {
              instances.add(instance);
              logits.put(instance, model.logits(comment.input()));
            }
          });
    }
    return new ScoredFold(logits, instances);
  }

  private static boolean counts(Instance instance, ScoringModel model) {
    return model.labels().stream().anyMatch(label -> instance.trainingWeight(label) > 0);
  }

  /** The comments, in the order of the sources and their rows. */
  public List<Instance> instances() {
    return instances;
  }

  /** The log-odds of {@code label}, which the model knows, for one of {@link #instances}. */
  @Override
  public double logit(Label label, Instance instance) {
    double[] found = logits.get(instance);
    if (found == null) {
      throw new IllegalArgumentException("instance: one of this fold expected");
    }
    return found[label.index()];
  }
}
