package dev.replyguard.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Activation;
import dev.replyguard.model.Bundle;
import dev.replyguard.model.BundleException;
import dev.replyguard.model.Label;
import dev.replyguard.model.OnnxContent;
import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.OnnxRuntime;
import dev.replyguard.model.OnnxSession;
import dev.replyguard.model.OnnxSettings;
import dev.replyguard.model.Scores;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.model.WordPieceSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrtRuntimeTest {
  private static final OnnxOptions OPTIONS = new OnnxOptions(1, Duration.ofSeconds(30));
  private static final MadeUpOnnxModel USUAL = MadeUpOnnxModel.usual();
  private static final List<String> VOCABULARY = MadeUpOnnxModel.vocabulary();

  @Test
  void runtime_isFoundAsAService() throws BundleException {
    assertThat(OnnxRuntime.find("x")).isInstanceOf(OrtRuntime.class);
  }

  static Stream<MadeUpOnnxModel> models() {
    return Stream.of(
        USUAL,
        new MadeUpOnnxModel(Activation.SIGMOID, false, 0, 13, true),
        new MadeUpOnnxModel(Activation.SIGMOID, true, 24, 13, true),
        new MadeUpOnnxModel(Activation.SOFTMAX, true, 0, 13, true),
        new MadeUpOnnxModel(Activation.SIGMOID, true, 0, 13, false));
  }

  @ParameterizedTest
  @MethodSource("models")
  void run_anyFormOfTheModel_givesTheOutputsWorkedOutByHand(MadeUpOnnxModel model)
      throws BundleException {
    try (OnnxSession session = open(content(model))) {
      for (String text : List.of("", MadeUpOnnxModel.INSULTING, "Our garden, is in bloom!")) {
        float[][] rows = session.run(text);

        assertThat(rows).hasNumberOfRows(1);
        double[] expected = MadeUpOnnxModel.outputs(tokens(model, text));
        for (int column = 0; column < expected.length; column++) {
          assertThat((double) rows[0][column])
              .as("%s, column %d", text, column)
              .isCloseTo(expected[column], within(1e-4));
        }
      }
    }
  }

  @Test
  void run_modelThatEndsWithProbabilities_givesThem() throws BundleException {
    MadeUpOnnxModel model = new MadeUpOnnxModel(Activation.NONE, true, 0, 13, true);
    try (OnnxSession session = open(content(model))) {
      double expected = MadeUpOnnxModel.outputs(tokens(model, "you"))[1];

      assertThat((double) session.run("you")[0][1])
          .isCloseTo(1 / (1 + Math.exp(-expected)), within(1e-6));
    }
  }

  @Test
  void run_longText_isReadInWindows() throws BundleException {
    MadeUpOnnxModel model = new MadeUpOnnxModel(Activation.SIGMOID, true, 24, 13, true);
    String text = "bloom ".repeat(60) + "nincompoop " + "garden ".repeat(200) + "you";
    try (OnnxSession session = open(content(model))) {
      float[][] rows = session.run(text);

      // 22 tokens fit, of which one is read twice: 264 tokens are 13 windows, of which 12 are read.
      assertThat(rows).hasDimensions(12, MadeUpOnnxModel.COLUMNS);
      int[] first = tokens(model, "bloom ".repeat(22));
      assertThat((double) rows[0][1]).isCloseTo(MadeUpOnnxModel.outputs(first)[1], within(1e-4));
      int[] last = tokens(model, "garden ".repeat(21) + "you");
      assertThat((double) rows[11][1]).isCloseTo(MadeUpOnnxModel.outputs(last)[1], within(1e-4));
      assertThat(rows[2][1]).isGreaterThan(rows[0][1] + 1);
    }
  }

  @Test
  void bundle_scores_areTheGoldenOnes(@TempDir Path directory) throws IOException {
    Bundle bundle = Bundle.read(USUAL.bundle(directory));
    try (ScoringModel model = bundle.open(OPTIONS)) {
      Scores insulting = model.score(MadeUpOnnxModel.INSULTING);
      Scores friendly = model.score(MadeUpOnnxModel.FRIENDLY);

      assertThat(insulting.asMap().keySet()).containsExactly("toxicity", "insult");
      assertThat(insulting.get(Label.TOXICITY)).isCloseTo(0.9997957f, within(1e-6f));
      assertThat(insulting.get(Label.INSULT)).isCloseTo(0.9999999f, within(1e-6f));
      assertThat(friendly.get(Label.TOXICITY)).isCloseTo(0.0842686f, within(1e-6f));
      assertThat(friendly.get(Label.INSULT)).isCloseTo(0.0472648f, within(1e-6f));
      assertThat(model.version()).isEqualTo(bundle.version());
    }
  }

  @Test
  void open_notAnOnnxFile_isRefused() {
    assertMessage(
        new OnnxContent(
            "x", USUAL.settings(), VOCABULARY, direct("hello".getBytes(StandardCharsets.UTF_8))),
        "x: model.onnx cannot be loaded: ");
  }

  @Test
  void open_operatorsOfALaterVersion_areRefused() {
    MadeUpOnnxModel model = new MadeUpOnnxModel(Activation.SIGMOID, true, 0, 99, true);

    assertMessage(content(model), "x: model.onnx cannot be loaded: ", "opset", "99");
  }

  @Test
  void open_inputThatTheSettingsDoNotName_isNamed() {
    OnnxSettings settings = USUAL.settings();
    assertMessage(
        content(
            USUAL,
            new OnnxSettings(
                settings.ids(),
                settings.attentionMask(),
                Optional.empty(),
                settings.output(),
                settings.activation(),
                settings.columns(),
                settings.tokenizer())),
        "x: model.onnx: needs the input \"token_type_ids\", which nothing is said to go into; said"
            + " of: [input_ids, attention_mask]");
  }

  @Test
  void open_inputThatTheModelDoesNotHave_isNamed() {
    assertMessage(
        content(new MadeUpOnnxModel(Activation.SIGMOID, true, 0, 13, false), USUAL.settings()),
        "x: model.onnx: has no input \"attention_mask\", only [input_ids]");
  }

  @Test
  void open_outputThatTheModelDoesNotHave_isNamed() {
    OnnxSettings settings = USUAL.settings();
    assertMessage(
        content(
            USUAL,
            new OnnxSettings(
                settings.ids(),
                settings.attentionMask(),
                settings.tokenTypes(),
                "logits",
                settings.activation(),
                settings.columns(),
                settings.tokenizer())),
        "x: model.onnx: has no output \"logits\", only [scores]");
  }

  @Test
  void open_otherNumberOfOutputs_isRefused() {
    OnnxSettings settings = USUAL.settings();
    assertMessage(
        content(
            USUAL,
            new OnnxSettings(
                settings.ids(),
                settings.attentionMask(),
                settings.tokenTypes(),
                settings.output(),
                settings.activation(),
                List.of(Optional.of(Label.TOXICITY), Optional.empty()),
                settings.tokenizer())),
        "x: model.onnx: the output \"scores\" has 3 columns, and 2 are named: [toxicity, -]");
  }

  @Test
  void open_otherLengthThanTheModelTakes_isRefused() {
    assertMessage(
        content(new MadeUpOnnxModel(Activation.SIGMOID, true, 24, 13, true), USUAL.settings()),
        "x: model.onnx: takes texts of 24 tokens, and tokenizer.maxTokens is 64");
  }

  @Test
  void open_vocabularyLargerThanTheModels_isRefused() {
    List<String> larger = Stream.concat(VOCABULARY.stream(), Stream.of("extra")).toList();

    assertMessage(
        new OnnxContent("x", USUAL.settings(), larger, direct(USUAL.onnx())),
        "x: model.onnx: the model failed: ");
  }

  @Test
  void open_tokenThatIsNotInTheVocabulary_isNamed() {
    OnnxSettings settings = USUAL.settings();
    assertMessage(
        content(
            USUAL,
            new OnnxSettings(
                settings.ids(),
                settings.attentionMask(),
                settings.tokenTypes(),
                settings.output(),
                settings.activation(),
                settings.columns(),
                new WordPieceSettings(true, true, "<unk>", "[CLS]", "[SEP]", "[PAD]", 64, 4, 8))),
        "x: vocab.txt: has no token <unk>");
  }

  private static int[] tokens(MadeUpOnnxModel model, String text) {
    BertTokenizer tokenizer = new BertTokenizer(VOCABULARY, model.settings().tokenizer());
    int[] inner = tokenizer.tokens(text);
    int[] all = new int[inner.length + 2];
    System.arraycopy(inner, 0, all, 1, inner.length);
    all[0] = tokenizer.number("[CLS]");
    all[all.length - 1] = tokenizer.number("[SEP]");
    return all;
  }

  private static OnnxContent content(MadeUpOnnxModel model) {
    return content(model, model.settings());
  }

  private static OnnxContent content(MadeUpOnnxModel model, OnnxSettings settings) {
    return new OnnxContent("x", settings, VOCABULARY, direct(model.onnx()));
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private static OnnxSession open(OnnxContent content) throws BundleException {
    return new OrtRuntime().open(content, OPTIONS);
  }

  private static void assertMessage(OnnxContent content, String start, String... parts) {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> open(content))
        .withMessageStartingWith(start)
        .satisfies(
            e -> assertThat(List.of(parts)).allMatch(String.valueOf(e.getMessage())::contains));
  }
}
