package dev.replyguard.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.config.ManagementSettings;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class ManagementServerTest {
  private final Metrics metrics = new Metrics();
  private final Health health = new Health(() -> Instant.EPOCH);
  private final ManagementServer server =
      new ManagementServer(new ManagementSettings("127.0.0.1", 0), metrics.registry(), health);
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void deploy(Vertx vertx) throws Exception {
    vertx.deployVerticle(server).await(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/health/live,200",
    "GET,/health/ready,503",
    "GET,/metrics,200",
    "HEAD,/health/live,200",
    "POST,/metrics,405",
    "GET,/,404",
    "GET,/metrics/,404",
  })
  void answers(String method, String path, int status) throws Exception {
    assertThat(send(method, path).statusCode()).isEqualTo(status);
  }

  @Test
  void ready_followsHealth() throws Exception {
    health.ready("m1");
    assertThat(send("GET", "/health/ready").statusCode()).isEqualTo(200);
    health.stopping();
    assertThat(send("GET", "/health/ready").statusCode()).isEqualTo(503);
    assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void metrics_areInPrometheusText_withVersions() throws Exception {
    metrics.showVersions("m1", "1.0");

    HttpResponse<String> response = send("GET", "/metrics");

    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(response.body())
        .contains(
            "replyguard_model_info{version=\"m1\"} 1",
            "replyguard_build_info{version=\"1.0\"} 1",
            "jvm_memory_used_bytes",
            "process_cpu_usage");
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(10))
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }
}
