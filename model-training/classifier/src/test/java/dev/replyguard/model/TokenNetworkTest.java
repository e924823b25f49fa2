package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.text.FeatureSettings.Orders;
import dev.replyguard.text.RandomTexts;
import dev.replyguard.text.ScoringInput;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenNetworkTest {
  private static final double PARITY = 1e-6;

  @Test
  void logits_ofThousandsOfTexts_agreeWithTribuo() throws BundleException {
    ModelBundle bundle = TestModels.read(TestModels.withNetworks());
    CommentClassifier classifier = CommentClassifier.of(bundle);
    TribuoReference reference = TribuoReference.of(bundle);
    RandomTexts texts = texts();
    double off = 0;
    for (int i = 0; i < 1_500; i++) {
      String text = i % 100 == 0 ? texts.words(500) : texts.next();
      double[] logits = classifier.logits(text);
      double[] expected = reference.probabilities(text);
      for (int label = 0; label < logits.length; label++) {
        double probability = Calibration.sigmoid(logits[label]);
        off = Math.max(off, Math.abs(probability - expected[label]));
      }
    }
    assertThat(off).isLessThan(PARITY);
  }

  @Test
  void explain_anyText_addsUpToTheLogit() throws BundleException {
    CommentClassifier classifier = CommentClassifier.of(TestModels.read(TestModels.withNetworks()));
    RandomTexts texts = texts();
    for (int i = 0; i < 500; i++) {
      String text = i == 0 ? texts.words(2_000) : texts.next();
      for (LabelExplanation label : classifier.explain(text).labels()) {
        double sum = label.bias();
        for (Contribution contribution : label.contributions()) {
          sum += contribution.weight();
        }
        assertThat(Math.abs(sum - label.logit())).isLessThan(1e-4);
      }
    }
  }

  @Test
  void logits_theSameWordsInAnotherOrder_differ() throws BundleException {
    CommentClassifier classifier = CommentClassifier.of(TestModels.read(TestModels.withNetworks()));

    assertThat(classifier.logits("quillbert the fine umbrellas"))
        .isNotEqualTo(classifier.logits("umbrellas fine the quillbert"));
  }

  @Test
  void score_onceWarm_allocatesNothing() throws BundleException {
    CommentClassifier classifier = CommentClassifier.of(TestModels.read(TestModels.withNetworks()));
    List<ScoringInput> inputs =
        List.of(
            ScoringInput.of("Fine weather, isn't it? I don't agree with the unknownword at all."),
            ScoringInput.of("the weather is fine and the goose is silly. ".repeat(100)));
    float[] scores = new float[FlatWeights.LABELS];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    // What the compiler has not seen often enough may still allocate: the least of many rounds.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 50 && least > 0; round++) {
      long before = threads.getThreadAllocatedBytes(self);
      for (int i = 0; i < 100; i++) {
        for (int input = 0; input < inputs.size(); input++) {
          classifier.score(inputs.get(input), scores);
        }
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
    }
    assertThat(least).isZero();
  }

  @Test
  void score_modelsInTurn_areNotMixedUp() throws BundleException {
    CommentClassifier first = CommentClassifier.of(TestModels.read(TestModels.withNetworks()));
    CommentClassifier second = CommentClassifier.of(TestModels.read(TestModels.small()));
    String text = "Fine weather for an unknownword.";
    double[] firstAlone = first.logits(text);
    double[] secondAlone = second.logits(text);

    assertThat(first.logits(text)).isEqualTo(firstAlone);
    assertThat(second.logits(text)).isEqualTo(secondAlone);
  }

  @Test
  void read_networkOfAnotherModel_isRefused() {
    byte[] digest = new byte[32];
    byte[] bytes = network(digest);
    digest[0] = 1;

    assertThatThrownBy(() -> NetworkFormat.requireOf(ByteBuffer.wrap(bytes), digest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("network.bin: was made for another model.tribuo");
  }

  @Test
  void read_cutShortAnywhere_isRefused() {
    byte[] digest = new byte[32];
    byte[] bytes = network(digest);
    for (int length = 0; length < bytes.length; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> NetworkFormat.read(ByteBuffer.wrap(cut)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("network.bin: ");
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> NetworkFormat.read(ByteBuffer.wrap(longer)))
        .hasMessage("network.bin: is longer than its networks");
  }

  @Test
  void read_written_isTheSame() {
    byte[] digest = new byte[32];
    byte[] bytes = network(digest);
    NetworkFormat.Networks read = NetworkFormat.read(ByteBuffer.wrap(bytes));

    assertThat(NetworkFormat.write(read.weights(), read.output(), digest)).isEqualTo(bytes);
  }

  @Test
  void of_vocabularyWithoutTokens_isRefused() {
    NetworkWeights.Shape shape = new NetworkWeights.Shape(3, 2, 2, new Orders(3, 5), 8);
    NetworkWeights weights =
        NetworkWeights.of(shape, new float[6], new float[512], new float[12], new float[2]);

    assertThatThrownBy(() -> new TokenNetwork(List.of(weights), List.of("one", "two")))
        .hasMessage("network: a vocabulary of 3 expected, got 2 tokens");
  }

  @Test
  void shape_outOfRange_namesTheField() {
    assertThatThrownBy(() -> new NetworkWeights.Shape(3, 0, 2, new Orders(3, 5), 8))
        .hasMessage("network.dimensions: 1 to 256 expected, got 0");
    assertThatThrownBy(() -> new NetworkWeights.Shape(3, 2, 2, Orders.NONE, 8))
        .hasMessage("network.orders: n-grams expected, got none");
  }

  private static byte[] network(byte[] digest) {
    NetworkWeights.Shape shape = new NetworkWeights.Shape(2, 3, 4, new Orders(3, 4), 8);
    float[] grams = new float[shape.grams() * 3];
    grams[5] = 0.25f;
    NetworkWeights weights =
        NetworkWeights.of(
            shape, new float[] {1, -2, 3, 0, 0, 0}, grams, new float[36], new float[4]);
    NetworkOutput output = new NetworkOutput(new float[7 * FlatWeights.LABELS]);
    return NetworkFormat.write(List.of(weights), output, digest);
  }

  private static RandomTexts texts() {
    long seed = System.nanoTime();
    System.out.println("TokenNetworkTest seed " + seed);
    return new RandomTexts(seed);
  }
}
