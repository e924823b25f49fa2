package dev.replyguard.http.perspective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.http.perspective.ScoreParity.InvalidParityException;
import dev.replyguard.model.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreParityTest {
  private static final String FILE =
      "{\"format\":\"replyguard-parity\",\"v\":1,\"model\":\"m-1\","
          + "\"mappings\":{\"insult\":[[0,0.1],[0.5,0.9],[0.75,1]]}}";

  private final Path file;

  ScoreParityTest(@TempDir Path directory) {
    file = directory.resolve("parity.json");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.1", "0.25, 0.5", "0.5, 0.9", "0.625, 0.95", "0.75, 1", "1, 1"})
  void score_isMappedAlongTheLine(float score, float told) throws Exception {
    ScoreParity parity = read(FILE, "m-1");

    assertThat(parity.of(Label.INSULT, score)).isCloseTo(told, within(1e-6f));
    assertThat(parity.of(Label.THREAT, score)).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "m-2; \"m-1\"; \"m-1\"; a mapping for the model m-2 expected, got one for m-1",
        "m-1; 0.5,0.9; 0.5,0.05; insult: a rising line within 0..1 expected",
        "m-1; 0.5,0.9; 0.5,1.9; insult: a rising line within 0..1 expected",
        "m-1; insult; rudeness; rudeness: a label expected",
        "m-1; replyguard-; other-; format replyguard-parity, v 1 expected",
        "m-1; {; [; is no file of replyguard-trainer parity"
      })
  void file_thatDoesNotFit_isRefused(String model, String part, String other, String message) {
    assertThatThrownBy(() -> read(FILE.replace(part, other), model))
        .isInstanceOf(InvalidParityException.class)
        .hasMessageContaining(message);
  }

  @Test
  void file_thatIsNotThere_isNamed() {
    assertThatThrownBy(() -> ScoreParity.read(file, "m-1")).hasMessage(file + " cannot be read");
  }

  private ScoreParity read(String text, String model) throws IOException, InvalidParityException {
    Files.writeString(file, text);
    return ScoreParity.read(file, model);
  }
}
