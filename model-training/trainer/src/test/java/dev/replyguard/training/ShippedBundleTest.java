package dev.replyguard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.model.TribuoReference;
import dev.replyguard.training.gate.FloorsFile;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the shipped bundle to its recipe, its size, and Tribuo's own predictions. */
class ShippedBundleTest {
  /** The bundle that comes with the service. */
  static final String NAME = "replyguard-en";

  static final Path DEFAULT = bundle(NAME);
  static final Path RECIPE = Path.of("../recipes", NAME + ".yaml");
  private static final long MAX_BYTES = 20_000_000;
  private static final int TEXTS = 3000;
  private static final String LETTERS =
      "etaoinshrdlucmfwypvbgkjqxz   ,.!?'\"0123456789-éüß\u200B\u0301😀中";

  private final ModelBundle bundle;

  ShippedBundleTest() throws IOException {
    this.bundle = ModelBundle.read(DEFAULT);
  }

  static Path bundle(String name) {
    return Path.of("../models", name + ".bundle");
  }

  static Path floors(String name) {
    return Path.of("../models", name + ".floors.csv");
  }

  @Test
  void isNoLargerThanPromised() throws IOException {
    assertThat(Files.size(DEFAULT)).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void namesTheRecipesSourcesAndNoOthers() throws IOException {
    Recipe recipe = RecipeReader.read(RECIPE);

    assertThat(bundle.card().name()).isEqualTo(recipe.name());
    assertThat(bundle.features()).isEqualTo(recipe.features());
    assertThat(bundle.card().sources())
        .extracting(source -> source.name())
        .containsExactlyElementsOf(recipe.sources().stream().map(SourceSettings::file).toList());
  }

  @Test
  void everySourceIsAttributed() throws IOException {
    Recipe recipe = RecipeReader.read(RECIPE);
    String attribution = Files.readString(Path.of("../models/ATTRIBUTION.md"));

    for (SourceSettings source : recipe.sources()) {
      assertThat(attribution)
          .contains(
              "| %s | %s | %s |".formatted(source.file(), source.licence(), source.attribution()));
    }
  }

  /** Where this fails, run what docs/training.md says under "Ship a new bundle". */
  @Test
  void cardAndFloorsAreOfThisBundle() throws IOException {
    assertThat(Path.of("../models", NAME + ".md")).content().contains(bundle.version());
    assertThat(FloorsFile.read(floors(NAME)).model()).isEqualTo(bundle.version());
  }

  @Test
  void recommendsThresholdsThatRiseWithTheirPrecision() {
    for (Label label : Label.ALL) {
      float last = 0;
      for (OperatingPoint point : thresholds(label)) {
        assertThat(point.threshold()).as(label.key()).isGreaterThanOrEqualTo(last);
        last = point.threshold();
      }
    }
    assertThat(thresholds(Label.TOXICITY)).hasSize(3);
  }

  @Test
  void scoresAsTribuoPredicts() throws IOException {
    CommentClassifier classifier = CommentClassifier.of(bundle);
    TribuoReference reference = TribuoReference.of(bundle);
    Random random = new Random(TestData.SEED);
    for (int i = 0; i < TEXTS; i++) {
      String text = i % 2 == 0 ? TestData.text(random) : letters(random);
      double[] logits = classifier.logits(text);
      double[] probabilities = reference.probabilities(text);
      for (Label label : Label.ALL) {
        assertThat(1 / (1 + Math.exp(-logits[label.index()])))
            .as("%s of text %d of seed %d", label.key(), i, TestData.SEED)
            .isCloseTo(probabilities[label.index()], within(1e-6));
      }
    }
  }

  @Test
  void tellsRudeFromFriendly() {
    CommentClassifier classifier = CommentClassifier.of(bundle);

    float friendly =
        classifier.score("Thank you, this article helped me a lot.").get(Label.TOXICITY);
    float rude = classifier.score("You are a stupid idiot, shut up.").get(Label.TOXICITY);

    assertThat(friendly).isLessThan(0.05f);
    assertThat(rude).isGreaterThan(0.9f);
  }

  private List<OperatingPoint> thresholds(Label label) {
    return bundle.thresholds().getOrDefault(label, RecommendedThresholds.NONE).points();
  }

  private static String letters(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(120);
    int[] alphabet = LETTERS.codePoints().toArray();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
