package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
  private final AtomicInteger shared = new AtomicInteger();
  private final AtomicInteger worked = new AtomicInteger();
  private final SingleFlight<String, String> flights = new SingleFlight<>(shared::incrementAndGet);

  @Test
  void join_sameKeyWhileUnderWay_worksOnce() {
    Promise<String> work = Promise.promise();
    List<Future<String>> callers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      callers.add(flights.join("a", () -> counted(work.future())));
    }

    work.complete("done");

    assertThat(callers).allSatisfy(caller -> assertThat(caller.result()).isEqualTo("done"));
    assertThat(worked).hasValue(1);
    assertThat(shared).hasValue(4);
  }

  @Test
  void join_afterTheWorkIsDone_worksAgain() {
    flights.join("a", () -> counted(Future.succeededFuture("first"))).result();

    Future<String> second = flights.join("a", () -> counted(Future.succeededFuture("second")));

    assertThat(second.result()).isEqualTo("second");
    assertThat(worked).hasValue(2);
  }

  @Test
  void join_otherKey_worksBesideIt() {
    Promise<String> never = Promise.promise();
    Future<String> first = flights.join("a", () -> counted(never.future()));

    Future<String> second = flights.join("b", () -> counted(Future.succeededFuture("b")));

    assertThat(second.result()).isEqualTo("b");
    assertThat(first.isComplete()).isFalse();
  }

  @Test
  void join_workFails_allFailAndTheNextTriesAgain() {
    Promise<String> work = Promise.promise();
    Future<String> first = flights.join("a", () -> counted(work.future()));
    Future<String> second = flights.join("a", () -> counted(work.future()));

    work.fail(new OverloadedException("full"));

    assertThat(first.cause()).isInstanceOf(OverloadedException.class);
    assertThat(second.cause()).isInstanceOf(OverloadedException.class);
    assertThat(flights.join("a", () -> counted(Future.succeededFuture("again"))).result())
        .isEqualTo("again");
  }

  @Test
  void join_workThrows_theNextTriesAgain() {
    assertThatThrownBy(
            () ->
                flights.join(
                    "a",
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(flights.join("a", () -> counted(Future.succeededFuture("again"))).result())
        .isEqualTo("again");
  }

  @Test
  void join_fromAnotherEventLoop_completesOnThatOne() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Promise<String> work = Promise.promise();
      flights.join("a", () -> counted(work.future()));
      Context loop = vertx.getOrCreateContext();
      CompletableFuture<Boolean> onItsLoop = new CompletableFuture<>();
      CompletableFuture<Boolean> joined = new CompletableFuture<>();
      loop.runOnContext(
          none -> {
            flights
                .join("a", () -> counted(work.future()))
                .onSuccess(done -> onItsLoop.complete(Vertx.currentContext() == loop));
            joined.complete(true);
          });
      joined.get(10, TimeUnit.SECONDS);

      work.complete("done");

      assertThat(onItsLoop.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(worked).hasValue(1);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private Future<String> counted(Future<String> work) {
    worked.incrementAndGet();
    return work;
  }
}
