package dev.replyguard.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.fixtures.MadeUpModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator is told: exit codes, and one line that names the setting. */
class CommandLineIT {
  private final Path directory;

  CommandLineIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void help_listsTheFlags_andExitsWith0() throws Exception {
    try (ServiceProcess service = run(Map.of(), "--help")) {
      assertThat(service.exitCode()).isZero();
      assertThat(service.output()).contains("--data-dir", "--management-port", "--version");
      assertThat(service.errors()).isEmpty();
    }
  }

  @Test
  void version_isThatOfTheBuild() throws Exception {
    try (ServiceProcess service = run(Map.of(), "--version")) {
      assertThat(service.exitCode()).isZero();
      assertThat(service.output()).matches("ReplyGuard \\d+\\.\\d+\\.\\d+\\S*\\R");
    }
  }

  @Test
  void wrongFlag_exitsWith2() throws Exception {
    assertRefused(
        2, "--prot: there is no such flag; did you mean --port?", Map.of(), "--prot", "1");
  }

  @Test
  void wrongVariable_exitsWith2() throws Exception {
    assertRefused(
        2,
        "REPLYGUARD_DATADIR: there is no such setting; did you mean REPLYGUARD_DATA_DIR?",
        Map.of("REPLYGUARD_DATADIR", "x"));
  }

  @Test
  void wrongFile_exitsWith2() throws Exception {
    Path file = Files.writeString(directory.resolve("r.yaml"), "server:\n  prot: 1\n");
    assertRefused(
        2,
        "server.prot: there is no such setting (" + file + " line 2); did you mean server.port?",
        Map.of(),
        "--config",
        file.toString());
  }

  @Test
  void apiPortInUse_exitsWith1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertRefused(
          1,
          "server.port: cannot listen on 127.0.0.1:" + port + ": Address already in use",
          Map.of(),
          arguments("--port=" + port, "--management-port=0"));
    }
    assertNothingIsLeftRunning();
  }

  @Test
  void managementPortInUse_exitsWith1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertRefused(
          1,
          "management.port: cannot listen on 127.0.0.1:" + port + ": Address already in use",
          Map.of(),
          arguments("--port=0", "--management-port=" + port));
    }
    assertNothingIsLeftRunning();
  }

  @Test
  void dataDirectoryThatCannotBeMade_exitsWith1() throws Exception {
    // Below a file nothing can be made, not even by root.
    Path file = Files.createFile(directory.resolve("file"));
    assertRefused(
        1,
        "dataDir: ",
        Map.of(),
        arguments("--port=0", "--management-port=0", "--data-dir=" + file.resolve("data")));
  }

  @Test
  void readOnlyDataDirectory_exitsWith1() throws Exception {
    // Read-only for everybody, root included.
    Path readOnly = Path.of("/proc/self");
    assertRefused(
        1,
        "dataDir: ",
        Map.of(),
        arguments("--port=0", "--management-port=0", "--data-dir=" + readOnly.resolve("data")));
  }

  @Test
  void missingModel_exitsWith1() throws Exception {
    assertModelRefused(directory.resolve("none.bundle"));
  }

  @Test
  void modelCutShort_exitsWith1() throws Exception {
    byte[] whole = MadeUpModel.bytes();
    assertModelRefused(write(Arrays.copyOf(whole, whole.length / 2)));
  }

  @Test
  void modelOfAnotherType_exitsWith1() throws Exception {
    assertModelRefused(
        write("not a model at all\n".repeat(100).getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void modelWithAChangedByte_exitsWith1() throws Exception {
    byte[] bytes = MadeUpModel.bytes();
    bytes[bytes.length / 2] ^= 1;
    assertModelRefused(write(bytes));
  }

  @Test
  void redisThatDoesNotAnswer_exitsWith1_afterTheTimeSet() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertRefused(
        1,
        "redis.uri: ",
        Map.of("REPLYGUARD_REDIS_START_TIMEOUT", "500ms"),
        arguments("--port=0", "--management-port=0", "--redis=redis://:hunter2@127.0.0.1:" + free));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("broken.bundle"), bytes);
  }

  private void assertModelRefused(Path model) throws Exception {
    assertRefused(
        1,
        "model: " + model + ": ",
        Map.of(),
        "--model",
        model.toString(),
        "--port=0",
        "--management-port=0");
  }

  private String[] arguments(String... further) throws IOException {
    return Stream.concat(
            ServiceProcess.arguments(directory).stream().limit(2), Arrays.stream(further))
        .toArray(String[]::new);
  }

  private void assertRefused(
      int code, String message, Map<String, String> environment, String... arguments)
      throws Exception {
    try (ServiceProcess service = run(environment, arguments)) {
      assertThat(service.exitCode()).as(service.errors()).isEqualTo(code);
      assertThat(service.errors()).startsWith("replyguard: " + message).hasLineCount(1);
      assertThat(service.output() + service.errors()).doesNotContain("\tat ", "hunter2");
    }
  }

  private void assertNothingIsLeftRunning() throws IOException {
    String mark = directory.toRealPath().toString();
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains(mark));
  }

  private ServiceProcess run(Map<String, String> environment, String... arguments)
      throws IOException {
    return ServiceProcess.run(directory, environment, List.of(arguments));
  }
}
