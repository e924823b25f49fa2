package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

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
   * Scores the comments of a fold that say something about one of some labels.
   *
   * @param models each gives the log-odds of an input, for several threads at once
   * @param labels those that count
   * @param progress told the file that is being read
   * @return for each of the models the fold as it scores it, all of the same instances
   * @throws dev.replyguard.training.data.DataException when a file is missing or faulty
   */
  public static List<ScoredFold> of(
      List<Function<ScoringInput, double[]>> models,
      Set<Label> labels,
      Recipe recipe,
      int fold,
      SourceComments comments,
      Consumer<String> progress)
      throws IOException {
    List<Instance> instances = new ArrayList<>();
    List<Map<Instance, double[]>> logits = models.stream().map(m -> newMap()).toList();
    for (SourceSettings source : recipe.sources()) {
      progress.accept(source.file());
      List<Instance> ofSource = new ArrayList<>();
      List<ScoringInput> inputs = new ArrayList<>();
      comments.forEach(
          source,
          comment -> {
            Instance instance =
                Instance.of(new int[0], new float[0], comment.labels(), comment.fold(), source);
            if (comment.fold() == fold
                && labels.stream().anyMatch(label -> instance.trainingWeight(label) > 0)) {
              ofSource.add(instance);
              inputs.add(comment.input());
            }
          });
      for (int i = 0; i < models.size(); i++) {
        List<double[]> scored = inputs.parallelStream().map(models.get(i)).toList();
        for (int row = 0; row < scored.size(); row++) {
          logits.get(i).put(ofSource.get(row), scored.get(row));
        }
      }
      instances.addAll(ofSource);
    }
    return logits.stream().map(each -> new ScoredFold(each, instances)).toList();
  }

  private static Map<Instance, double[]> newMap() {
    return new IdentityHashMap<>();
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
