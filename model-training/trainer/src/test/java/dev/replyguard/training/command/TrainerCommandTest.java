package dev.replyguard.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.training.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TrainerCommandTest {
  @TempDir private static Path shared = Path.of("");
  private static Path model = Path.of("");

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void train() throws IOException {
    TestData.write(shared.resolve("comments.csv"), 800);
    model = shared.resolve("test.bundle");
    Path recipe = TestData.writeRecipe(shared.resolve("recipe.yaml"));
    int code =
        TrainerCommand.run(
            "train",
            "--recipe",
            recipe.toString(),
            "--data",
            shared.toString(),
            "--out",
            model.toString(),
            "--figures",
            shared.resolve("figures.md").toString());
    assertThat(code).isZero();
  }

  @Test
  void train_writesTheBundleAndItsFigures() throws IOException {
    assertThat(ModelBundle.read(model).version()).startsWith("test-1-");
    assertThat(ModelBundle.read(model).evaluation()).contains("\"rocAuc\"");
    assertThat(shared.resolve("figures.md")).content().contains("| comments | fold 9 | spam |");
  }

  @Test
  void train_leavesWhatWasThereWhenItFails() throws IOException {
    Path recipe = TestData.writeRecipe(folder.resolve("recipe.yaml"));
    Path target = Files.writeString(folder.resolve("old.bundle"), "old");

    int code =
        run(
            "train",
            "--recipe",
            recipe.toString(),
            "--data",
            folder.toString(),
            "--out",
            target.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("comments.csv.gz or comments.csv expected there");
    assertThat(target).hasContent("old");
    assertThat(names()).containsExactlyInAnyOrder("recipe.yaml", "old.bundle");
  }

  @Test
  void score_writesAnIdAndEachLabelsScoreForEveryRowInOrder() throws IOException {
    Path in =
        Files.writeString(
            folder.resolve("in.csv"),
            "text,extra,id\r\n\"garden, %s\",x,7\r\n\"two\nlines\",y,\"a,b\"\r\n"
                .formatted(TestData.marker(Label.SPAM)));
    Path scores = folder.resolve("out.csv");

    assertThat(
            run(
                "score",
                "--model",
                model.toString(),
                "--in",
                in.toString(),
                "--out",
                scores.toString()))
        .isZero();

    List<String> lines = Files.readAllLines(scores);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .isEqualTo(
            "id,toxicity,severe_toxicity,identity_attack,insult,profanity,threat,"
                + "sexually_explicit,spam");
    assertThat(lines.get(2)).startsWith("\"a,b\",");
    String[] first = lines.get(1).split(",", -1);
    float expected =
        CommentClassifier.of(ModelBundle.read(model))
            .score("garden, " + TestData.marker(Label.SPAM))
            .get(Label.SPAM);
    assertThat(first[0]).isEqualTo("7");
    assertThat(Float.parseFloat(first[8])).isEqualTo(expected);
  }

  @Test
  void score_compressesWhereTheNameSaysSo() throws IOException {
    Path scores = folder.resolve("out.csv.gz");

    assertThat(
            run(
                "score",
                "--model",
                model.toString(),
                "--in",
                shared.resolve("comments.csv").toString(),
                "--out",
                scores.toString()))
        .isZero();

    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(scores)))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text.lines()).hasSize(801);
    }
  }

  @Test
  void score_leavesNothingHalfWritten() throws IOException {
    Path in = Files.writeString(folder.resolve("in.csv"), "id,text\r\n1,fine\r\n2,\"open\r\n");

    int code =
        run(
            "score",
            "--model",
            model.toString(),
            "--in",
            in.toString(),
            "--out",
            folder.resolve("out.csv").toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("in.csv, line 3, record 2: closed quotes expected");
    assertThat(names()).containsExactly("in.csv");
  }

  @Test
  void score_namesAMissingColumn() throws IOException {
    Path in = Files.writeString(folder.resolve("in.csv"), "id,body\r\n1,fine\r\n");

    assertThat(
            run(
                "score",
                "--model",
                model.toString(),
                "--in",
                in.toString(),
                "--out",
                folder.resolve("out.csv").toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("line 1: missing column text");
  }

  @Test
  void evaluate_printsTablesAndWritesJson() throws IOException {
    Path json = folder.resolve("figures.json");

    assertThat(
            run(
                "evaluate",
                "--model",
                model.toString(),
                "--data",
                shared.toString(),
                "--json",
                json.toString()))
        .isZero();

    assertThat(out.toString()).contains("| comments | fold 9 | toxicity |").contains("## Means");
    assertThat(json).content().contains("\"dataset\" : \"comments\"");
  }

  @Test
  void explain_showsTheWordsThatMakeAScore() {
    String word = TestData.marker(Label.THREAT);

    assertThat(run("explain", "--model", model.toString(), "--text", "river " + word)).isZero();

    assertThat(out.toString().lines().filter(line -> line.startsWith("threat")).toList())
        .singleElement()
        .asString()
        .contains("\"" + word + "\" [6-" + (6 + word.length()) + "] +");
  }

  @Test
  void aModelThatIsNoneIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("x.bundle"), "not a bundle");

    assertThat(run("explain", "--model", file.toString(), "--text", "hello")).isEqualTo(1);
    assertThat(err.toString()).startsWith("error: " + file).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fly", "train", "score --model", "explain --text a --colour b"})
  void wrongUseExitsWith2AndShowsHow(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: replyguard-trainer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate", "score", "explain"})
  void helpShowsAnExample(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Example").contains("replyguard-trainer.jar " + command);
  }

  private int run(String... arguments) {
    CommandLine command = TrainerCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
