package dev.replyguard.training.preflight;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.training.Progress;
import dev.replyguard.training.TestData;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.TextFiles;
import dev.replyguard.training.preflight.Preflight.Findings;
import dev.replyguard.training.recipe.RecipeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  private static final long HEAP = 1L << 40;
  private static final String ROW = ",hello,1,0,0,0,0,0,0,0,x,3,s";

  @TempDir private Path folder = Path.of("");
  private Path recipe = Path.of("");
  private Path comments = Path.of("");

  @BeforeEach
  void writeGoodData() throws IOException {
    recipe = TestData.writeRecipe(folder.resolve("recipe.yaml"));
    comments = TestData.write(folder.resolve("comments.csv"), 300);
  }

  @Test
  void goodData_isPassedWithAGuessOfTheMemory() throws IOException {
    Findings findings = run();

    assertThat(findings.notes()).isEmpty();
    assertThat(findings.memory().comments()).isEqualTo(300);
    assertThat(findings.memory().heap()).isBetween(50L << 20, 400L << 20);
    assertThat(findings.memory().cache()).isPositive();
  }

  @Test
  void faultsOfAllKinds_areToldTogether() throws IOException {
    append("dup" + ROW, "dup" + ROW.replace("hello", "world"));
    append("odd" + ROW, "odd" + ROW.replace("hello,1,0", "hello,1,1"));
    append(ROW, "low" + ROW.replace("hello,1", "hello,-1"), "few,hello");
    Files.writeString(
        recipe,
        """
        reports:
          - {file: none, labels: [spam], weighted: true}
          - {file: coments, labels: [spam], weighted: true}
          - {file: plain, labels: [spam], weighted: true}
        """,
        APPEND);
    TestData.write(folder.resolve("plain.csv"), 30);

    assertFails(List.of(folder.resolve("none/out.bundle"), folder))
        .hasMessageContaining("10 faults, nothing was trained:")
        .hasMessageContaining("out.bundle: an existing folder expected to write it to")
        .hasMessageContaining(folder + ": a file to write expected, got a folder")
        .hasMessageContaining("line 303, record 302: column id: one id a comment expected, got")
        .hasMessageContaining("\"dup\" of line 302 again, with another text")
        .hasMessageContaining(
            "line 305, record 304: column id: one set of labels a comment expected, but \"odd\" says"
                + " severe_toxicity 1.0 instead of 0.0 than in line 304")
        .hasMessageContaining("line 306, record 305: column id: a value expected, got nothing")
        .hasMessageContaining(
            "line 307, record 306: column toxicity: blank or a number from 0 to 1")
        .hasMessageContaining("line 308, record 307: 13 fields expected, as in the header, got 2")
        .hasMessageContaining(
            recipe + ", line 37: " + folder + ": none.csv.gz or none.csv expected")
        .hasMessageContaining("coments.csv expected there; did you mean comments?")
        .hasMessageContaining("plain.csv: weighted: true, but no row has a weight");
  }

  @Test
  void aRowThatRepeatsAnother_isNotedAndNoFault() throws IOException {
    append("same" + ROW, "same" + ROW, "blank" + ROW.replace("hello", "  "));

    assertThat(run().notes())
        .containsExactly(
            comments + ": rows that repeat the id, text and labels of another, and are used too: 1",
            comments + ": rows without text, which nothing is learnt from: 1");
  }

  @Test
  void aLabelNobodyHasInTheTrainingFolds_isNamed() throws IOException {
    rewrite((fields, fold) -> fields[9] = fold == 8 ? fields[9] : "0");

    assertFails(List.of())
        .hasMessageContaining(
            "spam: rows with it and rows without it expected in the training folds"
                + " [0, 1, 2, 3, 4, 5, 6, 7], got 0 of 2")
        .hasMessageContaining("with it; given by comments");
  }

  @Test
  void aLabelEverybodyHasInTheTuningFold_isNamed() throws IOException {
    rewrite((fields, fold) -> fields[7] = fold == 8 ? "1" : fields[7]);

    assertFails(List.of())
        .hasMessageContaining(
            recipe
                + ", line 27: threat: rows with it and rows without it expected in the tuning fold 8"
                + " at natural rates, got");
  }

  @Test
  void aLabelNoSourceGives_isNamed() throws IOException {
    change("threat: 1, ", "");

    assertFails(List.of())
        .hasMessageContaining("2 faults")
        .hasMessageContaining("threat: rows with it")
        .hasMessageContaining("got 0 of 0 with it; no source gives it");
  }

  @Test
  void tooLittleMemory_isToldWithTheSettingThatHelps() {
    assertThatThrownBy(() -> preflight().run(List.of(), 10L << 20))
        .isInstanceOf(DataException.class)
        .hasMessageMatching(
            "memory: about 0\\.\\d GB of heap needed for 300 comments, Java has 0\\.0 GB; start it"
                + " with -Xmx\\d+m");
  }

  @Test
  void aFileOfAHeaderAlone_andOneWhereAllRowsAreSkipped_areFaults() throws IOException {
    Files.writeString(comments, TestData.header() + "\r\n");
    assertFails(List.of()).hasMessage(comments + ": at least one row expected");

    TestData.write(comments, 20);
    change("natural: ALL", "natural: ALL\n    skip: {sample: made-up}");
    assertFails(List.of()).hasMessage(comments + ": at least one row expected that is not skipped");
  }

  @Test
  void brokenFiles_areToldWithTheOthers() throws IOException {
    byte[] bytes = Files.readAllBytes(comments);
    byte[] wrong = Arrays.copyOf(bytes, bytes.length + 4);
    wrong[bytes.length] = (byte) 0xFF;
    Files.write(folder.resolve("a.csv"), wrong);
    Files.writeString(folder.resolve("b.csv"), Files.readString(comments) + "x,\"open\r\n");
    Files.write(folder.resolve("c.csv.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0});
    Files.writeString(folder.resolve("d.csv"), "");
    Files.writeString(
        recipe,
        """
        reports:
          - {file: a, labels: [], weighted: false}
          - {file: b, labels: [], weighted: false}
          - {file: c, labels: [], weighted: false}
          - {file: d, labels: [], weighted: false}
        """,
        APPEND);

    assertFails(List.of())
        .hasMessageContaining("4 faults")
        .hasMessageContaining("a.csv, line 302: UTF-8 expected, got the byte 0xFF as byte 1")
        .hasMessageContaining("b.csv, line 302, record 301: closed quotes expected")
        .hasMessageContaining("c.csv.gz: gzip expected from its first bytes, but it is damaged")
        .hasMessageContaining("d.csv: a header line expected, but the file is empty");
  }

  @Test
  void generatedComments_areCountedToo_andUnknownOnesToldWithTheirLine() throws IOException {
    append(recipe, "hard-negatives", "{toxicity: 1}");
    assertThat(run().memory().comments()).isGreaterThan(1000);

    change("generated/hard-negatives", "generated/soft-negatives");
    assertFails(List.of())
        .hasMessageStartingWith(recipe + ", line 36: sources.generated/soft-negatives: nothing of");
  }

  @Test
  void aSourceThatNobodySaysAnythingOf_isNoted() throws IOException {
    append(recipe, "excerpts", "{}");

    assertThat(run().notes())
        .contains("generated/excerpts: no labels, and no teacher's answers: it teaches nothing");
  }

  private static void append(Path recipe, String generated, String labels) throws IOException {
    Files.writeString(
        recipe,
        """
          - file: generated/%s
            licence: CC0-1.0
            attribution: nobody
            labels: %s
        """
            .formatted(generated, labels),
        APPEND);
  }

  @Test
  void noMessage_holdsAComment() throws IOException {
    append("x,a comment with, a comma" + ROW, "a comment for an id" + ROW);
    append("a comment for an id" + ROW.replace("hello", "world"), "\"a comment" + ROW);

    assertThatThrownBy(this::run)
        .hasMessageNotContaining("a comment w")
        .hasMessageNotContaining("for an id");
  }

  private interface Change {
    void of(String[] fields, int fold);
  }

  /** Changes the fields of each row. */
  private void rewrite(Change change) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(comments)) {
      int quote = line.lastIndexOf('"');
      if (quote > 0) {
        String[] fields = ("id,text" + line.substring(quote + 1)).split(",", -1);
        change.of(fields, Integer.parseInt(fields[11]));
        String rest = String.join(",", Arrays.asList(fields).subList(2, fields.length));
        lines.add(line.substring(0, quote + 1) + "," + rest);
      } else {
        lines.add(line);
      }
    }
    Files.write(comments, lines);
  }

  @Test
  void aTeachersAnswers_areReadAndCounted() throws IOException {
    teach("comments,t0,-2.5\r\ncomments,t1,3.0\r\nelsewhere,t2,3.0\r\n");
    rewrite((fields, fold) -> fields[11] = fields[0].matches("t[0-2]") ? "3" : fields[11]);

    Findings findings = run();

    assertThat(findings.teacher().size()).isEqualTo(3);
    assertThat(findings.notes())
        .singleElement(as(InstanceOfAssertFactories.STRING))
        .matches(".*answers\\.csv: a teacher's answers for 2 of the 2\\d\\d comments of the .*");
  }

  @Test
  void aTeachersAnswersAboutOtherComments_areRefused() throws IOException {
    teach("comments,other,-2.5\r\n");

    assertFails(List.of())
        .hasMessageContaining(recipe + ", line ")
        .hasMessageContaining(
            "answers.csv: says nothing of any comment of the training folds"
                + " [0, 1, 2, 3, 4, 5, 6, 7]");
  }

  @Test
  void otherAnswersThanTheRecipes_areToldWithWhatElseIsWrong() throws IOException {
    teach("comments,t0,-2.5\r\n");
    Files.writeString(folder.resolve("answers.csv"), "comments,t1,9\r\n", APPEND);
    append("few,hello");

    assertFails(List.of())
        .hasMessageContaining("2 faults, nothing was trained:")
        .hasMessageContaining("answers.csv: other answers than the recipe's expected")
        .hasMessageContaining("13 fields expected, as in the header, got 2");
  }

  private void teach(String rows) throws IOException {
    Path answers = Files.writeString(folder.resolve("answers.csv"), "source,id,spam\r\n" + rows);
    TestData.addTeacher(recipe, answers, TextFiles.sha256(answers), 1);
  }

  private void append(String... rows) throws IOException {
    Files.write(
        comments, (String.join("\r\n", rows) + "\r\n").getBytes(StandardCharsets.UTF_8), APPEND);
  }

  private void change(String found, String replacement) throws IOException {
    String text = Files.readString(recipe);
    assertThat(text).contains(found);
    Files.writeString(recipe, text.replace(found, replacement));
  }

  private Preflight preflight() throws IOException {
    return new Preflight(RecipeReader.load(recipe), folder, Progress.SILENT);
  }

  private Findings run() throws IOException {
    return preflight().run(List.of(folder.resolve("out.bundle")), HEAP);
  }

  private AbstractThrowableAssert<?, ?> assertFails(List<Path> outputs) {
    return assertThatThrownBy(() -> preflight().run(outputs, HEAP))
        .isInstanceOf(DataException.class);
  }
}
