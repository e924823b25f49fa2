package dev.replyguard.training.fit;

import dev.replyguard.model.Label;

/** A model in the making: gives a comment's log-odds for each label. */
public interface LogOdds {
  /** The log-odds of {@code label} for an instance, before calibration. */
  double logit(Label label, Instance instance);
}
