package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class WorkerPoolTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final WorkerPool pool = new WorkerPool("test", 1, 1, Duration.ofMinutes(1), registry);
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch working = new CountDownLatch(1);

  @AfterEach
  void close() throws InterruptedException {
    release.countDown();
    pool.close(Duration.ofSeconds(5));
  }

  @Test
  void submit_fullQueue_isRefusedAndCounted() throws Exception {
    Future<String> first = pool.submit(givenUp -> work());
    assertThat(working.await(5, TimeUnit.SECONDS)).isTrue();
    Future<String> second = pool.submit(givenUp -> "second");

    Future<String> third = pool.submit(givenUp -> "third");

    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> third.await(5, TimeUnit.SECONDS));
    assertThat(registry.get("replyguard.pool.rejected").tag("pool", "test").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("replyguard.pool.queue").gauge().value()).isEqualTo(1);
    assertThat(registry.get("replyguard.pool.active").gauge().value()).isEqualTo(1);
    release.countDown();
    assertThat(first.await(5, TimeUnit.SECONDS)).isEqualTo("first");
    assertThat(second.await(5, TimeUnit.SECONDS)).isEqualTo("second");
  }

  @Test
  void submit_fromAnEventLoop_worksElsewhereAndComesBack(Vertx vertx) throws Exception {
    CompletableFuture<String> worker = new CompletableFuture<>();
    CompletableFuture<Context> completedOn = new CompletableFuture<>();
    Context context = vertx.getOrCreateContext();

    context.runOnContext(
        none ->
            pool.submit(givenUp -> worker.complete(Thread.currentThread().getName()))
                .onSuccess(done -> completedOn.complete(Vertx.currentContext())));

    assertThat(completedOn.get(5, TimeUnit.SECONDS)).isSameAs(context);
    assertThat(worker.get(5, TimeUnit.SECONDS)).isEqualTo("test-1");
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, LinkageError.class})
  void submit_failingTask_failsTheFutureOnly_andAtOnce(Class<? extends Throwable> failure)
      throws Exception {
    Future<String> failing =
        pool.submit(
            givenUp -> {
              if (failure == LinkageError.class) {
                throw new LinkageError("made to fail");
              }
              throw new IllegalStateException("made to fail");
            });

    assertThatExceptionOfType(failure).isThrownBy(() -> failing.await(5, TimeUnit.SECONDS));
    assertThat(pool.submit(givenUp -> "next").await(5, TimeUnit.SECONDS)).isEqualTo("next");
  }

  @Test
  void close_givesUpWhatStillWaits() throws Exception {
    Future<String> first = pool.submit(givenUp -> work());
    assertThat(working.await(5, TimeUnit.SECONDS)).isTrue();
    Future<String> second = pool.submit(givenUp -> "second");

    pool.close(Duration.ofMillis(1));

    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> second.await(5, TimeUnit.SECONDS));
    release.countDown();
    first.onComplete(done -> {});
  }

  @Test
  void close_waitsForTheTaskUnderWay() throws Exception {
    Future<String> first = pool.submit(givenUp -> work());
    assertThat(working.await(5, TimeUnit.SECONDS)).isTrue();
    release.countDown();

    pool.close(Duration.ofSeconds(5));

    assertThat(first.succeeded()).isTrue();
    assertThat(pool.submit(givenUp -> "late").failed()).isTrue();
  }

  @Test
  void submit_taskThatTakesTooLong_isGivenUp_andWhatWaitsIsNeverBegun() throws Exception {
    WorkerPool hasty = new WorkerPool("hasty", 1, 1, Duration.ofMillis(50), registry);
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<Boolean> toldSo = new CompletableFuture<>();
    Future<String> first =
        hasty.submit(
            givenUp -> {
              String done = work();
              toldSo.complete(givenUp.getAsBoolean());
              return done;
            });
    assertThat(working.await(5, TimeUnit.SECONDS)).isTrue();
    Future<Boolean> second = hasty.submit(givenUp -> begun.getAndSet(true));

    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> first.await(5, TimeUnit.SECONDS))
        .withMessage("hasty: not done within 50 ms");
    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> second.await(5, TimeUnit.SECONDS));

    assertThat(registry.get("replyguard.pool.timeouts").tag("pool", "hasty").counter().count())
        .isEqualTo(2);
    assertThat(registry.get("replyguard.pool.queue").tag("pool", "hasty").gauge().value()).isZero();
    release.countDown();
    assertThat(toldSo.get(5, TimeUnit.SECONDS)).isTrue();
    hasty.close(Duration.ofSeconds(5));
    assertThat(begun).isFalse();
  }

  @Test
  void submit_fromAnEventLoop_isGivenUpThere(Vertx vertx) throws Exception {
    WorkerPool hasty = new WorkerPool("hasty", 1, 1, Duration.ofMillis(50), registry);
    CompletableFuture<Context> completedOn = new CompletableFuture<>();
    Context context = vertx.getOrCreateContext();

    context.runOnContext(
        none ->
            hasty
                .submit(givenUp -> work())
                .onFailure(late -> completedOn.complete(Vertx.currentContext())));

    assertThat(completedOn.get(5, TimeUnit.SECONDS)).isSameAs(context);
    release.countDown();
    hasty.close(Duration.ofSeconds(5));
  }

  private String work() {
    working.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "first";
  }
}
