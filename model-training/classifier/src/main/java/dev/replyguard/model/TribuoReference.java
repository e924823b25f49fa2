package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.ScoringInput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.common.sgd.AbstractLinearSGDModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;

/**
 * Scores by Tribuo's own {@code predict}, from the same features: slow, and what {@link
 * CommentClassifier} is held to. Not thread-safe.
 */
public final class TribuoReference {
  private final Model<MultiLabel> model;
  private final TextReading reading;
  private final int hashBits;
  private final @Nullable TokenNetwork network;
  private final TokenNetwork.Workspace workspace = new TokenNetwork.Workspace();
  private final double[] biases = new double[FlatWeights.LABELS];

  /**
   * A reference for {@code bundle}.
   *
   * @throws BundleException when Tribuo's model cannot be unpacked
   */
  public static TribuoReference of(ModelBundle bundle) throws BundleException {
    return new TribuoReference(
        bundle.tribuoModel(),
        bundle.extractor(),
        new TextReading(bundle.extractor(), bundle.tokenReader()),
        bundle.network());
  }

  /** A reference for a model whose features are made by {@code extractor}. */
  public TribuoReference(Model<MultiLabel> model, FeatureExtractor extractor) {
    this(model, extractor, new TextReading(extractor, List.of()), null);
  }

  private TribuoReference(
      Model<MultiLabel> model,
      FeatureExtractor extractor,
      TextReading reading,
      @Nullable TokenNetwork network) {
    this.model = model;
    this.reading = reading;
    this.hashBits = extractor.settings().hashBits();
    this.network = network;
    if (!(model instanceof AbstractLinearSGDModel<MultiLabel> linear)) {
      throw new IllegalArgumentException(
          "model: a linear one expected, got " + model.getClass().getName());
    }
    for (Label label : Label.ALL) {
      int id = model.getOutputIDInfo().getID(new MultiLabel(label.key()));
      biases[label.index()] = linear.getWeightsCopy().get(id, model.getFeatureIDMap().size());
    }
  }

  /** Every label's probability for {@code text} before calibration, in label order. */
  public double[] probabilities(String text) {
    reading.extract(ScoringInput.of(text));
    FeatureBuffer features = reading.features();
    float[] pooled = pooled();
    // Handed over as arrays, which Tribuo sorts once: adding one by one sorts every time.
    String[] names = new String[features.size() + pooled.length];
    double[] values = new double[names.length];
    for (int i = 0; i < pooled.length; i++) {
      names[features.size() + i] = FeatureNames.ofPooled(i);
      values[features.size() + i] = pooled[i];
    }
    boolean known = pooled.length > 0;
    for (int i = 0; i < features.size(); i++) {
      names[i] = FeatureNames.of(features.bucket(i), hashBits);
      values[i] = features.value(i);
      known |= model.getFeatureIDMap().getID(names[i]) >= 0;
    }
    double[] probabilities = new double[FlatWeights.LABELS];
    if (!known) {
      // Tribuo refuses an example without a known feature; the linear model's answer is its bias.
      for (int label = 0; label < probabilities.length; label++) {
        probabilities[label] = Calibration.sigmoid(biases[label]);
      }
      return probabilities;
    }
    Example<MultiLabel> example =
        new ArrayExample<>(MultiLabelFactory.UNKNOWN_MULTILABEL, names, values);
    Map<String, MultiLabel> scores = model.predict(example).getOutputScores();
    for (Label label : Label.ALL) {
      MultiLabel score = scores.get(label.key());
      if (score == null) {
        throw new IllegalStateException("Tribuo gave no score for " + label.key());
      }
      probabilities[label.index()] =
          score.getLabelScore(new org.tribuo.classification.Label(label.key())).orElseThrow();
    }
    return probabilities;
  }

  private float[] pooled() {
    if (network == null) {
      return new float[0];
    }
    network.pool(reading.text(), reading.features(), workspace);
    return workspace.pooled();
  }
}
