package dev.replyguard.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetersTest {

  @Test
  void eventLoopLag_showsTheLoopThatIsKept() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      vertx
          .deployVerticle(
              EventLoopLag.forEachLoop(registry), new DeploymentOptions().setInstances(1))
          .await(10, TimeUnit.SECONDS);
      CountDownLatch keep = new CountDownLatch(1);
      Context loop = vertx.getOrCreateContext();
      loop.runOnContext(none -> keepFor(keep, Duration.ofMillis(600)));

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> lagMillis(registry) >= 400 && lagMillis(registry) < 10_000);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void timersOfOurs_haveBucketsAroundWhatIsPromised() {
    try (Metrics metrics = new Metrics()) {
      Timer.builder("replyguard.score").register(metrics.registry()).record(Duration.ofMillis(4));

      assertThat(metrics.registry().scrape())
          .contains("replyguard_score_seconds_bucket{le=\"0.003\"} 0")
          .contains("replyguard_score_seconds_bucket{le=\"0.005\"} 1");
    }
  }

  @Test
  void queueDepth_thatIsRefreshedMeanwhile_neverFailsWhoReadsTheMeters() throws Exception {
    ExecutorService refreshing = Executors.newSingleThreadExecutor();
    AtomicBoolean reads = new AtomicBoolean(true);
    AtomicLong depth = new AtomicLong();
    try (Metrics metrics = new Metrics()) {
      QueueDepth queues =
          new QueueDepth(
              site -> Future.succeededFuture(depth.incrementAndGet()), metrics.registry());
      var done =
          refreshing.submit(
              () -> {
                while (reads.get()) {
                  queues.refresh(List.of("news"));
                }
              });
      for (int i = 0; i < 2_000; i++) {
        metrics.registry().scrape();
      }
      reads.set(false);
      done.get(10, TimeUnit.SECONDS);
      queues.refresh(List.of("news", "blog"));
      queues.refresh(List.of("blog"));

      assertThat(metrics.registry().scrape())
          .contains("replyguard_queue_depth{site=\"blog\"} " + depth.get() + ".0")
          .doesNotContain("site=\"news\"");
    } finally {
      refreshing.shutdownNow();
    }
  }

  private static double lagMillis(SimpleMeterRegistry registry) {
    return registry
        .get("replyguard.event.loop.lag")
        .tag("loop", "0")
        .timeGauge()
        .value(TimeUnit.MILLISECONDS);
  }

  /** Keeps the loop busy, as a blocking call would; nobody counts the latch down. */
  private static void keepFor(CountDownLatch latch, Duration time) {
    try {
      latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
