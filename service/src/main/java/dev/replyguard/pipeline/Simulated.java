package dev.replyguard.pipeline;

import java.util.List;

/**
 * What a simulation has found.
 *
 * @param comments the comments that were judged again, the latest first
 * @param coverage how much was known
 */
public record Simulated(List<ReplayedComment> comments, Coverage coverage) {

  /**
   * How much of what came before was known.
   *
   * @param trail whether all changes of the lists since the first comment were read
   * @param rulings whether all rulings that could hold were
   * @param groups whether all comments were that groups could have begun with
   * @param unscored how many comments were judged without scores: the model had not been asked then
   */
  public record Coverage(boolean trail, boolean rulings, boolean groups, int unscored) {

    /** Everything was. */
    public static final Coverage WHOLE = new Coverage(true, true, true, 0);
  }

  public Simulated {
    comments = List.copyOf(comments);
  }
}
