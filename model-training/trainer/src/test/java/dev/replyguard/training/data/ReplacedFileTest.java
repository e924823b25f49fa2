package dev.replyguard.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void commit_putsTheFileInPlaceOfTheOldOne() throws IOException {
    Path target = Files.writeString(folder.resolve("a"), "old");

    try (ReplacedFile file = ReplacedFile.of(target)) {
      file.stream().write('n');
      assertThat(target).hasContent("old");
      file.commit();
    }

    assertThat(target).hasContent("n");
    assertThat(entries()).isEqualTo(1);
  }

  @Test
  void close_withoutCommit_leavesNothing() throws IOException {
    try (ReplacedFile file = ReplacedFile.of(folder.resolve("a"))) {
      file.stream().write('n');
    }

    assertThat(entries()).isZero();
  }

  @Test
  void of_aMissingFolderOrAFolderItself_isRefused() {
    assertThatThrownBy(() -> ReplacedFile.of(folder.resolve("none/a")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none/a: an existing folder expected to write it to");
    assertThatThrownBy(() -> ReplacedFile.of(folder))
        .hasMessage(folder + ": a file to write expected, got a folder");
  }

  @Test
  void write_onAFullDisk_namesTheFileAndLeavesTheOldOne() throws IOException {
    Path target = Files.writeString(folder.resolve("a"), "old");

    assertThatThrownBy(
            () -> {
              try (ReplacedFile file = ReplacedFile.of(target, FullDisk::on)) {
                file.stream().write(new byte[100]);
                file.commit();
              }
            })
        .isInstanceOf(DataException.class)
        .hasMessage(target + ": cannot be written: No space left on device");
    assertThat(target).hasContent("old");
    assertThat(entries()).isEqualTo(1);
  }

  @Test
  void of_aFolderThatCannotBeWrittenTo_namesTheFile() {
    assertThatThrownBy(
            () ->
                ReplacedFile.of(
                    folder.resolve("a"),
                    draft -> {
                      throw new AccessDeniedException(draft.toString());
                    }))
        .hasMessage(
            folder.resolve("a") + ": cannot be written: no permission to write into its folder");
  }

  private long entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  /** A disk that takes the draft's name, and no byte of it. */
  private static final class FullDisk extends OutputStream {
    static OutputStream on(Path draft) throws IOException {
      Files.createFile(draft);
      return new FullDisk();
    }

    @Override
    public void write(int value) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
