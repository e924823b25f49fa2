package dev.replyguard.training.network;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.recipe.NaturalRates;
import dev.replyguard.training.recipe.NetworkSettings;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;

/**
 * How much a row counts for each label when the network is trained, and for which labels a source
 * has an output of its own: where others have it at natural rates, it only helps to shape the
 * network.
 */
final class RowWeights {
  private final NetworkSettings settings;
  private final NaturalRates rates;

  RowWeights(Recipe recipe, NetworkSettings settings) {
    this.settings = settings;
    this.rates = new NaturalRates(recipe);
  }

  /** Whether {@code source} has an output of its own for {@code label}. */
  boolean hasOwnOutput(SourceSettings source, Label label) {
    return rates.isElsewhere(source, label) && source.weightOf(label) > 0;
  }

  /** One weight a label, in label order; 0 where the row says nothing. */
  float[] of(LabelledComment comment, SourceSettings source) {
    float[] weights = new float[Label.ALL.size()];
    for (Label label : Label.ALL) {
      float share = comment.labels()[label.index()];
      double weight = source.trainingWeight(label, share, comment.isClean());
      boolean other = weight > 0 && rates.isElsewhere(source, label);
      weights[label.index()] = (float) (other ? settings.otherWeight() : weight);
    }
    return weights;
  }
}
