package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
  private final Path directory;

  VocabularyTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void read_aTokenALine_whateverTheLineEnds() throws IOException {
    assertThat(read("[PAD]\na\n##b\n")).containsExactly("[PAD]", "a", "##b");
    assertThat(read("[PAD]\r\na\r\n##b")).containsExactly("[PAD]", "a", "##b");
  }

  @Test
  void read_otherLineEndsOfUnicode_areTokens() throws IOException {
    assertThat(read("a\n\u2028\n\u0085\n")).containsExactly("a", "\u2028", "\u0085");
  }

  @Test
  void read_whatWasWritten_comesBack() {
    List<String> tokens = List.of("[UNK]", "\u00e4", "##\ud83d\ude00");

    assertThat(Vocabulary.parse(Vocabulary.write(tokens))).isEqualTo(tokens);
  }

  @Test
  void read_faults_areNamedWithFileAndLine() throws IOException {
    Path file = directory.resolve("vocab.txt");
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> read("a\nb\na\n"))
        .withMessage(file + ": line 3: is the same token as line 1");
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> read("a\n\nb\n"))
        .withMessage(file + ": line 2: a token expected, got nothing");
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> read(""))
        .withMessage(file + ": line 1: a token expected, got nothing");
    Files.write(file, new byte[] {'a', '\n', (byte) 0xff});
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Vocabulary.read(file))
        .withMessage(file + ": UTF-8 expected");
    Files.delete(file);
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Vocabulary.read(file))
        .withMessage(file + ": there is no such file");
  }

  @Test
  void check_specialTokenThatIsNotThere_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Vocabulary.check(
                    List.of("[UNK]", "[CLS]", "[PAD]", "a"), WordPieceSettings.UNCASED))
        .withMessage("has no token [SEP]");
  }

  @Test
  void read_withoutASpecialToken_namesTheFile() throws IOException {
    Path file = Files.writeString(directory.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\na\n");

    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Vocabulary.read(file, WordPieceSettings.UNCASED))
        .withMessage(file + ": has no token [PAD]");
  }

  private List<String> read(String content) throws IOException {
    Path file = directory.resolve("vocab.txt");
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return Vocabulary.read(file);
  }
}
