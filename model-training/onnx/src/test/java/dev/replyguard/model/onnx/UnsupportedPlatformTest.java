package dev.replyguard.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.Bundle;
import dev.replyguard.model.BundleException;
import dev.replyguard.model.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsupportedPlatformTest {

  @Test
  void open_onAProcessorWithoutALibrary_saysSo(@TempDir Path directory) throws Exception {
    Path bundle = MadeUpOnnxModel.usual().bundle(directory);
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dos.arch=riscv64",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName(),
                bundle.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output))
        .contains(
            bundle
                + ": the library that runs ONNX models cannot be loaded on "
                + System.getProperty("os.name")
                + "/riscv64: ");
  }

  /** Opens a bundle and prints what is wrong with it. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] arguments) throws IOException {
      try {
        Bundle.read(Path.of(arguments[0])).open(new OnnxOptions(1, Duration.ofSeconds(9))).close();
        System.out.println("opened");
      } catch (BundleException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
