package dev.replyguard.model;

import dev.replyguard.text.ScoringInput;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Scores comments by an ONNX model, that of an {@link OnnxBundle}. Thread-safe.
 *
 * <p>The model is given the text as it was written: it was trained on such texts, and nothing that
 * the linear model's normalisation undoes. A text longer than the model reads at a time is read in
 * windows, and each label gets the highest log-odds of any: an insult is one wherever it stands.
 */
public final class OnnxClassifier implements ScoringModel {
  private final String version;
  private final ModelCard card;
  private final OnnxSession session;
  private final Activation activation;
  private final Map<Label, Integer> columns;
  private final Map<Label, Calibration> calibrations;

  /**
   * A classifier that owns {@code session}.
   *
   * @param version the model's version
   * @param calibrations one for each label of the settings; others are passed over
   */
  OnnxClassifier(
      String version,
      ModelCard card,
      OnnxSettings settings,
      Map<Label, Calibration> calibrations,
      OnnxSession session) {
    this.version = version;
    this.card = card;
    this.session = session;
    this.activation = settings.activation();
    this.columns = settings.labels();
    this.calibrations = new EnumMap<>(calibrations);
    this.calibrations.keySet().retainAll(columns.keySet());
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public Set<Label> labels() {
    return columns.keySet();
  }

  /** Yes: it takes milliseconds. */
  @Override
  public boolean isBlocking() {
    return true;
  }

  /** No: what a word adds depends on all others. */
  @Override
  public boolean explains() {
    return false;
  }

  /** The text as it is. */
  @Override
  public String scoringKey(ScoringInput input) {
    return input.text();
  }

  /**
   * {@inheritDoc}
   *
   * @throws ScoringException where the model fails or takes longer than it may
   */
  @Override
  public Scores score(ScoringInput input) {
    double[] logits = logits(input);
    Map<Label, Float> scores = new EnumMap<>(Label.class);
    calibrations.forEach(
        (label, calibration) -> scores.put(label, calibration.probability(logits[label.index()])));
    return Scores.partial(scores);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ScoringException where the model fails or takes longer than it may
   */
  @Override
  public double[] logits(ScoringInput input) {
    double[] logits = new double[Label.ALL.size()];
    Arrays.fill(logits, Double.NaN);
    float[][] rows = session.run(input.text());
    columns.forEach(
        (label, column) -> {
          double highest = -Activation.MAX_LOG_ODDS;
          for (float[] row : rows) {
            highest = Math.max(highest, activation.logOdds(row, column));
          }
          logits[label.index()] = highest;
        });
    return logits;
  }

  @Override
  public Explanation explain(ScoringInput input) {
    throw new UnsupportedOperationException("an ONNX model gives no explanations");
  }

  @Override
  public void close() {
    session.close();
  }
}
