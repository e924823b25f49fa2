package dev.replyguard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.OnnxBundle;
import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.gate.FloorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Holds the larger bundle, with a transformer, to its size and to the default bundle's model. */
class LargerBundleTest {
  /** The bundle that may be used instead of the default one. */
  static final String NAME = "replyguard-en-large";

  static final OnnxOptions OPTIONS = new OnnxOptions(1, Duration.ofMinutes(1));

  private static final long MAX_BYTES = 40_000_000;

  private final OnnxBundle bundle;

  LargerBundleTest() throws IOException {
    this.bundle = OnnxBundle.read(ShippedBundleTest.bundle(NAME));
  }

  @Test
  void isNoLargerThanPromised() throws IOException {
    assertThat(Files.size(ShippedBundleTest.bundle(NAME))).isLessThanOrEqualTo(MAX_BYTES);
  }

  /** Where this fails, run what docs/training.md says of the larger model. */
  @Test
  void holdsTheShippedLinearModel() throws IOException {
    ModelBundle shipped = ModelBundle.read(ShippedBundleTest.DEFAULT);

    assertThat(bundle.linear().map(ModelBundle::version)).contains(shipped.version());
  }

  @Test
  void cardFloorsAndAttributionAreOfThisBundle() throws IOException {
    assertThat(Path.of("../models", NAME + ".md")).content().contains(bundle.version());
    assertThat(FloorsFile.read(ShippedBundleTest.floors(NAME)).model()).isEqualTo(bundle.version());
    assertThat(Path.of("../models/ATTRIBUTION.md"))
        .content()
        .contains(NAME, "all-MiniLM-L6-v2", "Apache-2.0");
  }

  @Test
  void modelsEveryLabel_andTellsRudeFromFriendly() throws IOException {
    assertThat(bundle.thresholds()).containsOnlyKeys(Label.ALL);
    try (ScoringModel model = bundle.open(OPTIONS)) {
      float friendly = model.score("Thank you, this article helped me a lot.").get(Label.TOXICITY);
      float rude = model.score("You are a stupid idiot, shut up.").get(Label.TOXICITY);

      assertThat(friendly).isLessThan(0.05f);
      assertThat(rude).isGreaterThan(0.9f);
    }
  }
}
