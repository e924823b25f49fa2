package dev.replyguard.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the jar as its user does, in a process of its own. */
class RunnableJarIT {
  private static final Path JAR = Path.of("target/replyguard-trainer.jar");
  private static final int ROWS = 300_000;

  @TempDir private Path folder = Path.of("");

  @Test
  void trainsThenScoresAFileFarLargerThanItsHeap() throws Exception {
    TestData.write(folder.resolve("comments.csv"), 800);
    Path recipe = TestData.writeRecipe(folder.resolve("recipe.yaml"));
    String bundle = folder.resolve("test.bundle").toString();
    assertThat(
            run(
                "-Xmx512m",
                "train",
                "--recipe",
                recipe.toString(),
                "--data",
                folder.toString(),
                "--out",
                bundle))
        .isZero();
    Path in = writeComments(folder.resolve("in.csv"));
    Path out = folder.resolve("out.csv");

    int code =
        run("-Xmx24m", "score", "--model", bundle, "--in", in.toString(), "--out", out.toString());

    assertThat(Files.size(in)).isGreaterThan(60_000_000);
    assertThat(code).as(() -> output()).isZero();
    try (Stream<String> lines = Files.lines(out)) {
      assertThat(lines.count()).isEqualTo(ROWS + 1L);
    }
  }

  @Test
  void twoProcessesGiveTheSameBytes() throws Exception {
    TestData.write(folder.resolve("comments.csv"), 800);
    Path recipe = TestData.writeRecipe(folder.resolve("recipe.yaml"));
    Path first = folder.resolve("first.bundle");
    Path second = folder.resolve("second.bundle");

    for (Path bundle : List.of(first, second)) {
      int code =
          run(
              "-Xmx512m",
              "train",
              "--recipe",
              recipe.toString(),
              "--data",
              folder.toString(),
              "--out",
              bundle.toString());
      assertThat(code).as(() -> output()).isZero();
    }

    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void exitsWith2WhenCalledWrongly() throws Exception {
    assertThat(run("-Xmx64m", "score")).isEqualTo(2);
    assertThat(output()).contains("Missing required options");
  }

  private static Path writeComments(Path file) throws IOException {
    Random random = new Random(TestData.SEED);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("id,text\r\n");
      for (int row = 0; row < ROWS; row++) {
        out.write(row + "," + (TestData.text(random) + ' ').repeat(5) + "\r\n");
      }
    }
    return file;
  }

  private int run(String heap, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-jar",
                JAR.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("console.txt").toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends in time").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("console.txt"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no output: " + e;
    }
  }
}
