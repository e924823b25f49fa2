package dev.replyguard.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.model.Label;
import dev.replyguard.training.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledCommentsTest {
  private static final String GOOD = "a,hello,1,0,,0.5,0,0,0,0,x,3,s";

  @TempDir private Path folder = Path.of("");

  @Test
  void readsFractionsAndBlanksAndKeepsThemApart() throws IOException {
    try (LabelledComments comments = LabelledComments.open(file(GOOD))) {
      LabelledComment comment = comments.next().orElseThrow();

      assertThat(comment.id()).isEqualTo("a");
      assertThat(comment.text()).isEqualTo("hello");
      assertThat(comment.fold()).isEqualTo(3);
      assertThat(comment.sample()).isEqualTo("x");
      assertThat(comment.weight()).isNaN();
      assertThat(comment.isLabelled(Label.IDENTITY_ATTACK)).isFalse();
      assertThat(comment.isPositive(Label.IDENTITY_ATTACK)).isFalse();
      assertThat(comment.isPositive(Label.INSULT)).isTrue();
      assertThat(comment.isClean()).isFalse();
      assertThat(comments.next()).isEmpty();
    }
  }

  @Test
  void readsGzipWhateverTheNameAndFieldsWithLineEnds() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      String text =
          "\uFEFF" + TestData.header() + "\r\nb,\"two\nlines, \"\"quoted\"\"\",,,,,,,,,x,0,s\r\n";
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("data.txt"), bytes.toByteArray());

    try (LabelledComments comments = LabelledComments.open(file)) {
      LabelledComment comment = comments.next().orElseThrow();
      assertThat(comment.text()).isEqualTo("two\nlines, \"quoted\"");
      assertThat(comment.isClean()).isFalse();
    }
  }

  @Test
  void passesOverRowsThatTheRecipeSkips() throws IOException {
    Path file = file(GOOD, GOOD.replace("a,hello", "b,hello").replace(",x,", ",y,"));

    try (LabelledComments comments = LabelledComments.open(file, Map.of("sample", "x"))) {
      assertThat(comments.next().map(LabelledComment::id)).contains("b");
      assertThat(comments.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,hello,1.5,0,,0,0,0,0,0,x,3,s | column toxicity: blank or a number from 0 to 1 expected,"
            + " got \"1.5\"",
        "a,hello,1,-0.1,,0,0,0,0,0,x,3,s | column severe_toxicity: blank or a number from 0 to 1",
        "a,hello,1,0,NaN,0,0,0,0,0,x,3,s | column identity_attack: blank or a number from 0 to 1",
        "a,hello,1,0,,yes,0,0,0,0,x,3,s | column insult: blank or a number from 0 to 1 expected, got \"yes\"",
        "a,hello,1,0,,0,0,0,0,0,x,10,s | column fold: a whole number from 0 to 9 expected",
        "a,hello,1,0,,0,0,0,0,0,x,,s | column fold: a whole number from 0 to 9 expected",
        "a,hello,1,0,,0,0,0,0,0,x,\u0663,s | column fold: a whole number from 0 to 9 expected",
        "a,hello,1,0,,1f,0,0,0,0,x,3,s | column insult: blank or a number from 0 to 1 expected, got \"1f\"",
        "a,hello,1,0,,' 1',0,0,0,0,x,3,s | column insult: blank or a number from 0 to 1 expected",
        "a,hello,1,0,,0,0,0,0,0,x,3 | 13 fields expected, as in the header, got 12; a field with a"
            + " line end is in quotes",
        "a,hello, you,1,0,,0,0,0,0,0,x,3,s | 13 fields expected, as in the header, got 14; a field"
            + " with a comma is in quotes",
        "a,\"hello,1,0,,0,0,0,0,0,x,3,s | closed quotes expected",
        "a,\"hel\"lo,1,0,,0,0,0,0,0,x,3,s | closed quotes expected",
      })
  void namesFileLineAndColumnOfAFault(String row, String message) throws IOException {
    Path file = file(GOOD, row);

    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ", line 3, record 2: ")
        .hasMessageContaining(message);
  }

  @Test
  void neverShowsWhatMayBeACommentsText() throws IOException {
    Path file = file("a,1,a whole comment in the wrong column,0,,0,0,0,0,0,x,3,s");

    assertThatThrownBy(() -> readAll(file))
        .hasMessageContaining("from 0 to 1 expected, got 35 characters")
        .hasMessageNotContaining("whole comment");
  }

  @Test
  void namesAMissingColumn() throws IOException {
    Path file = Files.writeString(folder.resolve("d.csv"), "id,text\r\n1,hello\r\n");

    assertThatThrownBy(() -> readAll(file))
        .hasMessageContaining("line 1: missing column fold, source, toxicity");
  }

  @Test
  void namesAColumnThatIsThereTwice() throws IOException {
    Path file = Files.writeString(folder.resolve("d.csv"), TestData.header() + ",id\r\n");

    assertThatThrownBy(() -> readAll(file)).hasMessageContaining("column id is named twice");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Path file = Files.writeString(folder.resolve("d.csv"), "");

    assertThatThrownBy(() -> readAll(file)).hasMessageContaining("a header line expected");
  }

  @Test
  void refusesASecondHeader() throws IOException {
    Path file = file(GOOD, "\uFEFF" + TestData.header(), GOOD);

    assertThatThrownBy(() -> readAll(file))
        .hasMessage(
            file + ", line 3, record 2: the header line once more; were files put together?");
  }

  @Test
  void goesOnBehindAFaultyRowButNotBehindBrokenQuotes() throws IOException {
    Path file = file("a,hello", GOOD, "b,hello,2,0,,0,0,0,0,0,x,3,s", GOOD, "\"x", GOOD);

    try (LabelledComments comments = LabelledComments.open(file)) {
      assertThatThrownBy(comments::next).hasMessageContaining("line 2, record 1: 13 fields");
      assertThat(comments.next()).isPresent();
      assertThatThrownBy(comments::next).hasMessageContaining("line 4, record 3: column toxicity");
      assertThat(comments.next()).isPresent();
      assertThat(comments.isBroken()).isFalse();
      assertThatThrownBy(comments::next).hasMessageContaining("line 6, record 5: closed quotes");
      assertThat(comments.isBroken()).isTrue();
      assertThat(comments.next()).isEmpty();
    }
  }

  @Test
  void countsLinesWithinFieldsAndEmptyOnes() throws IOException {
    Path file = file("\r\n\n\"a\n\",\"one\r\ntwo\rthree\"" + GOOD.substring(7), "", "b,short");

    assertThatThrownBy(() -> readAll(file))
        .hasMessageContaining("line 9, record 2: 13 fields expected");
  }

  @Test
  void refusesARecordWithoutEnd() throws IOException {
    Path file = file("a,\"hello" + "o".repeat(CsvTable.MAX_RECORD + 100_000));

    assertThatThrownBy(() -> readAll(file))
        .hasMessageContaining("line 2, record 1: a record of at most 16777216 characters expected");
  }

  @Test
  void refusesAMissingFile() {
    assertThatThrownBy(() -> readAll(folder.resolve("none.csv")))
        .hasMessageEndingWith("none.csv: no such file");
  }

  @Test
  void refusesGzipThatIsCutShort() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          (TestData.header() + "\r\n" + GOOD + "\r\n").repeat(3).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = bytes.toByteArray();
    Path file = Files.write(folder.resolve("d.csv.gz"), Arrays.copyOf(whole, whole.length - 12));

    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("gzip is damaged or cut short");
  }

  @Test
  void refusesGzipWithADamagedHeader() throws IOException {
    Path file = Files.write(folder.resolve("d.csv.gz"), new byte[] {0x1F, (byte) 0x8B, 99, 1, 2});

    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("gzip expected");
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    byte[] bytes =
        (TestData.header() + "\r\na,h?llo,,,,,,,,,x,3,s\r\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xE9 : bytes[i];
    }
    Path file = Files.write(folder.resolve("d.csv"), bytes);

    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ", line 2: UTF-8 expected, got the byte 0xE9 as byte 4 of the line");
  }

  @Test
  void namesTheLineOfWrongBytesFarBehindInCompressedText() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          (TestData.header() + "\r\n" + (GOOD + "\u00E9\r\n").repeat(50_000))
              .getBytes(StandardCharsets.UTF_8));
      gzip.write(new byte[] {'a', ',', (byte) 0xC3, '\r', '\n'});
    }
    Path file = Files.write(folder.resolve("d.csv.gz"), bytes.toByteArray());

    assertThatThrownBy(() -> readAll(file))
        .hasMessage(file + ", line 50002: UTF-8 expected, got the byte 0xC3 as byte 3 of the line");
  }

  @Test
  void refusesUtf16AndArchives() throws IOException {
    Path file = Files.write(folder.resolve("d.csv"), new byte[] {(byte) 0xFF, (byte) 0xFE, 'i', 0});
    assertThatThrownBy(() -> readAll(file))
        .hasMessageEndingWith("text in UTF-8 expected, plain or compressed by gzip, got UTF-16");

    Files.write(file, new byte[] {'P', 'K', 3, 4, 0});
    assertThatThrownBy(() -> readAll(file)).hasMessageContaining("got a ZIP archive");
  }

  private Path file(String... rows) throws IOException {
    String text = TestData.header() + "\r\n" + String.join("\r\n", rows) + "\r\n";
    return Files.writeString(folder.resolve("d.csv"), text);
  }

  private static void readAll(Path file) throws IOException {
    try (LabelledComments comments = LabelledComments.open(file)) {
      Optional<LabelledComment> next = comments.next();
      while (next.isPresent()) {
        next = comments.next();
      }
    }
  }
}
