package dev.replyguard.benchmarks;

import dev.replyguard.model.FeatureNames;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TextNormalizer;
import org.tribuo.Example;
import org.tribuo.impl.ArrayExample;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;

/** Makes Tribuo's examples of texts, as its predict needs them. For one thread. */
final class TribuoExamples {
  private final FeatureExtractor extractor;
  private final NormalizedText text = new NormalizedText();
  private final FeatureBuffer features = new FeatureBuffer();

  /**
   * Examples with these features.
   *
   * @throws IllegalArgumentException when the settings ask for factors, which only a bundle has
   */
  TribuoExamples(FeatureSettings settings) {
    this.extractor = new FeatureExtractor(settings);
  }

  Example<MultiLabel> of(String comment) {
    TextNormalizer.normalize(comment, text);
    extractor.extract(text, features);
    String[] names = new String[features.size()];
    double[] values = new double[features.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = FeatureNames.of(features.bucket(i), extractor.settings().hashBits());
      values[i] = features.value(i);
    }
    return new ArrayExample<>(MultiLabelFactory.UNKNOWN_MULTILABEL, names, values);
  }
}
