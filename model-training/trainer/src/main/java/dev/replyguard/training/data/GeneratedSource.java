package dev.replyguard.training.data;

import java.util.List;

/** Comments that are made by a program, from templates or from other comments. */
public interface GeneratedSource {
  /** The training folds of most recipes. */
  List<Integer> USUAL_FOLDS = List.of(0, 1, 2, 3, 4, 5, 6, 7);

  /** The name by which a recipe asks for it. */
  String name();

  /**
   * Makes the comments: the same ones for the same seed, in the same order.
   *
   * @param split those of {@link Split#TRAINING} have training folds, so that nothing is calibrated
   *     or measured on them
   */
  List<LabelledComment> comments(long seed, Split split);
}
