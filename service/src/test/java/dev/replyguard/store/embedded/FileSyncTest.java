package dev.replyguard.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSyncTest {

  @Test
  void syncGrown_forcesWhatHasChangedAndNothingElse(@TempDir Path directory) throws IOException {
    Path older = Files.writeString(directory.resolve("appendonly.aof"), "a");
    Path below = Files.createDirectory(directory.resolve("appendonlydir"));
    Files.writeString(below.resolve("appendonly.aof.1.incr.aof"), "b");
    Files.writeString(directory.resolve("redis.log"), "not data");
    FileSync sync = new FileSync(directory);

    assertThat(sync.syncGrown()).isEqualTo(2);
    assertThat(sync.syncGrown()).isZero();
    Files.writeString(older, "more", StandardOpenOption.APPEND);
    assertThat(sync.syncGrown()).isEqualTo(1);
  }

  @Test
  void syncGrown_fileReplacedByARewrite_goesOn(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("appendonly.aof"), "long before");
    FileSync sync = new FileSync(directory);
    sync.syncGrown();

    Files.delete(file);
    assertThat(sync.syncGrown()).isZero();
    Files.writeString(file, "short");
    assertThat(sync.syncGrown()).isEqualTo(1);
  }
}
