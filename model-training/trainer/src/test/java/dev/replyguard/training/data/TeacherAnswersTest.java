package dev.replyguard.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherAnswersTest {
  private static final List<Label> LABELS = List.of(Label.TOXICITY, Label.THREAT);

  @TempDir private Path folder = Path.of("");

  @Test
  void logOdds_becomeProbabilitiesOfTheLabelsAskedFor() throws IOException {
    TeacherAnswers answers =
        read("source,id,toxicity,threat,spam\r\na,1,0.0,-2.2,9\r\na,2,,100,\r\nb,1,-800,1,\r\n");

    assertThat(answers.size()).isEqualTo(3);
    float[] first = answers.of("a", "1");
    assertThat(first[Label.TOXICITY.index()]).isEqualTo(0.5f);
    assertThat(first[Label.THREAT.index()]).isCloseTo(0.09975f, within(1e-5f));
    assertThat(first[Label.SPAM.index()]).as("not asked for").isNaN();
    assertThat(answers.of("a", "2")[Label.TOXICITY.index()]).as("blank").isNaN();
    assertThat(answers.of("a", "2")[Label.THREAT.index()]).isEqualTo(1);
    assertThat(answers.of("b", "1")[Label.TOXICITY.index()]).isZero();
  }

  @Test
  void whatItSaysNothingOf_isUnknown() throws IOException {
    TeacherAnswers answers = read("source,id,toxicity,threat\r\na,1,0.5,0.5\r\n");

    assertThat(answers.of("a", "2")).hasSize(Label.ALL.size()).containsOnly(Float.NaN);
    assertThat(answers.of("b", "1")).containsOnly(Float.NaN);
    assertThat(TeacherAnswers.NONE.of("a", "1")).containsOnly(Float.NaN);
    assertThat(TeacherAnswers.NONE.size()).isZero();
  }

  @Test
  void aMissingFile_isNamed() {
    assertThatThrownBy(
            () -> TeacherAnswers.read(folder.resolve("none.csv"), "0".repeat(64), LABELS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none.csv")
        .hasMessageContaining("the teacher's answers expected there");
  }

  @Test
  void otherAnswers_areRefusedByTheirDigest() throws IOException {
    Path file = Files.writeString(folder.resolve("answers.csv"), "source,id,toxicity,threat\r\n");

    assertThatThrownBy(() -> TeacherAnswers.read(file, "0".repeat(64), LABELS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("its SHA-256 is " + TextFiles.sha256(file));
  }

  @Test
  void faultyRows_areNamedByLineAndColumn() {
    assertThatThrownBy(() -> read("source,id,toxicity\r\na,1,0.5\r\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 1: missing column threat");
    for (String number : List.of("high", "NaN", "Infinity")) {
      assertThatThrownBy(() -> read("source,id,toxicity,threat\r\na,1,0,0\r\na,2,0," + number))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("line 3")
          .hasMessageContaining("threat")
          .hasMessageContaining("blank or log-odds expected");
    }
  }

  private TeacherAnswers read(String table) throws IOException {
    Path file = Files.writeString(folder.resolve("answers.csv"), table);
    return TeacherAnswers.read(file, TextFiles.sha256(file), LABELS);
  }
}
