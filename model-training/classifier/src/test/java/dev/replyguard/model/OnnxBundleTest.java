package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxBundleTest {
  private static final long SEED = 20_261_125;

  private final Path directory;
  private final Path file;
  private OnnxBundleWriter parts;

  OnnxBundleTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.file = directory.resolve("a.bundle");
    this.parts = parts();
  }

  @BeforeEach
  void write() throws IOException {
    parts.write(file);
  }

  private OnnxBundleWriter parts() throws IOException {
    byte[] model = new byte[20_000];
    new Random(SEED).nextBytes(model);
    return new OnnxBundleWriter(
        new ModelCard("bert-1", "For tests.", List.of("en"), List.of(), List.of(), "made up"),
        new OnnxSettings(
            "input_ids",
            Optional.of("attention_mask"),
            Optional.empty(),
            "logits",
            Activation.SOFTMAX,
            List.of(Optional.of(Label.SPAM), Optional.empty(), Optional.of(Label.THREAT)),
            WordPieceSettings.bert(false, 128)),
        List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "fine"),
        Files.write(directory.resolve("m.onnx"), model),
        Optional.empty(),
        Map.of(Label.SPAM, Calibration.platt(1.5, -1), Label.THREAT, Calibration.IDENTITY),
        Map.of(
            Label.SPAM,
            new RecommendedThresholds(
                List.of(new RecommendedThresholds.OperatingPoint(0.8, 0.5f, 0.81, 0.7))),
            Label.THREAT,
            RecommendedThresholds.NONE),
        "{\"made\":\"up\"}\n");
  }

  @Test
  void read_whatWasWritten_givesThePartsBack() throws IOException {
    Bundle read = Bundle.read(file);

    assertThat(read.card()).isEqualTo(parts.card());
    assertThat(read.calibrations()).isEqualTo(parts.calibrations());
    assertThat(read.thresholds()).isEqualTo(parts.thresholds());
    assertThat(read.evaluation()).isEqualTo(parts.evaluation());
    assertThat(read.version()).isEqualTo("bert-1-" + read.digest().substring(0, 8));
    assertThat(read)
        .isInstanceOfSatisfying(
            OnnxBundle.class, bundle -> assertThat(bundle.settings()).isEqualTo(parts.settings()));
  }

  @Test
  void write_samePartsTwice_givesTheSameBytes() throws IOException {
    Path again = directory.resolve("b.bundle");
    parts.write(again);

    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void write_givesAZipFileFromWhichAnyToolTakesTheModel() throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry("model.onnx");
      assertThat(zip.getInputStream(entry)).hasBinaryContent(Files.readAllBytes(parts.model()));
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly(
              "manifest.json", "card.json", "evaluation.json", "vocab.txt", "model.onnx");
    }
  }

  @Test
  void read_linearBundle_isStillOne() throws IOException {
    Path linear = directory.resolve("linear.bundle");
    TestModels.small().write(linear);

    assertThat(Bundle.read(linear)).isInstanceOf(ModelBundle.class);
  }

  @Test
  void read_asALinearModel_saysWhatItIs() {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> ModelBundle.read(file))
        .withMessage(file + ": holds a model of the kind onnx, a linear one expected here");
  }

  @Test
  void read_cutShortAnywhere_isRefused() throws IOException {
    byte[] bundle = Files.readAllBytes(file);
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      int length = i < 100 ? i : random.nextInt(bundle.length);
      Files.write(file, Arrays.copyOf(bundle, length));
      assertThatExceptionOfType(BundleException.class)
          .as("%d bytes", length)
          .isThrownBy(() -> OnnxBundle.read(file));
      assertThatExceptionOfType(BundleException.class).isThrownBy(() -> Bundle.read(file));
    }
  }

  @Test
  void read_anyByteChanged_isRefused() throws IOException {
    byte[] bundle = Files.readAllBytes(file);
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      byte[] changed = bundle.clone();
      int place = i % 2 == 0 ? random.nextInt(bundle.length) : bundle.length - 1 - i;
      changed[place] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      assertThatExceptionOfType(BundleException.class)
          .as("byte %d", place)
          .isThrownBy(() -> OnnxBundle.read(file));
    }
  }

  @Test
  void read_messages_sayWhatIsWrong() throws IOException {
    byte[] bundle = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bundle, bundle.length / 2));
    assertMessage("is cut short: the seal at its end is missing");
    bundle[bundle.length / 2] ^= 1;
    Files.write(file, bundle);
    assertMessage("has a wrong checksum: it was changed or damaged");
    Files.write(file, new byte[3]);
    assertMessage("is not a model bundle");
    Files.delete(file);
    assertMessage("there is no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"formatVersion\" : 3 | \"formatVersion\" : 7 | has format 7, newer than this program can read (6)",
        "\"formatVersion\" : 3 | \"formatVersion\" : 4 | has an unknown format, 4",
        "\"kind\" : \"onnx\" | \"kind\" : \"crystal\" | holds a model of the unknown kind crystal",
        "\"logits\" | \"\" | manifest.json.onnx: output: a name expected",
        "\"ids\" : \"input_ids\", | '' | manifest.json.onnx.inputs.ids: a text expected, got nothing",
        "\"SOFTMAX\" | \"HARDMAX\" | manifest.json.onnx.activation: \"HARDMAX\" is not known",
        "\"spam\", \"-\" | \"spam\", \"rudeness\" | manifest.json.onnx.columns[1]: no label is called \"rudeness\"",
        "\"spam\", \"-\" | \"spam\", \"spam\" | manifest.json.onnx: columns: spam is named twice",
        "\"WORDPIECE\" | \"BPE\" | manifest.json.onnx.tokenizer: type: WORDPIECE expected, got BPE",
        "\"maxTokens\" : 128 | \"maxTokens\" : 4 | manifest.json.onnx.tokenizer: tokenizer.maxTokens: 8 to 8192 expected, got 4",
        "\"[SEP]\" | \"[END]\" | vocab.txt: has no token [END]",
        "\"vocab.txt\" | \"words.txt\" | entries: vocab.txt is missing",
        "\"threat\" : [ ] | \"threats\" : [ ] | manifest.json.thresholds.threat: a list expected, got nothing",
      })
  void read_manifestWithAFault_saysWhich(String from, String to, String message)
      throws IOException {
    change("manifest.json", from, to);

    assertMessage(message);
  }

  @Test
  void read_entryThatIsNotThere_isNamed() throws IOException {
    Map<String, ByteBuffer> entries = StoredArchive.read(file);
    entries.remove("vocab.txt");
    rewrite(entries);

    assertMessage("vocab.txt is missing");
  }

  @Test
  void read_entryThatDoesNotMatchTheManifest_isRefused() throws IOException {
    change("vocab.txt", "fine", "fina");

    assertMessage("vocab.txt has a wrong checksum");
  }

  @Test
  void open_withoutARuntime_saysWhatIsNeeded() {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Bundle.read(file).open(new OnnxOptions(1, Duration.ofSeconds(1))))
        .withMessage(
            file
                + ": holds an ONNX model, which needs replyguard-onnx.jar beside the program's jar:"
                + " there is none");
  }

  @Test
  void read_withALinearModel_givesEveryLabelAndHowMuchEitherCounts() throws IOException {
    OnnxBundleWriter both = withLinear();
    both.write(file);

    Bundle read = Bundle.read(file);

    assertThat(read).isInstanceOf(OnnxBundle.class);
    assertThat(read.calibrations()).isEqualTo(both.calibrations()).hasSize(Label.ALL.size());
    assertThat(read.thresholds()).isEqualTo(both.thresholds());
    Map<String, ByteBuffer> entries = StoredArchive.read(file);
    assertThat(entries)
        .containsOnlyKeys(
            "manifest.json",
            "card.json",
            "evaluation.json",
            "vocab.txt",
            "model.onnx",
            "linear.bundle");
    assertThat(manifest())
        .contains("\"formatVersion\" : 6", "\"stacking\" : {")
        .contains("\"linear\" : 0.5", "\"onnx\" : 0.75", "\"bias\" : -0.25");
  }

  @Test
  void read_withoutALinearModel_isOfTheFormatThatOlderProgramsRead() throws IOException {
    assertThat(manifest()).contains("\"formatVersion\" : 3").doesNotContain("stacking");
  }

  @Test
  void read_linearModelExchanged_isRefused() throws IOException {
    withLinear().write(file);
    Path other = directory.resolve("other.bundle");
    TestModels.sparseWithFactors().write(other);
    Map<String, ByteBuffer> entries = StoredArchive.read(file);
    entries.put("linear.bundle", ByteBuffer.wrap(Files.readAllBytes(other)));
    rewrite(entries);

    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Bundle.read(file))
        .withMessage(file + ": linear.bundle has a wrong checksum");
  }

  @Test
  void read_factorBelowZero_isRefusedByName() throws IOException {
    withLinear().write(file);
    change("manifest.json", "\"onnx\" : 0.75", "\"onnx\" : -0.75");

    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Bundle.read(file))
        .withMessageContaining("stacking")
        .withMessageContaining("onnx: a finite number of 0 or more expected, got -0.75");
  }

  @Test
  void read_factorOfALabelThatTheOnnxModelDoesNotKnow_isRefusedByName() throws IOException {
    withLinear().write(file);
    change("manifest.json", "\"onnx\" : 0.0", "\"onnx\" : 0.5");

    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Bundle.read(file))
        .withMessageContaining(".onnx: 0 expected, as no column is about that label, got 0.5");
  }

  private OnnxBundleWriter withLinear() throws IOException {
    Path linear = directory.resolve("linear.bundle");
    TestModels.small().write(linear);
    Map<Label, StackingWeights> stacking = new EnumMap<>(Label.class);
    Map<Label, Calibration> calibrations = new EnumMap<>(Label.class);
    Map<Label, RecommendedThresholds> thresholds = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      stacking.put(label, StackingWeights.LINEAR);
      calibrations.put(label, Calibration.platt(1.5, -1));
      thresholds.put(label, RecommendedThresholds.NONE);
    }
    stacking.put(Label.THREAT, new StackingWeights(0.5, 0.75, -0.25));
    return new OnnxBundleWriter(
        parts.card(),
        parts.settings(),
        parts.vocabulary(),
        parts.model(),
        Optional.of(new OnnxBundleWriter.LinearPart(linear, stacking)),
        calibrations,
        thresholds,
        parts.evaluation());
  }

  private String manifest() throws IOException {
    ByteBuffer content = StoredArchive.read(file).get("manifest.json");
    assertThat(content).isNotNull();
    return StandardCharsets.UTF_8.decode(content).toString();
  }

  @Test
  void writer_withoutACalibration_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new OnnxBundleWriter(
                    parts.card(),
                    parts.settings(),
                    parts.vocabulary(),
                    parts.model(),
                    Optional.empty(),
                    Map.of(Label.SPAM, Calibration.IDENTITY),
                    parts.thresholds(),
                    "{}"))
        .withMessage("threat: expected, not found");
  }

  private void change(String entry, String from, String to) throws IOException {
    Map<String, ByteBuffer> entries = StoredArchive.read(file);
    ByteBuffer content = entries.getOrDefault(entry, ByteBuffer.allocate(0));
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    String before = new String(bytes, StandardCharsets.UTF_8);
    String after = before.replace(from, to);
    assertThat(after).isNotEqualTo(before);
    entries.put(entry, ByteBuffer.wrap(after.getBytes(StandardCharsets.UTF_8)));
    rewrite(entries);
  }

  private void rewrite(Map<String, ByteBuffer> entries) throws IOException {
    Map<String, ByteBuffer> copies = new LinkedHashMap<>();
    entries.forEach(
        (name, content) ->
            copies.put(
                name, ByteBuffer.allocate(content.remaining()).put(content.duplicate()).flip()));
    StoredArchive.write(file, copies);
  }

  private void assertMessage(String message) {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> OnnxBundle.read(file))
        .withMessage(file + ": " + message);
  }
}
