package dev.replyguard.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

  @Test
  void follow_muchOutput_keepsTwoFilesOfBoundedSizeAndTheLastLines(@TempDir Path directory)
      throws Exception {
    String output = ("x".repeat(999) + "\n").repeat(3_000) + "the last line\n";
    ServerLog log = new ServerLog(directory);

    log.follow(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8))).join();

    assertThat(log.lastLines()).endsWith("the last line");
    try (var files = Files.list(directory)) {
      assertThat(files)
          .hasSize(2)
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThan((1 << 20) + 2_000));
    }
  }

  @Test
  void follow_fileCannotBeWritten_readsOnToTheEnd(@TempDir Path directory) throws Exception {
    ServerLog log = new ServerLog(directory.resolve("missing"));

    log.follow(new ByteArrayInputStream("one\ntwo\n".getBytes(StandardCharsets.UTF_8))).join();

    assertThat(log.lastLines()).isEqualTo("one | two");
  }
}
