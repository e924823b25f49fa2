package dev.replyguard.model;

import dev.replyguard.model.Calibration.Point;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.model.RecommendedThresholds.Uncertainty;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.text.FeatureSettings.Orders;
import dev.replyguard.text.FeatureSettings.TermFrequency;
import dev.replyguard.text.FeatureSettings.Weighting;
import dev.replyguard.text.RandomTexts;
import dev.replyguard.text.ScoringInput;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tribuo.MutableDataset;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;
import org.tribuo.multilabel.sgd.linear.LinearSGDModel;
import org.tribuo.multilabel.sgd.linear.LinearSGDTrainer;
import org.tribuo.multilabel.sgd.objectives.BinaryCrossEntropy;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Small real models, trained by Tribuo on made-up texts with labels drawn by lot. */
final class TestModels {
  private static final long SEED = 20_261_122;
  private static final int TEXTS = 300;

  private TestModels() {}

  /** Those that additive models know. */
  static final List<String> TOKENS = List.of("the", "fine", "a", "!!!!", "agree", "don't");

  /** A bundle's parts for a model with the default settings but fewer buckets. */
  static BundleWriter small() {
    return of(settings(12, false));
  }

  /** A bundle's parts for a model that leaves most of its buckets empty, with factors. */
  static BundleWriter sparseWithFactors() {
    return of(settings(18, true));
  }

  /** A bundle's parts for an additive token model, all kinds of sequences in it. */
  static BundleWriter additive(int hashBits, TermFrequency frequency, boolean factors) {
    FeatureSettings defaults = FeatureSettings.ADDITIVE;
    return of(
        new FeatureSettings(
            defaults.version(),
            hashBits,
            11,
            new Orders(1, 3),
            new Orders(1, 5),
            defaults.characterScope(),
            frequency,
            factors,
            true,
            defaults.structure(),
            new Weighting(1.5, 0.8, 0.2, factors ? 0.4 : 0.5, true),
            factors ? 0 : 6));
  }

  /** A bundle's parts for an additive token model with two networks, their weights drawn by lot. */
  static BundleWriter withNetworks() {
    return of(additive(14, 3), List.of(network(1), network(2)));
  }

  /** The additive token model as it is used, with other buckets. */
  private static FeatureSettings additive(int hashBits, int seed) {
    FeatureSettings defaults = FeatureSettings.ADDITIVE;
    return new FeatureSettings(
        defaults.version(),
        hashBits,
        seed,
        defaults.wordOrders(),
        defaults.characterOrders(),
        defaults.characterScope(),
        defaults.termFrequency(),
        false,
        true,
        defaults.structure(),
        defaults.weighting(),
        5);
  }

  private static NetworkWeights network(long seed) {
    Random random = new Random(seed);
    NetworkWeights.Shape shape = new NetworkWeights.Shape(5, 6, 9, new Orders(3, 5), 10);
    return NetworkWeights.of(
        shape,
        numbers(random, shape.vocabulary() * shape.dimensions()),
        numbers(random, shape.grams() * shape.dimensions()),
        numbers(random, NetworkWeights.WIDTH * shape.dimensions() * shape.filters()),
        numbers(random, shape.filters()));
  }

