package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelBundleTest {
  private static final List<String> ENTRIES =
      List.of(
          BundleArchive.MANIFEST,
          BundleWriter.CARD,
          BundleWriter.EVALUATION,
          BundleWriter.WEIGHTS,
          BundleWriter.MODEL);

  private static BundleWriter parts;
  private static byte[] bundle;

  private final Path directory;

  ModelBundleTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void train() {
    parts = TestModels.small();
    bundle = parts.toBytes();
  }

  @Test
  void write_samePartsTwice_givesTheSameBytes() {
    assertThat(parts.toBytes()).isEqualTo(bundle);
  }

  @Test
  void read_whatWasWritten_givesThePartsBack() throws IOException {
    Path file = directory.resolve("a.bundle");
    parts.write(file);
    ModelBundle read = ModelBundle.read(file);

    assertThat(read.card()).isEqualTo(parts.card());
    assertThat(read.features()).isEqualTo(parts.features());
    assertThat(read.calibrations()).isEqualTo(parts.calibrations());
    assertThat(read.thresholds()).isEqualTo(parts.thresholds());
    assertThat(read.evaluation()).isEqualTo(parts.evaluation());
    assertThat(read.version()).isEqualTo("test-1-" + read.digest().substring(0, 8));
    assertThat(read.tribuoModel().getFeatureIDMap().size())
        .isEqualTo(parts.model().getFeatureIDMap().size());
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void read_fromAStream_staysReadableAfterwards() throws IOException {
    ModelBundle read;
    try (InputStream in = new ByteArrayInputStream(bundle)) {
      read = ModelBundle.read(in, "stream");
    }

    assertThat(read.evaluation()).isEqualTo(parts.evaluation());
  }

  @Test
  void digest_ofOtherContent_isAnother() throws BundleException {
    BundleWriter other =
        new BundleWriter(
            parts.card(),
            parts.features(),
            parts.factors(),
            parts.model(),
            parts.calibrations(),
            parts.thresholds(),
            "{}");

    assertThat(TestModels.read(other).version()).isNotEqualTo(read(bundle).version());
  }

  @Test
  void tribuoModel_fileReplacedSinceItWasRead_isRefused() throws IOException {
    Path file = directory.resolve("a.bundle");
    parts.write(file);
    ModelBundle read = ModelBundle.read(file);
    Files.write(file, TestModels.of(TestModels.settings(8, false)).toBytes());

    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(read::tribuoModel)
        .withMessage(file + ": model.tribuo has a wrong checksum");
  }

  @Test
  void read_cutShortAnywhere_isRefused() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      int length = i < 200 ? i : bundle.length - 1 - random.nextInt(i < 300 ? 200 : bundle.length);
      byte[] cut = new byte[length];
      System.arraycopy(bundle, 0, cut, 0, length);
      assertRefused(cut);
    }
  }

  @Test
  void read_anyByteChanged_isRefused() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < 600; i++) {
      int place =
          switch (i % 3) {
            case 0 -> random.nextInt(200);
            case 1 -> bundle.length - 1 - random.nextInt(600);
            default -> random.nextInt(bundle.length);
          };
      byte[] changed = bundle.clone();
      changed[place] ^= (byte) (1 << random.nextInt(8));
      assertRefused(changed);
    }
  }

  @Test
  void read_bytesAppended_isRefused() throws IOException {
    byte[] longer = new byte[bundle.length + 1];
    System.arraycopy(bundle, 0, longer, 0, bundle.length);

    assertRefused(longer);
  }

  @Test
  void read_messages_sayWhatIsWrong() throws IOException {
    byte[] cut = new byte[bundle.length / 2];
    System.arraycopy(bundle, 0, cut, 0, cut.length);
    byte[] changed = bundle.clone();
    changed[bundle.length / 2] ^= 1;

    assertMessage(cut, "x: is cut short: the seal at its end is missing");
    assertMessage(changed, "x: has a wrong checksum: it was changed or damaged");
    assertMessage(new byte[0], "x: is not a model bundle");
    assertMessage("hello".getBytes(StandardCharsets.UTF_8), "x: is not a model bundle");
    assertMessage(BundleArchive.pack(Map.of("other.txt", new byte[9])), "x: is not a model bundle");
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> ModelBundle.read(directory.resolve("none")))
        .withMessage(directory.resolve("none") + ": there is no such file");
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> ModelBundle.read(directory))
        .withMessageStartingWith(directory + ": cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"formatVersion\" : 1 | \"formatVersion\" : 6 | x: has format 6, newer than this program can read (5)",
        "\"formatVersion\" : 1 | \"formatVersion\" : 0 | x: has an unknown format, 0",
        "\"formatVersion\" : 1 | \"formatVersion\" : true | x: manifest.json.formatVersion: an integer expected, got BOOLEAN",
        "\"replyguard-bundle\" | \"another\" | x: is not a model bundle",
        "\"threat\", \"sex | \"sex | x: labels: [toxicity, severe_toxicity, identity_attack, insult, profanity, threat, sexually_explicit, spam] expected, got [toxicity, severe_toxicity, identity_attack, insult, profanity, sexually_explicit, spam]",
        "\"hashBits\" : 12 | \"hashBits\" : 99 | x: manifest.json.features: features.hashBits: 8 to 24 expected, got 99",
        "\"hashBits\" : 12 | \"hashBits\" : 13 | x: weights.bin: has 12 hash bits, 13 expected",
        "\"hashBits\" : 12 | \"hashBit\" : 12 | x: manifest.json.features.hashBits: an integer expected, got nothing",
        "\"TEXT\" | \"PAGE\" | x: manifest.json.features.characterScope: \"PAGE\" is not known",
        "\"reached\" : 0.75 | \"reached\" : 7.5 | x: manifest.json.thresholds.toxicity[0].uncertainty: reached: must be within 0..1, is 7.5",
        "\"name\" : \"weights.bin\" | \"name\" : \"w.bin\" | x: entries: weights.bin is missing",
      })
  void read_manifestWithAFault_saysWhich(String from, String to, String message)
      throws IOException {
    assertMessage(
        withChanged(BundleArchive.MANIFEST, text -> text.replaceFirst(quote(from), to)), message);
  }

  @Test
  void read_manifestFromBeforeUncertaintyWasMeasured_hasNone() throws BundleException {
    byte[] older =
        withChanged(
            BundleArchive.MANIFEST,
            text -> text.replaceAll("(?s),\\s*\"uncertainty\" : \\{.*?\\}", ""));

    RecommendedThresholds thresholds =
        read(older).thresholds().getOrDefault(Label.TOXICITY, RecommendedThresholds.NONE);

    assertThat(thresholds.points()).extracting(OperatingPoint::uncertainty).containsOnlyNulls();
    assertThat(thresholds.points()).extracting(OperatingPoint::recall).containsExactly(0.7, 0.3);
  }

  @Test
  void read_manifestWithMoreThanIsKnown_passesItOver() throws BundleException {
    byte[] newer =
        withChanged(
            BundleArchive.MANIFEST,
            text -> text.replace("\"reached\"", "\"x\" : [1], \"reached\""));

    assertThat(read(newer).thresholds()).isEqualTo(parts.thresholds());
  }

  @Test
  void read_manifestThatIsNotJson_isRefused() throws IOException {
    assertMessage(
        withChanged(BundleArchive.MANIFEST, text -> text + "x"), "x: manifest.json: is not JSON");
  }

  @Test
  void read_entryThatDoesNotMatchTheManifest_isRefused() throws IOException {
    assertMessage(
        withChanged(BundleWriter.CARD, text -> text.replace("lot", "dice")),
        "x: card.json has a wrong checksum");
    byte[] otherModel = withChanged(BundleWriter.EVALUATION, text -> "{}");

    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(read(otherModel)::evaluation)
        .withMessage("x: evaluation.json has a wrong checksum");
  }

  @Test
  void read_weightsOfAnotherModel_areRefused() {
    byte[] weights = TestModels.unpack(bundle, BundleWriter.WEIGHTS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightsFormat.requireOf(weights, new byte[32], 12))
        .withMessage("weights.bin: was taken from another model.tribuo");
    byte[] digest = Sha256.of(TestModels.unpack(bundle, BundleWriter.MODEL));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightsFormat.requireOf(weights, digest, 9))
        .withMessage("weights.bin: has 12 hash bits, 9 expected");
  }

  private static String quote(String text) {
    return Pattern.quote(text);
  }

  private static byte[] withChanged(String entry, UnaryOperator<String> change) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : ENTRIES) {
      byte[] before = TestModels.unpack(bundle, name);
      entries.put(name, name.equals(entry) ? changed(before, change) : before);
    }
    return BundleArchive.pack(entries);
  }

  private static byte[] changed(byte[] bytes, UnaryOperator<String> change) {
    String before = new String(bytes, StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    return after.getBytes(StandardCharsets.UTF_8);
  }

  private static ModelBundle read(byte[] bytes) throws BundleException {
    return ModelBundle.read(new ByteArrayInputStream(bytes), "x");
  }

  private void assertRefused(byte[] bytes) throws IOException {
    BundleException refused =
        assertThatExceptionOfType(BundleException.class).isThrownBy(() -> read(bytes)).actual();
    Path file = directory.resolve("refused.bundle");
    Files.write(file, bytes);
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> ModelBundle.read(file))
        .withMessage(file + String.valueOf(refused.getMessage()).substring(1));
  }

  private void assertMessage(byte[] bytes, String message) throws IOException {
    assertRefused(bytes);
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> read(bytes))
        .withMessage(message);
  }
}
