package dev.replyguard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The programs of {@code docs/clients.md}, as they stand there. Where what runs them is missing,
 * they are skipped, except where {@code CI} is set.
 */
@ExtendWith(RedisExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientSamplesIT {
  private static final Path DOCUMENT = Path.of("docs/clients.md");
  private static final Pattern PROGRAM = Pattern.compile("(?ms)^```\\w+ (\\S+)\\n(.*?)^```$");
  private static final int MINUTES = 2;

  private final LiveApi api;
  private final Path directory;

  /** What runs which program. */
  enum Sample {
    CURL("moderate.sh", "sh", "curl jq"),
    JAVASCRIPT("moderate.mjs", "node", ""),
    PHP("moderate.php", "php", ""),
    PYTHON("moderate.py", "python3", ""),
    JAVA("Moderate.java", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "");

    private final String file;
    private final String runner;
    private final String needed;

    Sample(String file, String runner, String needed) {
      this.file = file;
      this.runner = runner;
      this.needed = needed;
    }

    private List<String> command(String id, String text) {
      return this == JAVA
          ? List.of(runner, "-cp", System.getProperty("java.class.path"), file, id, text)
          : List.of(runner, file, id, text);
    }

    private List<String> needs() {
      return Stream.concat(Stream.of(runner), Arrays.stream(needed.split(" ")))
          .filter(program -> !program.isEmpty())
          .toList();
    }
  }

  record Run(int exit, String output, String errors) {}

  ClientSamplesIT(TestRedis redis, @TempDir Path directory) {
    this.directory = directory;
    api = LiveApi.over(redis);
    Answer policy =
        api.put(
            "/v1/policy",
            new JsonObject()
                .put("format", "yaml")
                .put(
                    "source",
                    """
                    rules:
                      words:
                        - {name: eels, words: [eel], verdict: hold}
                        - {name: mud, words: [mudlark], verdict: reject}
                    """)
                .put("expected", 0)
                .encode());
    assertThat(policy.status()).as(policy.body()).isEqualTo(201);
  }

  @BeforeAll
  void extract() throws IOException {
    Matcher program = PROGRAM.matcher(Files.readString(DOCUMENT, UTF_8));
    while (program.find()) {
      Files.writeString(directory.resolve(program.group(1)), program.group(2), UTF_8);
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Sample.values()).map(sample -> sample.file).toList());
    }
  }

  @AfterAll
  void close() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource
  void verdict_isWhatToDo(Sample sample) {
    assertThat(run(sample, "The bridge \"opens\" at 7,\nsays the \\mayor \u00fc.").output())
        .isEqualTo("publish");
    assertThat(run(sample, "An eel lives under it.").output()).isEqualTo("hold");
    assertThat(run(sample, "A mudlark lives under it.").output()).isEqualTo("reject");
  }

  @ParameterizedTest
  @EnumSource
  void sameCommentAgain_isTheSameComment(Sample sample) {
    String id = sample.name() + "-twice";
    String text = "The \"old\" bridge,\nand a \\ \u00fc.";
    run(sample, api.url(), LiveApi.KEY, id, text);
    run(sample, api.url(), LiveApi.KEY, id, text);

    assertThat(api.get("/v1/comments/" + id + "/revisions").json().getJsonArray("revisions"))
        .hasSize(1);
    run(sample, api.url(), LiveApi.KEY, id, text + ".");
    assertThat(api.get("/v1/comments/" + id + "/revisions").json().getJsonArray("revisions"))
        .hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrong_isSaid_andNotTriedAgain(Sample sample) {
    Run run = run(sample, api.url(), "nobodysKey00", "c-1", "The bridge.");

    assertThat(run.exit()).as("%s", run).isNotZero();
    assertThat(run.output()).doesNotContain("publish", "hold");
    assertThat(run.output() + run.errors()).contains("401");
  }

  @ParameterizedTest
  @EnumSource
  void overloadedForASecond_isTriedAgain(Sample sample) throws IOException {
    AtomicInteger calls = new AtomicInteger();
    HttpServer server = server();
    server.createContext(
        "/",
        exchange -> {
          int status = List.of(503, 429, 200).get(Math.min(2, calls.getAndIncrement()));
          byte[] body = "{\"verdict\":\"approve\",\"recorded\":false}".getBytes(UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Retry-After", "1");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Run run = run(sample, url(server.getAddress().getPort()), LiveApi.KEY, "c-1", "The bridge.");

      assertThat(run.output()).as("%s", run).isEqualTo("publish again");
      assertThat(calls).hasValue(3);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void quotaOfTheDayUsedUp_isHeldAtOnce(Sample sample) throws IOException {
    AtomicInteger calls = new AtomicInteger();
    HttpServer server = server();
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Retry-After", "3600");
          exchange.sendResponseHeaders(429, -1);
          exchange.close();
        });
    server.start();
    try {
      Run run = run(sample, url(server.getAddress().getPort()), LiveApi.KEY, "c-1", "The bridge.");

      assertThat(run.output()).as("%s", run).isEqualTo("hold again");
      assertThat(calls).hasValue(1);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void silentOrNotThere_isHeldInTime(Sample sample) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();
      Run run = run(sample, url(silent.getLocalPort()), LiveApi.KEY, "c-1", "The bridge.");

      assertThat(run.output()).as("%s", run).isEqualTo("hold again");
      // What the program waits, and what a busy machine takes to start it.
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(40);
    }
    Run run = run(sample, url(9), LiveApi.KEY, "c-1", "The bridge.");
    assertThat(run.output()).as("%s", run).isEqualTo("hold again");
  }

  private Run run(Sample sample, String text) {
    return run(sample, api.url(), LiveApi.KEY, sample.name() + "-" + text.length(), text);
  }

  private Run run(Sample sample, String url, String key, String id, String text) {
    for (String program : sample.needs()) {
      if (!isOnPath(program)) {
        assertThat(System.getenv("CI")).as("%s is not on the PATH", program).isNull();
        assumeTrue(false, program + " is not on the PATH");
      }
    }
    try {
      Path output = Files.createTempFile(directory, "run", ".out");
      Path errors = Files.createTempFile(directory, "run", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(sample.command(id, text))
              .directory(directory.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder
          .environment()
          .putAll(Map.of("REPLYGUARD_URL", url, "REPLYGUARD_KEY", key, "LC_ALL", "C.UTF-8"));
      Process process = builder.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(sample + " does not end");
      }
      return new Run(
          process.exitValue(),
          Files.readString(output, UTF_8).strip(),
          Files.readString(errors, UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static HttpServer server() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Path.of(program).isAbsolute()
        || Arrays.stream(path.split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
