package dev.replyguard.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisBinaryTest {

  @ParameterizedTest
  @CsvSource({
    "redis-server, Redis server v=7.0.15 sha=0:0 malloc=jemalloc-5.3.0 bits=64, 7.0.15",
    "redis-server, Redis server v=6.2.0 sha=0:0, 6.2.0",
    "valkey-server, Valkey server v=8.1.0 sha=0:0, 8.1.0",
    "valkey-server, Server v=9.0.0-rc1 sha=0:0, 9.0.0-rc1"
  })
  void find_newEnoughOnThePath_isTaken(
      String name, String says, String version, @TempDir Path directory) throws IOException {
    Path file = script(directory, name, "echo '" + says + "'");

    assertThat(RedisBinary.find(directory.toString(), directory.resolve("data")))
        .isEqualTo(new RedisBinary(file, name, version, "from PATH"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo 'Redis server v=6.0.16 sha=0:0'",
        "echo 'Redis server v=5.0.7 sha=0:0'",
        "echo 'who knows'",
        "echo 'Redis server v=7.0.15'; exit 1",
        "kill -9 $$"
      })
  void find_unusableOnThePath_isPassedOver(String script, @TempDir Path directory)
      throws IOException {
    script(directory, "redis-server", script);

    assertThat(RedisBinary.find(directory.toString(), directory.resolve("data")).origin())
        .isEqualTo("bundled");
  }

  @Test
  void find_olderThanTheFilesThatAreThere_isPassedOver(@TempDir Path directory) throws IOException {
    script(directory, "redis-server", "echo 'Redis server v=6.2.7 sha=0:0'");
    Path data = directory.resolve("data");
    Files.createDirectories(data.resolve("appendonlydir"));

    assertThat(RedisBinary.find(directory.toString(), data).origin()).isEqualTo("bundled");
  }

  @Test
  void find_unusualSearchPath_entriesWithoutAServerAreSkipped(@TempDir Path directory)
      throws IOException {
    Files.createDirectories(directory.resolve("d/redis-server"));
    Files.writeString(directory.resolve("redis-server"), "not executable");
    String path =
        String.join(File.pathSeparator, "", "/nonexistent", directory + "/d", directory.toString());

    RedisBinary binary = RedisBinary.find(path, directory.resolve("data"));

    assertThat(binary.origin()).isEqualTo("bundled");
    assertThat(binary.file()).startsWith(directory.resolve("data")).isExecutable();
    assertThat(RedisBinary.find("", directory.resolve("data"))).isEqualTo(binary);
  }

  @Test
  void unpacked_fileWasChanged_isReplaced(@TempDir Path directory) throws IOException {
    RedisBinary binary = RedisBinary.find("", directory);
    Files.writeString(binary.file(), "something else");

    assertThat(RedisBinary.find("", directory)).isEqualTo(binary);
  }

  @Test
  void unpacked_noneForThePlatform_namesPlatformAndSetting(@TempDir Path directory) {
    assertThatThrownBy(() -> BundledBinary.unpacked(directory, "Windows 11", "amd64"))
        .isInstanceOf(EmbeddedRedisException.class)
        .hasMessageContaining("redis.uri")
        .hasMessageContaining("Windows 11 on amd64");
  }

  @Test
  void unpacked_forAnotherProcessor_saysThatItCannotRun(@TempDir Path directory) {
    String other = System.getProperty("os.arch", "").equals("aarch64") ? "amd64" : "aarch64";

    assertThatThrownBy(() -> BundledBinary.unpacked(directory, "linux", other))
        .isInstanceOf(EmbeddedRedisException.class)
        .hasMessageContaining("redis.uri")
        .hasMessageContaining("cannot be run");
  }

  private static Path script(Path directory, String name, String body) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}
