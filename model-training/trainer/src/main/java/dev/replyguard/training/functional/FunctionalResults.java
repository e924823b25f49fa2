package dev.replyguard.training.functional;

import java.util.List;

/**
 * How a model did in the functional suite.
 *
 * @param cases how many
 * @param accuracy the share of right answers, 0..1
 * @param byFunctionality in the suite's order
 * @param byIdentity of the cases that name one, in the suite's order
 */
public record FunctionalResults(
    int cases, double accuracy, List<Row> byFunctionality, List<Row> byIdentity) {
  public FunctionalResults {
    byFunctionality = List.copyOf(byFunctionality);
    byIdentity = List.copyOf(byIdentity);
  }

  /**
   * A part of the suite.
   *
   * @param name of the functionality or the identity
   * @param label key of the label the cases are judged by; empty where they differ
   * @param positive how many cases deserve the label
   * @param positiveRight how many of these the model found
   * @param negative how many cases do not deserve the label
   * @param negativeRight how many of these the model left alone
   */
  public record Row(
      String name, String label, int positive, int positiveRight, int negative, int negativeRight) {
    /** How many cases. */
    public int cases() {
      return positive + negative;
    }

    /** The share of right answers, 0..1. */
    public double accuracy() {
      return (double) (positiveRight + negativeRight) / cases();
    }
  }
}
