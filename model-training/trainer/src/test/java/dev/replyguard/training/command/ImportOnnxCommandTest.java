package dev.replyguard.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.replyguard.model.Bundle;
import dev.replyguard.model.Calibration;
import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.OnnxBundle;
import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.model.StackedClassifier;
import dev.replyguard.model.onnx.MadeUpOnnxModel;
import dev.replyguard.training.TestData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A made-up ONNX model on its way into a bundle, and what the other commands make of that. */
class ImportOnnxCommandTest {
  private static final long SEED = 20_261_125;

  private final Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path bundle;

  ImportOnnxCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.bundle = folder.resolve("made-up.bundle");
  }

  @BeforeEach
  void write() throws IOException {
    TestData.writeRecipe(folder.resolve("recipe.yaml"));
    comments(folder.resolve("comments.csv"), 900);
    Files.write(folder.resolve("m.onnx"), MadeUpOnnxModel.usual().onnx());
    Files.write(folder.resolve("vocab.txt"), MadeUpOnnxModel.vocabulary());
  }

  /** Texts with the model's word for insults, of which one in ten is none, or one is without it. */
  private static void comments(Path file, int rows) throws IOException {
    Random random = new Random(SEED);
    StringBuilder csv = new StringBuilder(TestData.header()).append("\r\n");
    for (int row = 0; row < rows; row++) {
      boolean insulting = random.nextInt(3) == 0;
      boolean positive = insulting != (random.nextInt(10) == 0);
      String text = TestData.text(random) + (insulting ? " nincompoop" : " garden");
      String share = positive ? "1" : "0";
      csv.append(
          "t%d,\"%s\",%s,,,%s,,,,,made-up,%d,test\r\n"
              .formatted(row, text, share, share, random.nextInt(10)));
    }
    Files.writeString(file, csv);
  }

  @Test
  void importOnnx_calibratesFindsThresholdsEvaluatesAndPacks() throws IOException {
    assertThat(importOnnx("toxicity,insult,-")).as(err.toString()).isZero();

    Bundle read = Bundle.read(bundle);
    assertThat(read).isInstanceOf(OnnxBundle.class);
    assertThat(read.version()).startsWith("en-made-up-");
    assertThat(read.calibrations()).containsOnlyKeys(Label.TOXICITY, Label.INSULT);
    assertThat(read.calibrations().get(Label.INSULT)).isNotEqualTo(Calibration.IDENTITY);
    assertThat(read.thresholds().get(Label.INSULT)).isNotNull();
    assertThat(read.evaluation()).contains("\"rocAuc\"", "\"tuned on\"");
    assertThat(read.card().languages()).containsExactly("en");
    assertThat(read.card().provenance())
        .startsWith("Imported 2026-01-31 from m.onnx (SHA-256 ")
        .endsWith("trained elsewhere; calibrated on fold 8 of the recipe test-1");
    assertThat(out.toString()).contains("fold 9", "insult").doesNotContain("spam |");
  }

  @Test
  void importOnnx_twice_givesTheSameBytes() throws IOException {
    assertThat(importOnnx("toxicity,insult,-")).isZero();
    byte[] first = Files.readAllBytes(bundle);

    assertThat(importOnnx("toxicity,insult,-")).isZero();

    assertThat(Files.readAllBytes(bundle)).isEqualTo(first);
  }

  @Test
  void otherCommands_takeTheBundleAsTheyTakeALinearOne() throws IOException {
    assertThat(importOnnx("toxicity,insult,-")).isZero();
    Path scores = folder.resolve("scores.txt");

    assertThat(
            run("score", "--model", bundle.toString(), "--in", data(), "--out", scores.toString()))
        .isZero();
    Path html = folder.resolve("report.html");
    assertThat(
            run(
                "evaluate",
                "--model",
                bundle.toString(),
                "--data",
                folder.toString(),
                "--html",
                html.toString()))
        .as(err.toString())
        .isZero();
    assertThat(html).content().contains("en-made-up-", "insult");
    assertThat(run("card", "--model", bundle.toString())).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Imported 2026-01-31 from m.onnx");
    assertThat(
            run(
                "compare",
                bundle.toString(),
                bundle.toString(),
                "--data",
                folder.toString(),
                "--replicates",
                "100"))
        .as(err.toString())
        .isZero();
    assertThat(run("explain", "--model", bundle.toString(), "--text", "You nincompoop")).isZero();

    List<String> rows = Files.readAllLines(scores);
    assertThat(rows).hasSize(901);
    assertThat(rows.get(1)).matches("t0,[0-9.E-]+,,,[0-9.E-]+,,,,");
    assertThat(out.toString()).contains("An ONNX model gives no explanations; its scores:");
    assertThat(out.toString()).containsPattern("insult +[01]\\.\\d{4}");
  }

  @Test
  void importOnnx_withALinearModel_weighsBoth_andKnowsAllLabels() throws IOException {
    Path linear = trainedOnWords();

    assertThat(importOnnx("toxicity,insult,-", "--with", linear.toString()))
        .as(err.toString())
        .isZero();

    Bundle read = Bundle.read(bundle);
    assertThat(read.calibrations()).hasSize(Label.ALL.size());
    ModelBundle beside = ModelBundle.read(linear);
    assertThat(read.card().sources()).isEqualTo(beside.card().sources()).isNotEmpty();
    assertThat(read.card().provenance())
        .contains("; beside it " + beside.version() + ", trained on these sources;");
    try (ScoringModel both = read.open(new OnnxOptions(1, Duration.ofSeconds(10)))) {
      String insulting = "yellow garden nincompoop";
      assertThat(both.score(insulting).get(Label.INSULT)).isGreaterThan(0.5f);
      assertThat(both.score("piano " + TestData.marker(Label.SPAM)).get(Label.SPAM))
          .isGreaterThan(both.score("piano garden").get(Label.SPAM));
      assertThat(both.explain(insulting).of(Label.INSULT).contributions())
          .extracting(Contribution::feature)
          .contains(StackedClassifier.WHOLE);
    }
    assertThat(run("explain", "--model", bundle.toString(), "--text", "You nincompoop")).isZero();
    assertThat(out.toString()).containsPattern("insult .*\\(wording as a whole\\) \\+");
  }

  @Test
  void importOnnx_withAFileThatIsNoBundle_isRefusedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("linear.bundle"), "hello");

    assertThat(importOnnx("toxicity,insult,-", "--with", file.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("linear.bundle: is not a model bundle");
    assertThat(bundle).doesNotExist();
  }

  @Test
  void importOnnx_withAnOnnxBundle_saysThatALinearOneIsWanted() throws IOException {
    assertThat(importOnnx("toxicity,insult,-")).isZero();
    Path first = Files.move(bundle, folder.resolve("first.bundle"));

    assertThat(importOnnx("toxicity,insult,-", "--with", first.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains("first.bundle: holds a model of the kind onnx, a linear one expected here");
  }

  /** A linear model of comments with a word for each label, the ONNX model's among them. */
  private Path trainedOnWords() throws IOException {
    Path comments = TestData.write(folder.resolve("comments.csv"), 800);
    Files.writeString(
        comments, Files.readString(comments).replace(TestData.marker(Label.INSULT), "nincompoop"));
    Path linear = folder.resolve("linear.bundle");
    assertThat(
            run(
                "train",
                "--recipe",
                folder.resolve("recipe.yaml").toString(),
                "--data",
                folder.toString(),
                "--out",
                linear.toString()))
        .as(err.toString())
        .isZero();
    return linear;
  }

  @Test
  void importOnnx_unknownLabel_isACallOfTheWrongKind() {
    assertThat(importOnnx("toxicity,rudeness,-")).isEqualTo(2);
    assertThat(err.toString()).contains("--labels: no label is called \"rudeness\"");
  }

  @Test
  void importOnnx_otherNumberOfLabelsThanOutputs_isRefused() {
    assertThat(importOnnx("toxicity,insult")).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "m.onnx: model.onnx: the output \"scores\" has 3 columns, and 2 are named:"
                + " [toxicity, insult]");
    assertThat(bundle).doesNotExist();
  }

  @Test
  void importOnnx_labelThatTheTuningFoldSaysNothingAbout_isNamed() {
    assertThat(importOnnx("toxicity,threat,-")).isEqualTo(1);
    assertThat(err.toString())
        .contains("threat: rows with it and rows without it expected in fold 8, got 0 of 0");
  }

  @Test
  void importOnnx_noVocabularyThere_isNamed() throws IOException {
    Files.delete(folder.resolve("vocab.txt"));

    assertThat(importOnnx("toxicity,insult,-")).isEqualTo(1);
    assertThat(err.toString()).contains("vocab.txt: there is no such file");
  }

  @Test
  void importOnnx_vocabularyWithoutASpecialToken_isNamed() throws IOException {
    Path file = folder.resolve("vocab.txt");
    Files.writeString(file, Files.readString(file).replace("[PAD]", "[PAT]"));

    assertThat(importOnnx("toxicity,insult,-")).isEqualTo(1);
    assertThat(err.toString()).contains("vocab.txt: has no token [PAD]").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "--threads,0,'--threads: 1 to 256 expected, got 0'",
    "--max-windows,0,'--max-windows: 1 to 64 expected, got 0'",
  })
  void importOnnx_optionOutOfRange_isNamed(String option, String value, String message) {
    assertThat(importOnnx("toxicity,insult,-", option, value)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void importOnnx_nameThatNoModelCanHave_isRefused() {
    List<String> arguments = new ArrayList<>(arguments("toxicity,insult,-"));
    arguments.set(arguments.indexOf("en-made-up"), "made up");

    assertThat(run(arguments.toArray(new String[0]))).isEqualTo(2);
    assertThat(err.toString())
        .contains("--name: up to 64 letters, digits, dots and hyphens expected, got \"made up\"");
  }

  @Test
  void importOnnx_labelNamedTwice_isRefused() {
    assertThat(importOnnx("toxicity,insult,insult")).isEqualTo(2);
    assertThat(err.toString()).contains("--labels: insult is named twice");
  }

  @Test
  void importOnnx_fileThatIsNoModel_isRefused() throws IOException {
    Files.writeString(folder.resolve("m.onnx"), "hello, this is a text");

    assertThat(importOnnx("toxicity,insult,-")).isEqualTo(1);
    assertThat(err.toString()).contains("m.onnx: an ONNX model expected");
  }

  @Test
  void importOnnx_weightsInOtherFiles_areRefused() throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(MadeUpOnnxModel.usual().onnx()).toBuilder();
    model
        .getGraphBuilder()
        .getInitializerBuilder(0)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL);
    Files.write(folder.resolve("m.onnx"), model.build().toByteArray());

    assertThat(importOnnx("toxicity,insult,-")).isEqualTo(1);
    assertThat(err.toString())
        .contains("keeps its weights in other files; save it with all of them in one");
  }

  private String data() {
    return folder.resolve("comments.csv").toString();
  }

  private int importOnnx(String labels, String... more) {
    List<String> arguments = new ArrayList<>(arguments(labels));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(new String[0]));
  }

  private List<String> arguments(String labels) {
    return List.of(
        "import-onnx",
        "--model",
        folder.resolve("m.onnx").toString(),
        "--vocab",
        folder.resolve("vocab.txt").toString(),
        "--labels",
        labels,
        "--name",
        "en-made-up",
        "--recipe",
        folder.resolve("recipe.yaml").toString(),
        "--data",
        folder.toString(),
        "--max-tokens",
        "64",
        "--out",
        bundle.toString());
  }

  private int run(String... arguments) {
    CommandLine command = TrainerCommand.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(arguments);
  }
}
