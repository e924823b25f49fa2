package dev.replyguard.model;

import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.text.EmojiNames;
import dev.replyguard.text.ScoringInput;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores comments by an ONNX model and a linear one together, weighed for each label by {@link
 * StackingWeights}: a transformer reads what words mean together, the linear model knows links, the
 * author and all labels. Thread-safe.
 *
 * <p>The ONNX model is given the text in the form that the linear model reads, in small letters,
 * disguises undone and misspelt words respelled: so what hides words from one hides them from none.
 * Emoji are spelt out for it.
 *
 * <p>A label that the ONNX model does not know is scored by the linear one alone.
 */
public final class StackedClassifier implements ScoringModel {
  /** Names in an explanation what the ONNX model adds. */
  public static final String WHOLE = "wording as a whole";

  private final OnnxClassifier onnx;
  private final CommentClassifier linear;
  private final Map<Label, StackingWeights> weights;
  private final Map<Label, Calibration> calibrations;

  /**
   * A classifier that owns both models.
   *
   * @param onnx its version and card are those of the two together
   * @param weights one for each label; its {@code onnx} is 0 where that model does not know the
   *     label
   * @param calibrations one for each label
   */
  StackedClassifier(
      OnnxClassifier onnx,
      CommentClassifier linear,
      Map<Label, StackingWeights> weights,
      Map<Label, Calibration> calibrations) {
    this.onnx = onnx;
    this.linear = linear;
    this.weights = new EnumMap<>(weights);
    this.calibrations = new EnumMap<>(calibrations);
  }

  @Override
  public String version() {
    return onnx.version();
  }

  @Override
  public ModelCard card() {
    return onnx.card();
  }

  /** All. */
  @Override
  public Set<Label> labels() {
    return linear.labels();
  }

  /** Yes: the ONNX model takes milliseconds. */
  @Override
  public boolean isBlocking() {
    return true;
  }

  /** Yes: exactly what each word adds through the linear model, and the ONNX model as one part. */
  @Override
  public boolean explains() {
    return true;
  }

  /** That of the linear model: it holds the text as both read it. */
  @Override
  public String scoringKey(ScoringInput input) {
    return linear.scoringKey(input);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ScoringException where the ONNX model fails or takes longer than it may
   */
  @Override
  public Scores score(ScoringInput input) {
    double[] logits = logits(input);
    float[] scores = new float[logits.length];
    calibrations.forEach(
        (label, calibration) ->
            scores[label.index()] = calibration.probability(logits[label.index()]));
    return Scores.of(scores);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ScoringException where the ONNX model fails or takes longer than it may
   */
  @Override
  public double[] logits(ScoringInput input) {
    double[] read = onnxLogits(input);
    double[] logits = linear.logits(input);
    for (Label label : Label.ALL) {
      int index = label.index();
      StackingWeights of = Manifest.of(weights, label);
      logits[index] = of.linear() * logits[index] + ofOnnx(of, read[index]) + of.bias();
    }
    return logits;
  }

  /**
   * Why {@code input} gets its scores: what each word and each feature adds through the linear
   * model, and as one part over the whole text, {@link #WHOLE}, what the ONNX model adds.
   *
   * @throws ScoringException where the ONNX model fails or takes longer than it may
   */
  @Override
  public Explanation explain(ScoringInput input) {
    double[] read = onnxLogits(input);
    int length = input.text().length();
    List<LabelExplanation> labels = new ArrayList<>();
    for (LabelExplanation linearly : linear.explain(input).labels()) {
      Label label = linearly.label();
      StackingWeights of = Manifest.of(weights, label);
      double whole = ofOnnx(of, read[label.index()]);
      double logit = of.linear() * linearly.logit() + whole + of.bias();
      labels.add(
          new LabelExplanation(
              label,
              Manifest.of(calibrations, label).probability(logit),
              logit,
              of.linear() * linearly.bias() + of.bias(),
              parts(linearly.contributions(), of, whole, length)));
    }
    return new Explanation(version(), labels);
  }

  /**
   * What the ONNX model is given to read of {@code input}.
   *
   * @param linear the linear model beside it
   */
  public static ScoringInput reading(CommentClassifier linear, ScoringInput input) {
    return ScoringInput.of(EmojiNames.spellOut(linear.asRead(input.text())));
  }

  private double[] onnxLogits(ScoringInput input) {
    return onnx.logits(reading(linear, input));
  }

  private static List<Contribution> parts(
      List<Contribution> linearly, StackingWeights weights, double whole, int length) {
    List<Contribution> parts = new ArrayList<>(linearly.size() + 1);
    for (Contribution part : linearly) {
      parts.add(
          new Contribution(
              part.start(),
              part.end(),
              part.feature(),
              part.normalized(),
              weights.linear() * part.weight()));
    }
    if (weights.onnx() > 0) {
      parts.add(new Contribution(0, length, WHOLE, null, whole));
    }
    parts.sort(Contributions.WEIGHTIEST_FIRST);
    return parts;
  }

  /** Nothing for a label that the ONNX model does not know, whose log-odds are no number. */
  private static double ofOnnx(StackingWeights weights, double logOdds) {
    return weights.onnx() > 0 ? weights.onnx() * logOdds : 0;
  }

  /** Closes both models. */
  @Override
  public void close() {
    onnx.close();
    linear.close();
  }
}
