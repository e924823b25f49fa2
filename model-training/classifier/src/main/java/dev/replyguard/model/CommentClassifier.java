package dev.replyguard.model;

import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TextNormalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores comments by a {@link ModelBundle}. Immutable and thread-safe, without locks: what it
 * writes to while scoring belongs to the calling thread and is used again for that thread's next
 * text.
 *
 * <p>Any string can be scored. Time grows linearly with its length. A text without any feature,
 * such as the empty one, gets each label's bias.
 */
public final class CommentClassifier {
  private static final ThreadLocal<Workspace> WORKSPACE = ThreadLocal.withInitial(Workspace::new);

  private final String version;
  private final ModelCard card;
  private final FeatureExtractor extractor;
  private final FlatWeights weights;
  private final Calibration[] calibrations;

  private CommentClassifier(ModelBundle bundle) {
    this.version = bundle.version();
    this.card = bundle.card();
    this.extractor = bundle.extractor();
    this.weights = bundle.weights();
    this.calibrations =
        Label.ALL.stream().map(bundle.calibrations()::get).toArray(Calibration[]::new);
  }

  /** A classifier that scores by {@code bundle}; it keeps the weights, not the bundle. */
  public static CommentClassifier of(ModelBundle bundle) {
    return new CommentClassifier(bundle);
  }

  /** The model's version, {@link ModelBundle#version()}. */
  public String version() {
    return version;
  }

  /** What the model is. */
  public ModelCard card() {
    return card;
  }

  /** The form of {@code text} in which what looks the same to a reader is the same. */
  public String normalized(String text) {
    Workspace workspace = WORKSPACE.get();
    TextNormalizer.normalize(text, workspace.text);
    return workspace.text.toString();
  }

  /**
   * All that the scores of {@code text} depend on: texts with the same key have the same scores. It
   * is the normalised text, and after a line end what the model sees beyond it, such as which words
   * are in capitals. Meant for caches.
   */
  public String scoringKey(String text) {
    Workspace workspace = WORKSPACE.get();
    TextNormalizer.normalize(text, workspace.text);
    extractor.extractStructure(workspace.text, workspace.features);
    StringBuilder key = new StringBuilder(workspace.text.length() + 64);
    key.append(workspace.text).append('\n');
    FeatureBuffer features = workspace.features;
    for (int i = 0; i < features.occurrences(); i++) {
      key.append(Integer.toHexString(features.occurrenceBucket(i))).append(' ');
    }
    return key.toString();
  }

  /** Every label's calibrated probability for {@code text}. */
  public Scores score(String text) {
    Workspace workspace = read(text);
    for (int label = 0; label < FlatWeights.LABELS; label++) {
      workspace.scores[label] = calibrations[label].probability(workspace.logits[label]);
    }
    return Scores.of(workspace.scores);
  }

  /** Every label's log-odds for {@code text} before calibration, in label order. */
  public double[] logits(String text) {
    return read(text).logits.clone();
  }

  /** Why {@code text} gets its scores. */
  public Explanation explain(String text) {
    Workspace workspace = read(text);
    Contributions contributions = new Contributions(workspace.text, workspace.features, weights);
    List<LabelExplanation> labels = new ArrayList<>();
    for (Label label : Label.ALL) {
      double logit = workspace.logits[label.index()];
      labels.add(
          new LabelExplanation(
              label,
              calibrations[label.index()].probability(logit),
              logit,
              weights.bias(label.index()),
              contributions.of(label)));
    }
    return new Explanation(version, labels);
  }

  private Workspace read(String text) {
    Workspace workspace = WORKSPACE.get();
    TextNormalizer.normalize(text, workspace.text);
    extractor.extract(workspace.text, workspace.features);
    weights.logits(workspace.features, workspace.logits);
    return workspace;
  }

  /** What one thread writes to; it knows no model, so that a replaced one can be freed. */
  private static final class Workspace {
    final NormalizedText text = new NormalizedText();
    final FeatureBuffer features = new FeatureBuffer();
    final double[] logits = new double[FlatWeights.LABELS];
    final float[] scores = new float[FlatWeights.LABELS];
  }
}
