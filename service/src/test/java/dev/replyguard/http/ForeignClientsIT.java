package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that others wrote for the services whose protocols are spoken here, against the whole
 * service. They come from npm, in the versions of the lock file, and from Debian; without them the
 * tests are skipped.
 */
@ExtendWith(RedisExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignClientsIT {
  private static final Path SOURCES = Path.of("src/test/npm");
  private static final Path INSTALLED = Path.of("target/npm");
  private static final int INSTALL_MINUTES = 10;
  private static final int RUN_MINUTES = 5;

  /** In lower case, as in the name of a host. */
  private static final String KEY = "democlients1";

  private final LiveApi api;

  ForeignClientsIT(TestRedis redis) {
    api = LiveApi.over(redis, Map.of("REPLYGUARD_DEMO_SITE_KEY", KEY));
  }

  @BeforeAll
  static void install() throws IOException {
    assumeTrue(isOnPath("npm") && isOnPath("node"), "npm and node are on the PATH");
    Files.createDirectories(INSTALLED);
    Path lock = INSTALLED.resolve("package-lock.json");
    boolean isNew =
        !Files.exists(lock) || Files.mismatch(lock, SOURCES.resolve("package-lock.json")) >= 0;
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            INSTALLED.resolve(file.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (isNew || !Files.isDirectory(INSTALLED.resolve("node_modules"))) {
      run(INSTALL_MINUTES, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
  }

  @AfterAll
  void close() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"googleapis.mjs", "openai.mjs", "akismet-api.mjs"})
  void client_getsWhatItExpects(String program) {
    run(RUN_MINUTES, "node", program, api.url(), KEY);
  }

  @Test
  void googlesClientForPython_getsWhatItExpects() {
    // Debian's python3-googleapi is for Debian's own Python, whatever else is on the PATH.
    String python = "/usr/bin/python3";
    assumeTrue(
        Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/googleapiclient")),
        "python3-googleapi is installed");
    Path program = Path.of("src/test/python/google_client.py").toAbsolutePath();
    run(RUN_MINUTES, python, program.toString(), api.url(), KEY);
  }

  private static void run(int minutes, String... command) {
    List<String> words = List.of(command);
    try {
      File output = Files.createTempFile("client", ".log").toFile();
      Process process =
          new ProcessBuilder(words)
              .directory(INSTALLED.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start();
      boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      String said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
      Files.delete(output.toPath());
      assertThat(ended).as("%s ends within %d minutes: %s", words, minutes, said).isTrue();
      assertThat(process.exitValue()).as("%s: %s", words, said).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
