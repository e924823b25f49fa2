package dev.replyguard.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.fixtures.MadeUpModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the runnable jar, and that it is enough for Tribuo. */
class RuntimeClassPathIT {
  private static final Path JAR = Path.of("target", "replyguard.jar");

  private final Path directory;

  RuntimeClassPathIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void jar_hasNothingOfTribuosUnneededTail() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();

      assertThat(names).contains("org/tribuo/Model.class", "dev/replyguard/Main.class");
      assertThat(names)
          .noneMatch(
              name ->
                  name.startsWith("com/opencsv/")
                      || name.startsWith("org/apache/commons/beanutils/")
                      || name.startsWith("org/apache/commons/collections/")
                      || name.startsWith("org/jline/")
                      || name.startsWith("org/tribuo/data/"));
    }
  }

  @Test
  void jar_keepsLicencesAndServices_andNoSignatures() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();

      assertThat(names).contains("META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/NOTICE");
      assertThat(names).noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA)"));
      assertThat(names).noneMatch(name -> name.endsWith("module-info.class"));
      assertThat(names).doesNotHaveDuplicates();
      assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
    }
  }

  @Test
  void tribuosOwnModel_loadsAndPredicts_onNothingButTheJar() throws Exception {
    Path model = Files.write(directory.resolve("made-up.bundle"), MadeUpModel.bytes());
    Path output = directory.resolve("output");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process probe =
        new ProcessBuilder(
                java,
                "-cp",
                JAR + File.pathSeparator + Path.of("target", "test-classes"),
                TribuoProbe.class.getName(),
                model.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(probe.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(probe.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output)).endsWith(TribuoProbe.AGREED + System.lineSeparator());
  }
}
