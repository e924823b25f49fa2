package dev.replyguard.training.network;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.recipe.NetworkSettings;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import dev.replyguard.training.recipe.SourceSettings.Natural;
import java.util.EnumSet;
import java.util.Set;

/**
 * How much a row counts for each label when the network is trained, and for which labels a source
 * has an output of its own: sources understand a label differently, and have it at other rates, so
 * where some source has it at natural rates the others only help to shape the network.
 */
final class RowWeights {
  private final NetworkSettings settings;
  private final Set<Label> natural = EnumSet.noneOf(Label.class);

  RowWeights(Recipe recipe, NetworkSettings settings) {
    this.settings = settings;
    for (SourceSettings source : recipe.sources()) {
      for (Label label : Label.ALL) {
        if (source.natural() == Natural.ALL && source.weightOf(label) > 0) {
          natural.add(label);
        }
      }
    }
  }

  /** Whether {@code source} has an output of its own for {@code label}. */
  boolean hasOwnOutput(SourceSettings source, Label label) {
    return natural.contains(label) && isOther(source) && source.weightOf(label) > 0;
  }

  /** Comments of people elsewhere; what is made up is made to be answered as it says. */
  private static boolean isOther(SourceSettings source) {
    return source.natural() == Natural.NONE && !source.isGenerated();
  }

  /** One weight a label, in label order; 0 where the row says nothing. */
  float[] of(LabelledComment comment, SourceSettings source) {
    float[] weights = new float[Label.ALL.size()];
    for (Label label : Label.ALL) {
      float share = comment.labels()[label.index()];
      double weight = source.trainingWeight(label, share, comment.isClean());
      boolean other = weight > 0 && isOther(source) && natural.contains(label);
      weights[label.index()] = (float) (other ? settings.otherWeight() : weight);
    }
    return weights;
  }
}
