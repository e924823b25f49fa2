package dev.replyguard.training.data;

import java.util.List;

/** Comments that are made by a program, from templates or from other comments. */
public interface GeneratedSource {
  /** The name by which a recipe asks for it. */
  String name();

  /**
   * Makes the comments: the same ones for the same seed, in the same order.
   *
   * @param split those of {@link Split#TRAINING} have the folds 0 to 7, so that nothing is
   *     calibrated or measured on them
   */
  List<LabelledComment> comments(long seed, Split split);
}
