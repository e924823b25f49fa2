package dev.replyguard.training.recipe;

import dev.replyguard.model.Label;
import dev.replyguard.training.recipe.SourceSettings.Natural;
import java.util.EnumSet;
import java.util.Set;

/**
 * For which labels some source of a recipe has natural rates of positives. There the sources of
 * other comments only help: they understand the label differently, and have it at other rates.
 */
public final class NaturalRates {
  private final Set<Label> labels = EnumSet.noneOf(Label.class);

  /** Those of {@code recipe}. */
  public NaturalRates(Recipe recipe) {
    for (SourceSettings source : recipe.sources()) {
      for (Label label : Label.ALL) {
        if (source.natural() == Natural.ALL && source.weightOf(label) > 0) {
          labels.add(label);
        }
      }
    }
  }

  /**
   * Whether {@code source} has comments of people elsewhere, at rates of its own, while others have
   * {@code label} at natural rates. What is made up is made to be answered as it says.
   */
  public boolean isElsewhere(SourceSettings source, Label label) {
    return source.natural() == Natural.NONE && !source.isGenerated() && labels.contains(label);
  }
}
