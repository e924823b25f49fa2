package dev.replyguard.process;

import dev.replyguard.fixtures.MadeUpModel;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One run of the runnable jar, on free ports, with its output in files. */
final class ServiceProcess implements AutoCloseable {
  static final String SITE_KEY = "MadeUpSiteKey1";

  static final Path JAR = Path.of("target", "replyguard.jar").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;
  private Optional<JsonObject> ready = Optional.empty();

  private ServiceProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Runs the jar in {@code directory} with just these arguments and variables. */
  static ServiceProcess run(Path directory, Map<String, String> environment, List<String> arguments)
      throws IOException {
    return run(JAR, directory, environment, arguments);
  }

  /** Runs a copy of the jar with just these arguments and variables, and waits for ready. */
  static ServiceProcess startJar(
      Path jar, Path directory, Map<String, String> environment, List<String> arguments)
      throws IOException {
    return awaited(run(jar, directory, environment, arguments));
  }

  private static ServiceProcess run(
      Path jar, Path directory, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    Path out = Files.createTempFile(directory, "service", ".out");
    Path err = Files.createTempFile(directory, "service", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("REPLYGUARD_"));
    builder.environment().putAll(environment);
    return new ServiceProcess(builder.start(), out, err);
  }

  /** Runs it on free ports with the made-up model and a known site key, and waits for ready. */
  static ServiceProcess start(Path directory, String... further) throws IOException {
    return startWith(directory, Map.of("REPLYGUARD_DEMO_SITE_KEY", SITE_KEY), further);
  }

  /** As {@link #start}, with other variables. */
  static ServiceProcess startWith(
      Path directory, Map<String, String> environment, String... further) throws IOException {
    return awaited(run(directory, environment, arguments(directory, further)));
  }

  private static ServiceProcess awaited(ServiceProcess service) {
    try {
      service.awaitReady();
      return service;
    } catch (Throwable e) {
      service.close();
      throw e;
    }
  }

  /** The arguments that {@link #start} gives it. */
  static List<String> arguments(Path directory, String... further) throws IOException {
    Path model = directory.resolve("made-up.bundle");
    if (Files.notExists(model)) {
      Files.write(model, MadeUpModel.bytes());
    }
    List<String> arguments =
        new ArrayList<>(List.of("--model", model.toString(), "--port=0", "--management-port=0"));
    arguments.addAll(List.of(further));
    return arguments;
  }

  private void awaitReady() {
    Awaitility.await("the service is ready")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              ready = log().stream().filter(ServiceProcess::isReady).findFirst();
              if (ready.isEmpty() && !process.isAlive()) {
                throw new IllegalStateException("ended early: " + output() + errors());
              }
              return ready.isPresent();
            });
  }

  private static boolean isReady(JsonObject line) {
    return "ready".equals(line.getString("message"));
  }

  /** Every line of the log so far. */
  List<JsonObject> log() {
    return output()
        .lines()
        .filter(line -> line.startsWith("{") && line.endsWith("}"))
        .map(JsonObject::new)
        .toList();
  }

  String output() {
    return read(out);
  }

  String errors() {
    return read(err);
  }

  ApiClient api() {
    return new ApiClient(ready.orElseThrow().getString("api"), SITE_KEY);
  }

  ApiClient api(String key) {
    return new ApiClient(ready.orElseThrow().getString("api"), key);
  }

  ApiClient management() {
    return new ApiClient(ready.orElseThrow().getString("management"), "");
  }

  /** The Redis that the service started. */
  ProcessHandle redis() {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").contains("redis"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Redis among the service's children"));
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Sends SIGKILL to the service alone, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** The exit code; fails where it has not ended by itself within a minute. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running: " + output() + errors());
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the service and whatever it started. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
