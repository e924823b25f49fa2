package dev.replyguard.training.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.replyguard.model.Calibration;
import dev.replyguard.model.Label;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which calibration a label got, and why.
 *
 * @param label the label's key
 * @param method how it was calibrated
 * @param plattLogLoss what Platt scaling would cost on comments left out, in nats a comment; null
 *     where there are too few comments to try
 * @param isotonicLogLoss the same of isotonic regression
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CalibrationChoice(
    String label,
    CalibrationMethod method,
    @Nullable Double plattLogLoss,
    @Nullable Double isotonicLogLoss) {

  private static final int PARTS = 10;

  /**
   * The method asked for, or else the one that has the lower log-loss in ten-fold cross-validation,
   * comments with the label and without it spread evenly; Platt's where there are fewer than ten of
   * a kind.
   *
   * @param logits whose scores are log-odds, with comments of both kinds
   * @param seed of how the comments are dealt out
   */
  public static CalibrationChoice of(
      Label label, ScoredSet logits, Optional<CalibrationMethod> asked, long seed) {
    int fewer = Math.min(logits.positives(), logits.size() - logits.positives());
    if (fewer < PARTS) {
      return new CalibrationChoice(label.key(), asked.orElse(CalibrationMethod.PLATT), null, null);
    }
    int[] parts = parts(logits, seed);
    double platt = logLoss(logits, parts, CalibrationMethod.PLATT);
    double isotonic = logLoss(logits, parts, CalibrationMethod.ISOTONIC);
    CalibrationMethod better =
        isotonic < platt ? CalibrationMethod.ISOTONIC : CalibrationMethod.PLATT;
    return new CalibrationChoice(
        label.key(), asked.orElse(better), Rounded.of(platt), Rounded.of(isotonic));
  }

  /** Deals comments out, each kind by itself, as cards are dealt from a shuffled pack. */
  private static int[] parts(ScoredSet set, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] parts = new int[set.size()];
    for (boolean kind : new boolean[] {true, false}) {
      int[] pack = new int[set.size()];
      int size = 0;
      for (int i = 0; i < set.size(); i++) {
        if (set.isPositive(i) == kind) {
          int place = random.nextInt(size + 1);
          pack[size++] = pack[place];
          pack[place] = i;
        }
      }
      for (int i = 0; i < size; i++) {
        parts[pack[i]] = i % PARTS;
      }
    }
    return parts;
  }

  private static double logLoss(ScoredSet set, int[] parts, CalibrationMethod method) {
    double loss = 0;
    double total = 0;
    for (int part = 0; part < PARTS; part++) {
      ScoredSet others = new ScoredSet();
      for (int i = 0; i < set.size(); i++) {
        if (parts[i] != part) {
          others.add(set.score(i), set.isPositive(i), set.weight(i));
        }
      }
      Calibration calibration = method.fit(others);
      for (int i = 0; i < set.size(); i++) {
        if (parts[i] == part) {
          double z = calibration.logOdds(set.score(i));
          double against = set.isPositive(i) ? -z : z;
          // ln(1 + exp(against)), computed so that no exponential overflows.
          double cost = Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
          loss += set.weight(i) * cost;
          total += set.weight(i);
        }
      }
    }
    return loss / total;
  }
}
