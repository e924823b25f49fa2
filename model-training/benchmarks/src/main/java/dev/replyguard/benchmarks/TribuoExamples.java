package dev.replyguard.benchmarks;

import dev.replyguard.model.FeatureNames;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.TextReading;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.ScoringInput;
import org.tribuo.Example;
import org.tribuo.impl.ArrayExample;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;

/** Makes Tribuo's examples of texts, as its predict needs them. For one thread. */
final class TribuoExamples {
  private final TextReading reading;
  private final int hashBits;

  /**
   * Examples with the features that the bundle's model takes.
   *
   * @throws IllegalArgumentException when its settings ask for factors, which it keeps to itself
   */
  TribuoExamples(ModelBundle bundle) {
    this.reading =
        new TextReading(new FeatureExtractor(bundle.features()), bundle.frequentTokens());
    this.hashBits = bundle.features().hashBits();
  }

  Example<MultiLabel> of(String comment) {
    reading.extract(ScoringInput.of(comment));
    FeatureBuffer features = reading.features();
    String[] names = new String[features.size()];
    double[] values = new double[features.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = FeatureNames.of(features.bucket(i), hashBits);
      values[i] = features.value(i);
    }
    return new ArrayExample<>(MultiLabelFactory.UNKNOWN_MULTILABEL, names, values);
  }
}
