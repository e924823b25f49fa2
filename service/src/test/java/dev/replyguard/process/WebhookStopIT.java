package dev.replyguard.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while an event is on its way to a webhook. */
class WebhookStopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "REPLYGUARD_DEMO_SITE_KEY",
          ServiceProcess.SITE_KEY,
          "REPLYGUARD_WEBHOOKS_ALLOWED_NETWORKS",
          "127.0.0.1");

  private final Path directory;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer receiver;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch answering = new CountDownLatch(1);

  WebhookStopIT(@TempDir Path directory) throws IOException {
    this.directory = directory;
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          try {
            answering.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void close() {
    answering.countDown();
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void answerComesInTime_isNotSentAgainAfterTheNextStart() throws Exception {
    String hook;
    try (ServiceProcess service = ServiceProcess.startWith(directory, ENVIRONMENT)) {
      hook = toldOfOneComment(service);
      service.terminate();
      await("it is stopping")
          .atMost(PATIENCE)
          .until(() -> service.management().get("/health/ready").status() == 503);
      answering.countDown();

      assertThat(service.exitCode()).as(service.errors()).isZero();
      assertThat(service.errors()).isEmpty();
    }
    try (ServiceProcess again = ServiceProcess.startWith(directory, ENVIRONMENT)) {
      JsonObject state = again.api().get("/v1/webhooks/" + hook).json();
      assertThat(state.getInteger("delivered")).isEqualTo(1);
      assertThat(state.getInteger("pending")).isZero();
    }
    assertThat(received).hasSize(1);
  }

  @Test
  void noAnswerComes_stopsWithinSeconds_andTheNextStartSendsItAgain() throws Exception {
    try (ServiceProcess service = ServiceProcess.startWith(directory, ENVIRONMENT)) {
      toldOfOneComment(service);
      long begin = System.nanoTime();
      service.terminate();

      assertThat(service.exitCode()).as(service.errors()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
      assertThat(service.errors()).isEmpty();
    }
    answering.countDown();
    try (ServiceProcess again = ServiceProcess.startWith(directory, ENVIRONMENT)) {
      assertThat(again.isAlive()).isTrue();
      await("it is sent again").atMost(PATIENCE).until(() -> received.size() == 2);
    }
    assertThat(received.get(1)).isEqualTo(received.get(0));
  }

  private String toldOfOneComment(ServiceProcess service) throws Exception {
    JsonObject hook =
        new JsonObject()
            .put("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
    String id = service.api().post("/v1/webhooks", hook).json().getString("id");
    service.api().comment("c1", "The goose is in the garden");
    await("it is on its way").atMost(PATIENCE).until(() -> received.size() == 1);
    return id;
  }
}
