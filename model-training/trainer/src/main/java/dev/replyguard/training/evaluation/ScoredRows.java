package dev.replyguard.training.evaluation;

import dev.replyguard.model.Label;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Scored comments of one data set, for every label those that say something about it. Comments keep
 * their row over all labels, so that a resample draws whole comments. Grows by adding; not
 * thread-safe.
 */
public final class ScoredRows {
  private final Map<Label, ScoredSet> sets = new EnumMap<>(Label.class);
  private int rows;

  /** Begins a comment: what is added from now on belongs to it. */
  public void nextRow() {
    rows++;
  }

  /**
   * Adds what the comment of this row says about a label.
   *
   * @param score any finite number: the higher, the likelier the label
   * @param positive whether the comment deserves the label
   * @param weight how many comments it stands for, above 0 and finite
   */
  public void add(Label label, double score, boolean positive, double weight) {
    sets.computeIfAbsent(label, key -> new ScoredSet()).add(rows - 1, score, positive, weight);
  }

  /** How many comments. */
  public int rows() {
    return rows;
  }

  /** By label the comments that say something about it; labels of which none does are left out. */
  public Map<Label, ScoredSet> sets() {
    return Collections.unmodifiableMap(sets);
  }

  /** The comments of one label. */
  public ScoredSet of(Label label) {
    ScoredSet set = sets.get(label);
    return set == null ? new ScoredSet() : set;
  }

  /**
   * The same comments, for one label those that deserve it weighted so that they are the share
   * {@code rate} of all.
   *
   * @param rate above 0, below 1
   */
  public ScoredRows withRate(Label label, double rate) {
    ScoredSet set = of(label);
    double now = set.baseRate();
    ScoredRows changed = new ScoredRows();
    changed.rows = rows;
    changed.sets.putAll(sets);
    changed.sets.put(label, set.withPositivesWeighing(rate / (1 - rate) * (1 - now) / now));
    return changed;
  }
}
