package dev.replyguard.training.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.StackedClassifier;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.training.TestData;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.data.TextFiles;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.gate.Floor;
import dev.replyguard.training.gate.Floors;
import dev.replyguard.training.gate.FloorsFile;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.EvaluationFormat;
import dev.replyguard.training.recipe.RecipeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
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
            model.toString());
    assertThat(code).isZero();
  }

  @Test
  void train_writesTheBundleWithItsEvaluationAndItsRecipe() throws IOException {
    ModelBundle bundle = ModelBundle.read(model);

    assertThat(bundle.version()).startsWith("test-1-");
    Evaluation evaluation = EvaluationFormat.read(bundle.evaluation(), "test");
    assertThat(evaluation.figures())
        .extracting(Figures::rows)
        .contains("tuned on", "fold 9", "fold 9, natural rates");
    assertThat(evaluation.calibrations()).hasSize(8);
    assertThat(evaluation.functional()).hasSize(2);
    assertThat(RecipeReader.parse(Objects.requireNonNull(evaluation.recipe()), "test"))
        .isEqualTo(RecipeReader.read(shared.resolve("recipe.yaml")));
    assertThat(bundle.thresholds().getOrDefault(Label.SPAM, RecommendedThresholds.NONE).points())
        .isNotEmpty()
        .allSatisfy(point -> assertThat(point.uncertainty()).isNotNull());
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
  void rows_areThoseOfTheTrainingFolds_withTheirLabelsAndWeights() throws IOException {
    Path recipe = recipeOf("{toxicity: 0.5}", "assumedNegative: {spam: 0.2}");
    comments(
        "a,\"one, two\",1,,,,,,,,made-up,0,test",
        "b,kind,0.2,,,,,,,,made-up,7,test",
        "c,clean,0,,,,,,,,made-up,1,test",
        "d,nobody was asked,,,,,,,,,made-up,2,test",
        "e,tuned on,1,,,,,,,,made-up,8,test",
        "f,reported on,1,,,,,,,,made-up,9,test");

    assertThat(rows(recipe)).isZero();

    assertThat(Files.readAllLines(folder.resolve("rows.csv")))
        .containsExactly(
            "source,natural,id,text,toxicity,toxicity_weight,severe_toxicity,severe_toxicity_weight,"
                + "identity_attack,identity_attack_weight,insult,insult_weight,profanity,"
                + "profanity_weight,threat,threat_weight,sexually_explicit,sexually_explicit_weight,"
                + "spam,spam_weight",
            "comments,1,a,\"one, two\",1,0.5,,,,,,,,,,,,,,",
            "comments,1,b,kind,0,0.5,,,,,,,,,,,,,,",
            "comments,1,c,clean,0,0.5,,,,,,,,,,,,,0,0.2");
  }

  @Test
  void rows_holdWhatTheRecipeMakesUp_asManyInDisguiseAsAskedFor() throws IOException {
    Path recipe = recipeOf("{toxicity: 0.5}", "");
    Files.writeString(
        recipe,
        """
          - file: generated/obfuscated
            licence: CC0-1.0
            attribution: nobody
            labels: {toxicity: 0.25}
        """,
        StandardOpenOption.APPEND);
    TestData.write(folder.resolve("comments.csv"), 800);

    assertThat(rows(recipe)).isZero();
    long few = disguised();
    assertThat(rows(recipe, "--disguised", "1")).isZero();
    long many = disguised();

    // Nothing is there twice: a comment too short for its disguise is left out.
    assertThat(many).isBetween(5 * few / 2, 640L);
    assertThat(few).isBetween(40L, 200L);
  }

  @Test
  void rows_readByAModel_areWrittenAsItGivesThemToTheOneBesideIt() throws IOException {
    Path recipe = recipeOf("{toxicity: 0.5}", "");
    String text = "SHOUTED at the g.a.r.d.e.n \uD83D\uDE42";
    comments("a," + text + ",1,,,,,,,,made-up,0,test");

    assertThat(rows(recipe, "--read-by", model.toString())).isZero();

    try (CommentClassifier linear = CommentClassifier.of(ModelBundle.read(model))) {
      String read = StackedClassifier.reading(linear, ScoringInput.of(text)).text();
      assertThat(read).contains("shouted at the garden", "smiling");
      assertThat(Files.readAllLines(folder.resolve("rows.csv")).get(1)).contains(read);
    }
  }

  @Test
  void rows_ofAFaultyFile_areNotHalfWritten() throws IOException {
    Path recipe = recipeOf("{toxicity: 0.5}", "");
    comments("a,fine,1,,,,,,,,made-up,0,test", "b,fine,2,,,,,,,,made-up,0,test");

    assertThat(rows(recipe)).isEqualTo(1);
    assertThat(err.toString()).contains("comments.csv, line 3").contains("toxicity");
    assertThat(names()).containsExactlyInAnyOrder("comments.csv", "recipe.yaml");

    assertThat(rows(recipe, "--disguised", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--disguised: above 0, at most 1 expected, got 0.0");
  }

  @Test
  void teach_writesTheModelsLogOddsForTheTrainingFolds_andTrainTakesNoOthers() throws IOException {
    Path recipe = TestData.writeRecipe(folder.resolve("recipe.yaml"));
    TestData.write(folder.resolve("comments.csv"), 800);
    Path answers = folder.resolve("answers.csv");

    assertThat(teach(recipe, "spam,threat")).isZero();

    List<String> lines = Files.readAllLines(answers);
    assertThat(lines.get(0)).isEqualTo("source,id,spam,threat");
    assertThat(lines).hasSizeBetween(560, 720).allMatch(line -> line.split(",", -1).length == 4);
    assertThat(out.toString()).isEqualTo("sha256: %s%n", TextFiles.sha256(answers));
    try (LabelledComments comments = LabelledComments.open(folder.resolve("comments.csv"));
        CommentClassifier classifier = CommentClassifier.of(ModelBundle.read(model))) {
      LabelledComment comment = comments.next().orElseThrow();
      while (comment.fold() > 7) {
        comment = comments.next().orElseThrow();
      }
      double[] logits = classifier.logits(comment.input());
      assertThat(lines.get(1))
          .isEqualTo(
              "comments,%s,%.1f,%.1f"
                  .formatted(
                      comment.id(), logits[Label.SPAM.index()], logits[Label.THREAT.index()]));
    }

    Files.writeString(answers, "comments,t,0,0\r\n", StandardOpenOption.APPEND);
    TestData.addTeacher(recipe, answers, out.toString().substring(8).trim(), 0.5);
    assertThat(
            run(
                "train",
                "--recipe",
                recipe.toString(),
                "--data",
                folder.toString(),
                "--out",
                folder.resolve("taught.bundle").toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("answers.csv: other answers than the recipe's expected");
  }

  @Test
  void teach_asksAboutExcerpts_butNotAboutWhatIsMadeUpWithLabels() throws IOException {
    Path recipe = TestData.writeRecipe(folder.resolve("recipe.yaml"));
    Files.writeString(
        recipe,
        """
          - file: generated/excerpts
            licence: CC0-1.0
            attribution: nobody
            labels: {}
          - file: generated/hard-negatives
            licence: CC0-1.0
            attribution: nobody
            labels: {toxicity: 1}
        """,
        StandardOpenOption.APPEND);
    Files.writeString(
        folder.resolve("comments.csv"),
        TestData.header() + "\r\na1,The women garden. No bread." + ",0".repeat(8) + ",s,0,t\r\n");

    assertThat(teach(recipe, "toxicity")).isZero();

    assertThat(Files.readAllLines(folder.resolve("answers.csv")).stream().skip(1).findFirst())
        .hasValueSatisfying(line -> assertThat(line).startsWith("comments,a1,"));
    assertThat(Files.readAllLines(folder.resolve("answers.csv")).stream().skip(2))
        .isNotEmpty()
        .allMatch(line -> line.matches("generated/excerpts,[0-9a-f]{12},-?\\d+\\.\\d"));
  }

  @Test
  void teach_ofALabelThatTheModelDoesNotKnow_namesIt() throws IOException {
    Path recipe = TestData.writeRecipe(folder.resolve("recipe.yaml"));
    TestData.write(folder.resolve("comments.csv"), 10);

    assertThat(teach(recipe, "spam,rudeness")).isEqualTo(2);
    assertThat(err.toString()).contains("--labels: the model knows no label called \"rudeness\"");
    assertThat(names()).containsExactlyInAnyOrder("comments.csv", "recipe.yaml");
  }

  @Test
  void teach_ofALabelNamedTwice_isRefused() throws IOException {
    Path recipe = TestData.writeRecipe(folder.resolve("recipe.yaml"));
    TestData.write(folder.resolve("comments.csv"), 10);

    assertThat(teach(recipe, "spam,spam")).isEqualTo(2);
    assertThat(err.toString()).contains("--labels: spam is named twice");
  }

  @Test
  void explain_ofFewerThanNoWords_isRefused() {
    assertThat(run("explain", "--model", model.toString(), "--text", "hello", "--top", "-1"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--top: 0 or more expected, got -1");
  }

  @ParameterizedTest
  @CsvSource({
    "--html,nowhere/report.html,nowhere/report.html: an existing folder expected to write it to",
    "--json,nowhere/report.json,nowhere/report.json: an existing folder expected to write it to",
    "--write-floors,nowhere/f.csv,nowhere/f.csv: an existing folder expected to write it to",
    "--card,nowhere/card.md,nowhere/card.md: an existing folder expected to write it to",
  })
  void evaluate_toAFileThatCannotBeWritten_endsBeforeItMeasures(
      String option, String file, String message) throws IOException {
    TestData.write(folder.resolve("comments.csv"), 100);

    assertThat(
            run(
                "evaluate",
                "--model",
                model.toString(),
                "--data",
                folder.toString(),
                option,
                folder.resolve(file).toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains(message).doesNotContain("comments");
    assertThat(out.toString()).isEmpty();
  }

  private int teach(Path recipe, String labels) {
    return run(
        "teach",
        "--model",
        model.toString(),
        "--recipe",
        recipe.toString(),
        "--data",
        folder.toString(),
        "--labels",
        labels,
        "--out",
        folder.resolve("answers.csv").toString());
  }

  private int rows(Path recipe, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("rows", "--recipe", recipe.toString(), "--data", folder.toString()));
    arguments.addAll(List.of("--out", folder.resolve("rows.csv").toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private long disguised() throws IOException {
    return Files.readAllLines(folder.resolve("rows.csv")).stream()
        .filter(line -> line.startsWith("generated/obfuscated,0,obfuscated-t"))
        .count();
  }

  private Path recipeOf(String labels, String more) throws IOException {
    Path file = TestData.writeRecipe(folder.resolve("recipe.yaml"));
    String recipe = Files.readString(file);
    int from = recipe.indexOf("      {toxicity");
    int to = recipe.indexOf("    cleanWeight");
    String between = "      " + labels + "\n" + (more.isEmpty() ? "" : "    " + more + "\n");
    return Files.writeString(file, recipe.substring(0, from) + between + recipe.substring(to));
  }

  private void comments(String... lines) throws IOException {
    Files.writeString(
        folder.resolve("comments.csv"),
        TestData.header() + "\r\n" + String.join("\r\n", lines) + "\r\n");
  }

  @Test
  void parity_writesMappingsForTheServiceAndAReport() throws IOException {
    StringBuilder pairs = new StringBuilder("text,TOXICITY,p_insult\r\n");
    for (int i = 0; i < 120; i++) {
      pairs.append(
          i % 2 == 0
              ? "garden %d %s,0.9,\r\n".formatted(i, TestData.marker(Label.TOXICITY))
              : "garden %d,0.%d,0.5\r\n".formatted(i, i % 8));
    }
    Path in = Files.writeString(folder.resolve("pairs.csv"), pairs);
    Path mappings = folder.resolve("parity.json");
    Path report = folder.resolve("parity.html");

    assertThat(
            run(
                "parity",
                "--model",
                model.toString(),
                "--in",
                in.toString(),
                "--out",
                mappings.toString(),
                "--report",
                report.toString()))
        .isZero();

    assertThat(Files.readString(mappings))
        .contains("\"format\" : \"replyguard-parity\"")
        .contains("\"model\" : \"" + ModelBundle.read(model).version() + "\"")
        .contains("\"toxicity\" : [")
        .as("60 pairs are too few")
        .doesNotContain("insult");
    assertThat(Files.readString(report)).contains("<svg").contains("Flagged comments");
    assertThat(out.toString()).contains("rank correlation");
  }

  @Test
  void parity_ofNoScoreAtAll_namesTheColumn() throws IOException {
    Path in = Files.writeString(folder.resolve("pairs.csv"), "text,TOXICITY\r\nhello,many\r\n");

    assertThat(
            run(
                "parity",
                "--model",
                model.toString(),
                "--in",
                in.toString(),
                "--out",
                folder.resolve("parity.json").toString()))
        .isEqualTo(1);

    assertThat(err.toString()).contains("TOXICITY").contains("a score of 0 to 1 expected");
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
  void evaluate_printsTheFiguresAndWritesThemAsJsonAndHtml() throws IOException {
    Path json = folder.resolve("figures.json");
    Path html = folder.resolve("report.html");

    assertThat(
            run(
                "evaluate",
                "--model",
                model.toString(),
                "--data",
                shared.toString(),
                "--replicates",
                "20",
                "--json",
                json.toString(),
                "--html",
                html.toString()))
        .isZero();

    assertThat(out.toString())
        .contains("Mean over labels")
        .contains("fold 9, natural rates")
        .contains("Functional suite: ")
        .contains("comments a second");
    assertThat(json)
        .content()
        .contains("\"dataset\" : \"comments\"")
        .contains("\"worstMistakes\"")
        .doesNotContain("garden");
    assertIsSelfContained(Files.readString(html));
  }

  private static void assertIsSelfContained(String page) {
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("id=\"mistakes\"", "default-src &#39;none&#39;", "prefers-color-scheme: dark")
        .doesNotContain("<script", "src=", "url(", "@import", "http:", "https:", "<details open");
    Document document =
        assertDoesNotThrow(
            () ->
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(page))));
    NodeList tables = document.getElementsByTagName("table");
    assertThat(tables.getLength()).isGreaterThan(20);
    for (int i = 0; i < tables.getLength(); i++) {
      assertThat(tables.item(i).getFirstChild().getNodeName()).isEqualTo("caption");
    }
    NodeList drawings = document.getElementsByTagName("svg");
    for (int i = 0; i < drawings.getLength(); i++) {
      Element drawing = (Element) drawings.item(i);
      assertThat(drawing.hasAttribute("aria-label") || drawing.hasAttribute("aria-hidden"))
          .isTrue();
    }
    NodeList links = document.getElementsByTagName("a");
    for (int i = 0; i < links.getLength(); i++) {
      String target = ((Element) links.item(i)).getAttribute("href");
      assertThat(page).contains("id=\"" + target.substring(1) + "\"");
    }
  }

  @Test
  void evaluate_writesCardAndFloors_andIsHeldToThem() throws IOException {
    Path card = folder.resolve("card.md");
    Path floors = folder.resolve("floors.csv");
    String[] evaluate = {
      "evaluate", "--model", model.toString(), "--data", shared.toString(), "--replicates", "20"
    };

    int written =
        run(with(evaluate, "--card", card.toString(), "--write-floors", floors.toString()));
    int held = run(with(evaluate, "--floors", floors.toString()));
    Floors read = FloorsFile.read(floors);
    List<Floor> raised =
        read.floors().stream().map(f -> new Floor(f.at(), f.measured(), tooMuch(f))).toList();
    FloorsFile.write(floors, new Floors(read.model(), raised));
    int fallen = run(with(evaluate, "--floors", floors.toString()));

    assertThat(written).isZero();
    assertThat(held).isZero();
    assertThat(fallen).isEqualTo(3);
    assertThat(out.toString()).contains("Too low: ").contains("rocAuc is ");
    assertThat(card).content().contains(read.model()).contains("| comments | fold 9 | toxicity |");
  }

  private static double tooMuch(Floor floor) {
    return floor.at().measure().isLowerBetter() ? floor.measured() - 0.01 : floor.measured() + 0.01;
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void evaluate_fewerThanOneReplicate_isWrongUse() {
    assertThat(
            run(
                "evaluate",
                "--model",
                model.toString(),
                "--data",
                shared.toString(),
                "--replicates",
                "0"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--replicates: 1 or more expected, got 0");
  }

  @Test
  void compare_aModelWithItself_findsNoDifference() throws IOException {
    Path json = folder.resolve("comparison.json");

    int code =
        run(
            "compare",
            model.toString(),
            model.toString(),
            "--data",
            shared.toString(),
            "--json",
            json.toString());

    assertThat(code).isZero();
    assertThat(out.toString()).contains("B is better in 0 and worse by more than 0.005 in 0");
    assertThat(json).content().contains("\"verdict\" : \"OPEN\"").doesNotContain("BETTER");
  }

  @Test
  void compare_withScoresThatAreWorse_exitsWith3() throws IOException {
    Path scores = Files.createDirectory(folder.resolve("scores"));
    Random random = new Random(TestData.SEED);
    StringBuilder rows = new StringBuilder("id,spam,threat\n");
    for (String line : Files.readAllLines(shared.resolve("comments.csv"))) {
      if (line.startsWith("t") && !line.startsWith("text")) {
        String id = line.substring(0, line.indexOf(','));
        rows.append(id).append(',').append(random.nextFloat()).append(",\n");
      }
    }
    Files.writeString(scores.resolve("comments.csv"), rows);

    int worse = run("compare", model.toString(), scores.toString(), "--data", shared.toString());
    int better = run("compare", scores.toString(), model.toString(), "--data", shared.toString());

    int withinMargin =
        run(
            "compare",
            model.toString(),
            scores.toString(),
            "--data",
            shared.toString(),
            "--margin",
            "0.9");

    assertThat(worse).isEqualTo(3);
    assertThat(better).isZero();
    assertThat(withinMargin).isZero();
    assertThat(out.toString()).contains("spam").doesNotContain("threat").contains(" worse");
  }

  @Test
  void compare_withScoresThatLackARow_namesIt() throws IOException {
    Path scores = Files.createDirectory(folder.resolve("scores"));
    Files.writeString(scores.resolve("comments.csv"), "id,spam\nsomething,0.5\n");

    assertThat(run("compare", model.toString(), scores.toString(), "--data", shared.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("comments.csv").contains("no row has the id t");
  }

  @Test
  void compare_fewerReplicatesThanVerdictsNeed_isWrongUse() {
    assertThat(
            run(
                "compare",
                model.toString(),
                model.toString(),
                "--data",
                shared.toString(),
                "--replicates",
                "100"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--replicates: at least ");
  }

  @Test
  void card_fillsTheBuiltInTemplate() {
    assertThat(run("card", "--model", model.toString())).isZero();

    assertThat(out.toString())
        .startsWith("# Model card: test-1")
        .contains("| comments | fold 9 | toxicity |")
        .contains("| comments | CC0-1.0 | 800 |")
        .doesNotContain("{{");
  }

  @Test
  void card_ofATemplateWithAnUnknownPlace_namesItsLine() throws IOException {
    Path template = Files.writeString(folder.resolve("t.md"), "# {{name}}\n\n{{weather}}\n");

    int code = run("card", "--model", model.toString(), "--template", template.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("t.md, line 3: {{weather}} is no place");
  }

  @Test
  void card_recipe_isReadBack() throws IOException {
    Path written = folder.resolve("again.yaml");

    assertThat(run("card", "--model", model.toString(), "--recipe", "--out", written.toString()))
        .isZero();

    assertThat(RecipeReader.read(written))
        .isEqualTo(RecipeReader.read(shared.resolve("recipe.yaml")));
  }

  @Test
  void card_provenance_namesTheDataByChecksum() {
    assertThat(run("card", "--model", model.toString(), "--provenance")).isZero();
    assertThat(out.toString()).contains("source-comments").contains("sha256 ");
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
  @ValueSource(
      strings = {
        "train",
        "import-onnx",
        "evaluate",
        "compare",
        "card",
        "score",
        "explain",
        "rows",
        "teach"
      })
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
