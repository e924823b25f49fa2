package dev.replyguard.benchmarks;

import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.NetworkWeights;
import dev.replyguard.model.TokenNetwork;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings.Orders;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.text.TextNormalizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What networks over tokens add to scoring a comment, by their size: weights drawn by lot, the
 * shipped bundle's tokens. {@link ScoringBenchmark#tokens} is what comes before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class NetworkBenchmark {
  private static final int VOCABULARY = 20_000;
  private static final int DIMENSIONS = 32;
  private static final int GRAM_BITS = 15;
  private static final int LENGTH = 280;

  /** The bundle whose tokens and features are taken. */
  @Param("model-training/models/replyguard-en.bundle")
  public String bundle = "";

  /** How many networks. */
  @Param({"1", "2"})
  public int networks;

  /** Filters of each. */
  @Param({"64", "128", "256"})
  public int filters;

  private final List<NormalizedText> texts = new ArrayList<>();
  private final List<FeatureBuffer> features = new ArrayList<>();
  private final TokenNetwork.Workspace workspace = new TokenNetwork.Workspace();
  private TokenNetwork network;
  private int next;

  /** Draws the weights, and reads the comments' tokens. */
  @Setup
  public void prepare() throws IOException {
    ModelBundle model = ModelBundle.read(Path.of(bundle));
    List<NetworkWeights> weights = new ArrayList<>();
    for (int seed = 0; seed < networks; seed++) {
      weights.add(weights(new Random(seed)));
    }
    network = new TokenNetwork(weights, model.frequentTokens());
    FeatureExtractor extractor = new FeatureExtractor(model.features());
    for (String comment : Comments.of("", model, LENGTH)) {
      NormalizedText text = TextNormalizer.normalize(comment);
      FeatureBuffer tokens = new FeatureBuffer();
      extractor.extractStructure(ScoringInput.of(comment), text, tokens);
      texts.add(text);
      features.add(tokens);
    }
  }

  private NetworkWeights weights(Random random) {
    NetworkWeights.Shape shape =
        new NetworkWeights.Shape(VOCABULARY, DIMENSIONS, filters, new Orders(3, 5), GRAM_BITS);
    return NetworkWeights.of(
        shape,
        numbers(random, shape.vocabulary() * DIMENSIONS),
        numbers(random, shape.grams() * DIMENSIONS),
        numbers(random, NetworkWeights.WIDTH * DIMENSIONS * filters),
        numbers(random, filters));
  }

  private static float[] numbers(Random random, int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) random.nextGaussian() / 4;
    }
    return numbers;
  }

  /** From a comment's tokens to what the networks make of it. */
  @Benchmark
  public float[] pool() {
    next = next + 1 == texts.size() ? 0 : next + 1;
    network.pool(texts.get(next), features.get(next), workspace);
    return workspace.pooled();
  }
}
