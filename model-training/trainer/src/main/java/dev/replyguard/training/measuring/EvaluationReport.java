package dev.replyguard.training.measuring;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.replyguard.training.evaluation.Curves;
import java.util.List;

/**
 * An evaluation with what belongs to one run of it.
 *
 * @param evaluation what is the same on every machine
 * @param bundle the file
 * @param speed of scoring
 * @param curves of every label on headline data sets
 * @param mistakes the worst; their texts are never written to JSON
 */
public record EvaluationReport(
    @JsonUnwrapped Evaluation evaluation,
    BundleFigures bundle,
    SpeedFigures speed,
    List<Curves> curves,
    @JsonProperty("worstMistakes") @JsonIgnoreProperties("text") List<Mistake> mistakes) {
  public EvaluationReport {
    curves = List.copyOf(curves);
    mistakes = List.copyOf(mistakes);
  }

  /**
   * A bundle as a file.
   *
   * @param bytes its size
   * @param loadMillis how long it took from the file until a comment could be scored, the first
   *     time in this process
   */
  public record BundleFigures(long bytes, double loadMillis) {}
}
