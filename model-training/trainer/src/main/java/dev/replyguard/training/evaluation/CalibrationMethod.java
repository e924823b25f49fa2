package dev.replyguard.training.evaluation;

import dev.replyguard.model.Calibration;

/** How log-odds become probabilities. */
public enum CalibrationMethod {
  /** A straight line: {@link PlattScaling}. */
  PLATT,
  /** A rising line of any shape: {@link IsotonicRegression}. It needs more comments. */
  ISOTONIC;

  /**
   * The calibration of {@code logits}.
   *
   * @param logits whose scores are log-odds, with comments of both kinds
   */
  public Calibration fit(ScoredSet logits) {
    return this == PLATT ? PlattScaling.fit(logits) : IsotonicRegression.fit(logits);
  }
}
