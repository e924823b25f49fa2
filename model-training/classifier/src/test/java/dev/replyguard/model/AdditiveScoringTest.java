package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.text.FeatureSettings.TermFrequency;
import dev.replyguard.text.RandomTexts;
import dev.replyguard.text.ScoringInput;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdditiveScoringTest {
  private static final double PARITY = 1e-6;

  @ParameterizedTest
  @EnumSource(TermFrequency.class)
  void logits_ofThousandsOfTexts_agreeWithThePlainPathAndTribuo(TermFrequency frequency)
      throws BundleException {
    assertParity(TestModels.read(TestModels.additive(12, frequency, false)));
    assertParity(TestModels.read(TestModels.additive(18, frequency, true)));
  }

  private static void assertParity(ModelBundle bundle) throws BundleException {
    long seed = System.nanoTime();
    System.out.println("AdditiveScoringTest seed " + seed);
    CommentClassifier classifier = CommentClassifier.of(bundle);
    TribuoReference reference = TribuoReference.of(bundle);
    TextReading reading = new TextReading(bundle.extractor(), bundle.frequentTokens());
    double[] plain = new double[FlatWeights.LABELS];
    RandomTexts texts = new RandomTexts(seed);
    double fromTribuo = 0;
    double fromPlain = 0;
    for (int i = 0; i < 1_500; i++) {
      // Some with words that are respelled, where the model does so.
      String misspelt = i % 3 == 0 ? " agere finethe" : "";
      String text = i % 100 == 0 ? texts.words(500) : texts.next() + misspelt;
      double[] logits = classifier.logits(text);
      double[] expected = reference.probabilities(text);
      reading.extract(ScoringInput.of(text));
      bundle.weights().logits(reading.features(), plain);
      for (int label = 0; label < logits.length; label++) {
        double probability = Calibration.sigmoid(logits[label]);
        fromTribuo = Math.max(fromTribuo, Math.abs(probability - expected[label]));
        double off = Math.abs(probability - Calibration.sigmoid(plain[label]));
        fromPlain = Math.max(fromPlain, off);
      }
    }
    assertThat(fromTribuo).isLessThan(PARITY);
    assertThat(fromPlain).isLessThan(PARITY);
    assertThat(classifier.logits("fine weather")).isNotEqualTo(classifier.logits("silly goose"));
  }

  @Test
  void logits_withAuthorAndTitle_agreeWithThePlainPath() throws BundleException {
    ModelBundle bundle = TestModels.read(TestModels.additive(14, TermFrequency.LOGARITHMIC, false));
    CommentClassifier classifier = CommentClassifier.of(bundle);
    TextReading reading = new TextReading(bundle.extractor(), bundle.frequentTokens());
    double[] plain = new double[FlatWeights.LABELS];
    long seed = System.nanoTime();
    System.out.println("AdditiveScoringTest seed " + seed);
    RandomTexts texts = new RandomTexts(seed);
    for (int i = 0; i < 500; i++) {
      String url = i % 2 == 0 ? "https://www.cheap-loans.example/a?b=" + i : texts.next();
      ScoringInput input = new ScoringInput(texts.next(), texts.next(), url, texts.next());
      reading.extract(input);
      bundle.weights().logits(reading.features(), plain);
      double[] logits = classifier.logits(input);
      for (int label = 0; label < logits.length; label++) {
        double off = Calibration.sigmoid(logits[label]) - Calibration.sigmoid(plain[label]);
        assertThat(Math.abs(off)).isLessThan(PARITY);
      }
    }
  }

  @Test
  void logits_ofMisspeltWords_areThoseOfTheWordsMeant() throws BundleException {
    CommentClassifier classifier = CommentClassifier.of(TestModels.read(TestModels.withNetworks()));
    assertThat(classifier.logits("i aggree thefine goose is fien!!!!"))
        .isEqualTo(classifier.logits("i agree the fine goose is fine!!!!"));
  }

  @Test
  void scoringKey_ofTextsThatDifferInCapitals_isTheSameOnlyWhereTheScoresAre()
      throws BundleException {
    CommentClassifier classifier = CommentClassifier.of(TestModels.read(TestModels.withNetworks()));
    // Of the same letters and as many capitals; a name is not respelled.
    String name = "i met Agere and not me today";
    String noName = "i Met agere and not me today";
    assertThat(classifier.logits(name)).isNotEqualTo(classifier.logits(noName));
    assertThat(classifier.scoringKey(name)).isNotEqualTo(classifier.scoringKey(noName));
    assertThat(classifier.scoringKey("i Met Tom agere not"))
        .isEqualTo(classifier.scoringKey("I met Tom agere not"));
  }

  @Test
  void explain_misspeltWord_tellsWhatItWasReadAsAndWhereItIs() throws BundleException {
    CommentClassifier classifier = CommentClassifier.of(TestModels.read(TestModels.withNetworks()));
    List<Contribution> contributions =
        classifier.explain("I agere.").labels().get(0).contributions();
    assertThat(contributions)
        .anySatisfy(
            part -> {
              assertThat(part.normalized()).isEqualTo("agree");
              assertThat(part.start()).isEqualTo(2);
              assertThat(part.end()).isEqualTo(7);
            });
  }

  @Test
  void explain_anyText_addsUpToTheLogit() throws BundleException {
    CommentClassifier classifier =
        CommentClassifier.of(
            TestModels.read(TestModels.additive(14, TermFrequency.LOGARITHMIC, false)));
    long seed = System.nanoTime();
    System.out.println("AdditiveScoringTest seed " + seed);
    RandomTexts texts = new RandomTexts(seed);
    for (int i = 0; i < 1_000; i++) {
      assertAddsUp(classifier, texts.next());
    }
    assertAddsUp(classifier, texts.words(3_000));
  }

  private static void assertAddsUp(CommentClassifier classifier, String text) {
    for (LabelExplanation label : classifier.explain(text).labels()) {
      double sum = label.bias();
      for (Contribution contribution : label.contributions()) {
        sum += contribution.weight();
      }
      assertThat(Math.abs(sum - label.logit())).isLessThan(1e-5);
    }
  }

  @Test
  void score_onceWarm_allocatesNothing() throws BundleException {
    CommentClassifier classifier =
        CommentClassifier.of(
            TestModels.read(TestModels.additive(14, TermFrequency.LOGARITHMIC, false)));
    List<ScoringInput> inputs =
        List.of(
            ScoringInput.of("Fine weather, isn't it? I don't agree with the unknownword at all."),
            ScoringInput.of("Fien weather. I don't aggree with finethe words that agre."),
            ScoringInput.of("THE WEATHER is fine!!!! See https://example.org/a?b=1 and agree."),
            new ScoringInput(
                "Great post! See http://cheap-loans.example/ for cheap loans online, now.",
                "cheap loans online",
                "http://cheap-loans.example/?a=1",
                "On loans and the weather"),
            ScoringInput.of("the weather is fine and the goose is silly. ".repeat(400)));
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
  void score_ofTheSameWordsInATableOrNot_isTheSame() throws BundleException {
    BundleWriter with = TestModels.additive(16, TermFrequency.LINEAR, false);
    BundleWriter without =
        new BundleWriter(
            with.card(),
            with.features(),
            with.factors(),
            with.model(),
            with.calibrations(),
            with.thresholds(),
            with.evaluation());
    ModelBundle first = TestModels.read(with);
    ModelBundle second = TestModels.read(without);
    assertThat(first.frequentTokens()).contains("the", "!!!!");
    assertThat(second.frequentTokens()).isEmpty();
    double[] logits =
        CommentClassifier.of(first).logits("I don't agree the fine GOOSE is a fine!!!!");
    double[] other =
        CommentClassifier.of(second).logits("I don't agree the fine GOOSE is a fine!!!!");
    for (int label = 0; label < logits.length; label++) {
      assertThat(Math.abs(logits[label] - other[label])).isLessThan(PARITY);
    }
  }
}