  private static float[] numbers(Random random, int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) random.nextGaussian() / 2;
    }
    return numbers;
  }

  static ModelBundle read(BundleWriter writer) throws BundleException {
    return ModelBundle.read(new ByteArrayInputStream(writer.toBytes()), "test.bundle");
  }

  static BundleWriter of(FeatureSettings settings) {
    return of(settings, List.of());
  }

  private static BundleWriter of(FeatureSettings settings, List<NetworkWeights> networks) {
    List<Float> factors = factors(settings);
    Map<Label, Calibration> calibrations = new EnumMap<>(Label.class);
    Map<Label, RecommendedThresholds> thresholds = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      calibrations.put(label, calibration(label));
      thresholds.put(
          label,
          new RecommendedThresholds(
              List.of(
                  new OperatingPoint(0.80, 0.5f, 0.81, 0.7, uncertainty()),
                  new OperatingPoint(0.95, 0.9f, 0.96, 0.3))));
    }
    thresholds.put(Label.THREAT, RecommendedThresholds.NONE);
    ModelCard card =
        new ModelCard(
            "test-1",
            "Labels drawn by lot.",
            List.of("en"),
            List.of(new ModelCard.Source("made up", "Apache-2.0", TEXTS)),
            List.of(
                new ModelCard.Metric("made up", "mean", "rocAuc", 0.5),
                new ModelCard.Metric("made up", "spam", "rocAuc", 0.5, new Interval(0.4, 0.6))),
            "TestModels, seed " + SEED);
    List<String> tokens = settings.isAdditive() ? TOKENS : List.of();
    @Nullable TokenNetwork network = networks.isEmpty() ? null : new TokenNetwork(networks, tokens);
    LinearSGDModel model = train(extractor(settings, factors), network);
    return new BundleWriter(
        card,
        settings,
        tokens,
        factors,
        model,
        networks,
        calibrations,
        thresholds,
        "{\"made\":\"up\"}\n");
  }

  /** Platt's straight line, but for spam a line of several points as isotonic regression gives. */
  static Calibration calibration(Label label) {
    return label == Label.SPAM
        ? new Calibration(List.of(new Point(-2, -5), new Point(-0.5, -1), new Point(1, 3)))
        : Calibration.platt(1 + 0.1 * label.index(), -0.2);
  }

  private static Uncertainty uncertainty() {
    return new Uncertainty(
        0.95, 0.75, new Interval(0.25, 0.625), new Interval(0.5, 0.875), new Interval(0.5, 1));
  }

  static FeatureSettings settings(int hashBits, boolean factors) {
    FeatureSettings defaults = FeatureSettings.DEFAULT;
    return new FeatureSettings(
        defaults.version(),
        hashBits,
        7,
        defaults.wordOrders(),
        defaults.characterOrders(),
        defaults.characterScope(),
        factors ? TermFrequency.BINARY : TermFrequency.LOGARITHMIC,
        factors,
        defaults.unitLength(),
        defaults.structure());
  }

  private static List<Float> factors(FeatureSettings settings) {
    List<Float> factors = new ArrayList<>();
    Random random = new Random(SEED);
    for (int i = 0; settings.inverseDocumentFrequency() && i < settings.buckets(); i++) {
      factors.add(0.5f + random.nextFloat());
    }
    return factors;
  }

  /** Makes features of the additive token model as it is used. */
  static FeatureExtractor extractor(int hashBits) {
    return new FeatureExtractor(additive(hashBits, 0));
  }

  private static FeatureExtractor extractor(FeatureSettings settings, List<Float> factors) {
    float[] copy = new float[factors.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = factors.get(i);
    }
    return new FeatureExtractor(settings, copy);
  }

  private static LinearSGDModel train(FeatureExtractor extractor, @Nullable TokenNetwork network) {
    MultiLabelFactory factory = new MultiLabelFactory();
    MutableDataset<MultiLabel> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("made up", factory), factory);
    Random random = new Random(SEED);
    RandomTexts texts = new RandomTexts(SEED);
    TextReading reading = new TextReading(extractor, TOKENS);
    FeatureBuffer features = reading.features();
    TokenNetwork.Workspace workspace = new TokenNetwork.Workspace();
    for (int i = 0; i < TEXTS; i++) {
      reading.extract(ScoringInput.of(texts.words(1 + i % 40)));
      if (network != null) {
        network.pool(reading.text(), features, workspace);
      }
      int pooled = workspace.pooled().length;
      String[] names = new String[features.size() + pooled];
      double[] values = new double[names.length];
      for (int f = 0; f < features.size(); f++) {
        names[f] = FeatureNames.of(features.bucket(f), extractor.settings().hashBits());
        values[f] = features.value(f);
      }
      for (int f = 0; f < pooled; f++) {
        names[features.size() + f] = FeatureNames.ofPooled(f);
        values[features.size() + f] = workspace.pooled()[f];
      }
      dataset.add(new ArrayExample<>(labels(random), names, values));
    }
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(new BinaryCrossEntropy(), new AdaGrad(1.0), 3, SEED);
    return trainer.train(dataset);
  }

  private static MultiLabel labels(Random random) {
    Set<org.tribuo.classification.Label> labels = new HashSet<>();
    for (Label label : Label.ALL) {
      if (random.nextInt(3) == 0) {
        labels.add(new org.tribuo.classification.Label(label.key()));
      }
    }
    return new MultiLabel(labels);
  }

  /** An entry's bytes. */
  static byte[] unpack(byte[] bundle, String name) {
    return BundleArchive.entries(bundle).unpack(name, Integer.MAX_VALUE).bytes();
  }
}
