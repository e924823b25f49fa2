package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.text.RandomTexts;
import dev.replyguard.text.ScoringInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentClassifierTest {
  private static final double PARITY = 1e-6;

  private static ModelBundle dense;
  private static ModelBundle sparse;

  @BeforeAll
  static void train() throws BundleException {
    dense = TestModels.read(TestModels.small());
    sparse = TestModels.read(TestModels.sparseWithFactors());
  }

  @Test
  void logits_ofThousandsOfTexts_agreeWithTribuosPredict() throws BundleException {
    assertParity(dense);
    assertParity(sparse);
  }

  private static void assertParity(ModelBundle bundle) throws BundleException {
    long seed = System.nanoTime();
    System.out.println("CommentClassifierTest seed " + seed);
    CommentClassifier classifier = CommentClassifier.of(bundle);
    TribuoReference reference = TribuoReference.of(bundle);
    RandomTexts texts = new RandomTexts(seed);
    double largest = 0;
    for (int i = 0; i < 4_000; i++) {
      String text = texts.next();
      double[] logits = classifier.logits(text);
      double[] expected = reference.probabilities(text);
      for (int label = 0; label < logits.length; label++) {
        double difference = Calibration.sigmoid(logits[label]) - expected[label];
        largest = Math.max(largest, Math.abs(difference));
      }
    }
    assertThat(largest).isLessThan(PARITY);
    assertThat(classifier.logits("fine weather")).isNotEqualTo(classifier.logits("silly goose"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\u0000", "\u200B", "\uD800", "\u0301\u0301"})
  void score_textWithoutFeatures_isTheBiasAlone(String text) {
    CommentClassifier classifier = CommentClassifier.of(dense);

    for (LabelExplanation label : classifier.explain(text).labels()) {
      assertThat(label.logit()).isEqualTo(label.bias());
      assertThat(label.contributions()).isEmpty();
      assertThat(classifier.score(text).get(label.label())).isEqualTo(label.score());
    }
  }

  @Test
  void score_isTheCalibratedLogit() {
    CommentClassifier classifier = CommentClassifier.of(dense);
    double[] logits = classifier.logits("You silly goose!");
    Scores scores = classifier.score("You silly goose!");

    for (Label label : Label.ALL) {
      double calibrated = TestModels.calibration(label).logOdds(logits[label.index()]);
      assertThat((double) scores.get(label))
          .isCloseTo(Calibration.sigmoid(calibrated), within(1e-6));
    }
  }

  @Test
  void explain_anyText_addsUpToTheLogit() {
    long seed = System.nanoTime();
    System.out.println("CommentClassifierTest seed " + seed);
    RandomTexts texts = new RandomTexts(seed);
    for (int i = 0; i < 2_000; i++) {
      assertAddsUp(texts.next());
    }
    assertAddsUp("a ".repeat(10_000));
    assertAddsUp("a" + " !".repeat(10_000) + " b");
    assertAddsUp(new RandomTexts(seed).words(3_000));
  }

  private static void assertAddsUp(String text) {
    Explanation explanation = CommentClassifier.of(dense).explain(text);
    for (LabelExplanation label : explanation.labels()) {
      double sum = label.bias();
      boolean inBounds = true;
      for (Contribution contribution : label.contributions()) {
        sum += contribution.weight();
        inBounds &= 0 <= contribution.start() && contribution.start() < contribution.end();
        inBounds &= contribution.end() <= text.length();
      }
      assertThat(inBounds).isTrue();
      assertThat(Math.abs(sum - label.logit())).isLessThan(1e-9 * (1 + text.length()));
      assertThat(label.score())
          .isEqualTo(TestModels.calibration(label.label()).probability(label.logit()));
    }
    assertThat(explanation.scores()).isEqualTo(CommentClassifier.of(dense).score(text));
  }

  @Test
  void explain_placesAreThoseOfTheWordsAsWritten() {
    String text = "  You\u200B SILLY   g\u0301ooooose!!!!";
    Explanation explanation = CommentClassifier.of(dense).explain(text);

    assertThat(explanation.of(Label.INSULT).contributions())
        .filteredOn(c -> c.feature() == null)
        .extracting(c -> text.substring(c.start(), c.end()))
        .containsExactlyInAnyOrder("You", "SILLY", "g\u0301ooooose", "!!!!");
    assertThat(explanation.of(Label.INSULT).contributions())
        .isSortedAccordingTo((a, b) -> Double.compare(Math.abs(b.weight()), Math.abs(a.weight())));
  }

  @Test
  void explain_structure_hasAReadableNameAndItsPlace() {
    String text = "Nice post! http://example.org/a http://example.com/b www.example.org";
    ScoringInput input = new ScoringInput(text, "cheap loans online", null, null);

    assertThat(CommentClassifier.of(dense).explain(input).of(Label.SPAM).contributions())
        .filteredOn(c -> c.feature() != null)
        .extracting(Contribution::feature, c -> text.substring(c.start(), c.end()))
        .contains(
            tuple("3 or 4 links", text),
            tuple("link with www", "www.example.org"),
            tuple("link with http", text),
            tuple("author name reads as a search phrase", text),
            tuple("praise beside a link", text));
  }

  @Test
  void scoringKey_ofAnotherAuthor_isAnotherWhereTheScoresAre() {
    CommentClassifier classifier = CommentClassifier.of(dense);
    ScoringInput person = new ScoringInput("Nice post", "Ann Smith", null, null);
    ScoringInput another = new ScoringInput("Nice post", "Bob Jones", null, null);
    ScoringInput phrase = new ScoringInput("Nice post", "cheap loans online", null, null);
    ScoringInput site = new ScoringInput("Nice post", "Ann Smith", "http://loans.example/", null);

    assertThat(classifier.scoringKey(another)).isEqualTo(classifier.scoringKey(person));
    assertThat(classifier.score(another)).isEqualTo(classifier.score(person));
    assertThat(classifier.scoringKey(phrase)).isNotEqualTo(classifier.scoringKey(person));
    assertThat(classifier.scoringKey(site)).isNotEqualTo(classifier.scoringKey(person));
    assertThat(classifier.scoringKey("Nice post")).isNotEqualTo(classifier.scoringKey(person));
  }

  @Test
  void explain_whatIsReadOtherwiseThanWritten_showsBothForms() {
    String text = "You SILLY i.d.i.o.t goose";
    Explanation explanation = CommentClassifier.of(dense).explain(text);

    assertThat(explanation.of(Label.INSULT).contributions())
        .filteredOn(c -> c.feature() == null)
        .extracting(c -> text.substring(c.start(), c.end()), Contribution::normalized)
        .containsExactlyInAnyOrder(
            tuple("You", "you"),
            tuple("SILLY", "silly"),
            tuple("i.d.i.o.t", "idiot"),
            tuple("goose", null));
  }

  @Test
  void scoringKey_whereEqual_scoresAreEqual() {
    CommentClassifier classifier = CommentClassifier.of(dense);
    Map<String, Scores> seen = new HashMap<>();
    RandomTexts texts = new RandomTexts(3);
    for (int i = 0; i < 2_000; i++) {
      String text = texts.words(2);
      Scores scores = classifier.score(text);
      assertThat(seen.computeIfAbsent(classifier.scoringKey(text), k -> scores)).isEqualTo(scores);
    }
    assertThat(classifier.scoringKey("fine")).isEqualTo(classifier.scoringKey(" f\u200Bine\n"));
    assertThat(classifier.scoringKey("FINE")).isNotEqualTo(classifier.scoringKey("fine"));
    assertThat(classifier.normalized("FINE")).isEqualTo(classifier.normalized("fine"));
  }

  @Test
  void score_byManyThreadsAtOnce_isTheSameAsByOne() throws Exception {
    CommentClassifier classifier = CommentClassifier.of(dense);
    RandomTexts random = new RandomTexts(11);
    List<String> texts = new ArrayList<>();
    List<Scores> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      texts.add(random.next());
      expected.add(classifier.score(texts.get(i)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<Scores>>> tasks = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        tasks.add(() -> texts.stream().map(classifier::score).toList());
      }
      for (Future<List<Scores>> scores : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
        assertThat(scores.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void create_anyNumberFromOneBundle_areAlike() {
    assertThat(CommentClassifier.of(dense).score("fine weather"))
        .isEqualTo(CommentClassifier.of(dense).score("fine weather"));
    assertThat(CommentClassifier.of(dense).version()).isEqualTo(dense.version());
  }
}
