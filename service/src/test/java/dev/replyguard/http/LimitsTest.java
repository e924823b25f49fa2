package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.replyguard.config.HttpLimits;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.pipeline.OverloadedException;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes beyond a limit is refused early, and the connection does not stay behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
  private static final int BODY_BYTES = 32 << 10;
  private static final HttpLimits SMALL =
      new HttpLimits(
          BODY_BYTES,
          BODY_BYTES,
          8 << 10,
          1_000,
          1_000,
          Duration.ofMillis(300),
          Duration.ofSeconds(60),
          0);
  private static final String AUTHORIZATION = "Authorization: Bearer " + ApiFixture.DEMO_KEY;
  private static final String JSON = "Content-Type: application/json";

  private final ApiFixture api = ApiFixture.with().limits(SMALL).start();

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void contentLengthOverTheLimit_is413BeforeAnyByteOfTheBody() {
    try (RawHttp raw = new RawHttp(api.port())) {
      Answer answer =
          raw.lines(
                  "POST /v1/comments HTTP/1.1",
                  "Host: x",
                  AUTHORIZATION,
                  JSON,
                  "Content-Length: " + (BODY_BYTES + 1),
                  "")
              .answer();

      api.checkAgainstContract("judgeComment", answer);
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.json().getString("detail"))
          .isEqualTo("body: at most 32,768 bytes expected");
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(raw.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void contentLengthOfTheLimit_isTaken() {
    String head = "{\"text\":\"Thank you.\"";
    Answer answer =
        api.post("/v1/comments", head + " ".repeat(BODY_BYTES - head.length() - 1) + "}");

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void chunkedBodyOverTheLimit_is413() {
    Answer answer =
        api.send(
            api.request("/v1/comments")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[BODY_BYTES + 1]))));

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void chunkedBodyThatGoesOnAfterIts413_isCutOff() {
    try (RawHttp raw = new RawHttp(api.port())) {
      raw.lines(
          "POST /v1/comments HTTP/1.1",
          "Host: x",
          AUTHORIZATION,
          JSON,
          "Transfer-Encoding: chunked",
          "");
      String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";

      await().atMost(ApiFixture.PATIENCE).until(() -> !raw.tryWrite(chunk));
    }
  }

  @Test
  void chunkedBodyWithoutEnd_is408() {
    try (RawHttp raw = new RawHttp(api.port())) {
      Answer answer =
          raw.lines(
                  "POST /v1/comments HTTP/1.1",
                  "Host: x",
                  AUTHORIZATION,
                  JSON,
                  "Transfer-Encoding: chunked",
                  "",
                  "9",
                  "{\"text\":\"")
              .answer();

      api.checkAgainstContract("judgeComment", answer);
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.problemType()).isEqualTo("urn:replyguard:problem:body-timeout");
      assertThat(raw.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void bodyShorterThanItsContentLength_is408() {
    try (RawHttp raw = new RawHttp(api.port())) {
      Answer answer =
          raw.lines(
                  "POST /v1/scores HTTP/1.1",
                  "Host: x",
                  AUTHORIZATION,
                  JSON,
                  "Content-Length: 99",
                  "",
                  "{")
              .answer();

      assertThat(answer.status()).isEqualTo(408);
    }
  }

  @Test
  void bodyWithoutEndThatNobodyReads_isCutOff() {
    try (RawHttp raw = new RawHttp(api.port())) {
      Answer answer =
          raw.lines("POST /v1/nowhere HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "")
              .answer();

      assertThat(answer.status()).isEqualTo(404);
      assertThat(raw.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void clientThatLeavesAmidTheBody_isCountedAndForgotten() {
    double before = inProgress();
    try (RawHttp raw = new RawHttp(api.port())) {
      raw.lines(
          "POST /v1/comments HTTP/1.1",
          "Host: x",
          AUTHORIZATION,
          JSON,
          "Content-Length: 99",
          "",
          "{");
      await().atMost(ApiFixture.PATIENCE).until(() -> inProgress() > before);
    }

    await().atMost(ApiFixture.PATIENCE).until(() -> inProgress() == before);
    assertThat(
            api.registry
                .get("replyguard_http_server_requests")
                .tag("status", "499")
                .timer()
                .count())
        .isPositive();
  }

  @Test
  void tenThousandHeaders_are431() {
    StringBuilder headers = new StringBuilder();
    IntStream.range(0, 10_000).forEach(i -> headers.append("X-H").append(i).append(": 1\r\n"));
    try (RawHttp raw = new RawHttp(api.port())) {
      raw.tryWrite("GET /v1/comments/x HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
      Answer answer = raw.answer();

      assertThat(answer.status()).isEqualTo(431);
      assertThat(answer.problemType()).isEqualTo("urn:replyguard:problem:headers-too-large");
      assertThat(answer.header("x-request-id")).isEqualTo(answer.json().getString("requestId"));
      assertThat(raw.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void requestLineTooLong_is414() {
    try (RawHttp raw = new RawHttp(api.port())) {
      raw.tryWrite("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(raw.answer().problemType()).isEqualTo("urn:replyguard:problem:uri-too-long");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "POST /v1/comments HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/comments HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /v1/comments HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\u0000: x\r\n\r\n"
      })
  void whatIsNoHttp_is400AndTheConnectionCloses(String bytes) {
    try (RawHttp raw = new RawHttp(api.port())) {
      Answer answer = raw.write(bytes).answer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("content-type")).isEqualTo(Problem.MEDIA_TYPE);
      assertThat(raw.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void expectContinue_isTold() {
    try (RawHttp raw = new RawHttp(api.port())) {
      String body = "{\"text\":\"Thank you.\"}";
      raw.lines(
          "POST /v1/comments HTTP/1.1",
          "Host: x",
          AUTHORIZATION,
          JSON,
          "Expect: 100-continue",
          "Content-Length: " + body.length(),
          "");

      assertThat(raw.answer().status()).isEqualTo(100);
      assertThat(raw.write(body).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void expectSomethingElse_is417() {
    try (RawHttp raw = new RawHttp(api.port())) {
      raw.lines(
          "POST /v1/comments HTTP/1.1",
          "Host: x",
          AUTHORIZATION,
          JSON,
          "Expect: miracles",
          "Content-Length: 2",
          "",
          "{}");

      assertThat(raw.answer().problemType()).isEqualTo("urn:replyguard:problem:expectation-failed");
    }
  }

  @Test
  void requestsInOnePacket_areAnsweredInOrder() {
    try (RawHttp raw = new RawHttp(api.port())) {
      String one = "GET /v1/comments/x HTTP/1.1\r\nHost: x\r\nX-Request-Id: ";
      raw.write(one + "first\r\n\r\n" + one + "second\r\n\r\n");

      assertThat(raw.answer().header("x-request-id")).isEqualTo("first");
      assertThat(raw.answer().header("x-request-id")).isEqualTo("second");
    }
  }

  @Test
  void quotaUsedUp_is429WithRetryAfter() {
    HttpLimits twoASecond =
        new HttpLimits(
            BODY_BYTES,
            BODY_BYTES,
            8 << 10,
            1_000,
            1_000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            2);
    try (ApiFixture limited = ApiFixture.with().limits(twoASecond).start()) {
      Answer refused =
          IntStream.range(0, 100)
              .mapToObj(i -> limited.get("/v1/comments/x"))
              .filter(answer -> answer.status() == 429)
              .findFirst()
              .orElseThrow();

      assertThat(refused.problemType()).isEqualTo("urn:replyguard:problem:quota-exceeded");
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(refused.header("ratelimit-policy")).isEqualTo("\"site\";q=2;w=1");
      Answer other =
          limited.send(
              limited
                  .bare("/v1/comments/x")
                  .header("Authorization", "Bearer " + ApiFixture.OTHER_KEY)
                  .GET());
      assertThat(other.status()).as("a quota is a site's own").isEqualTo(404);
    }
  }

  @Test
  void moreRequestsInProgressThanMayBe_are503() {
    HttpLimits two =
        new HttpLimits(
            BODY_BYTES,
            BODY_BYTES,
            8 << 10,
            2,
            100,
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            0);
    Promise<Void> gate = Promise.promise();
    AtomicInteger waiting = new AtomicInteger();
    try (ApiFixture busy =
        ApiFixture.with()
            .limits(two)
            .judge(
                (comments, comment) -> {
                  waiting.incrementAndGet();
                  return gate.future().compose(open -> comments.judge(comment));
                })
            .start()) {
      CompletableFuture<Answer> first = postInBackground(busy);
      CompletableFuture<Answer> second = postInBackground(busy);
      await().atMost(ApiFixture.PATIENCE).until(() -> waiting.get() == 2);

      Answer refused = busy.post("/v1/comments", "{\"text\":\"Thank you.\"}");
      gate.complete();

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.problemType()).isEqualTo("urn:replyguard:problem:overloaded");
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(first.join().status()).isEqualTo(200);
      assertThat(second.join().status()).isEqualTo(200);
      assertThat(busy.post("/v1/comments", "{\"text\":\"Thank you.\"}").status()).isEqualTo(200);
    }
  }

  @Test
  void moreConnectionsThanMayBe_areClosedAtOnce() {
    HttpLimits two =
        new HttpLimits(
            BODY_BYTES,
            BODY_BYTES,
            8 << 10,
            1,
            2,
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            0);
    try (ApiFixture full = ApiFixture.with().limits(two).start()) {
      try (RawHttp first = askedOnce(full);
          RawHttp second = askedOnce(full);
          RawHttp third = new RawHttp(full.port())) {
        assertThat(third.isClosedByPeer()).isTrue();
        assertThat(answers(first)).isTrue();
        assertThat(answers(second)).isTrue();
      }
      await().atMost(ApiFixture.PATIENCE).until(() -> answersOnNewConnection(full));
    }
  }

  private static RawHttp askedOnce(ApiFixture api) {
    RawHttp raw = new RawHttp(api.port());
    assertThat(answers(raw)).isTrue();
    return raw;
  }

  private static boolean answers(RawHttp raw) {
    return raw.lines("GET /v1/comments/x HTTP/1.1", "Host: x", "").answer().status() == 401;
  }

  private static boolean answersOnNewConnection(ApiFixture api) {
    try (RawHttp raw = new RawHttp(api.port())) {
      return raw.tryWrite("GET /v1/comments/x HTTP/1.1\r\nHost: x\r\n\r\n")
          && !raw.isClosedByPeer();
    }
  }

  @Test
  void stop_finishesWhatIsInProgressAndTakesNothingNew() {
    Promise<Void> gate = Promise.promise();
    AtomicInteger waiting = new AtomicInteger();
    try (ApiFixture stopping =
        ApiFixture.with()
            .judge(
                (comments, comment) -> {
                  waiting.incrementAndGet();
                  return gate.future().compose(open -> comments.judge(comment));
                })
            .start()) {
      CompletableFuture<Answer> inProgress = postInBackground(stopping);
      await().atMost(ApiFixture.PATIENCE).until(() -> waiting.get() == 1);
      Future<Void> stopped = stopping.stop();

      await().atMost(ApiFixture.PATIENCE).until(() -> refusesConnections(stopping.port()));
      assertThat(stopped.isComplete()).isFalse();
      gate.complete();

      assertThat(inProgress.join().status()).isEqualTo(200);
      ApiFixture.await(stopped);
    }
  }

  @Test
  void tooMuchToScore_is503() {
    try (ApiFixture full =
        ApiFixture.with().judge(failing(new OverloadedException("full"))).start()) {
      Answer answer = full.post("/v1/comments", "{\"text\":\"Thank you.\"}");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.problemType()).isEqualTo("urn:replyguard:problem:overloaded");
    }
  }

  @Test
  void storeAway_is503() {
    StoreException away = new StoreException(StoreException.Kind.UNREACHABLE, "no connection");
    try (ApiFixture cut = ApiFixture.with().judge(failing(away)).start()) {
      Answer answer = cut.post("/v1/comments", "{\"text\":\"Thank you.\"}");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.problemType()).isEqualTo("urn:replyguard:problem:store-unavailable");
      assertThat(answer.header("retry-after")).isEqualTo("1");
    }
  }

  @Test
  void ourOwnFault_is500ThatTellsNothingOfIt() {
    try (ApiFixture broken =
        ApiFixture.with().judge(failing(new IllegalStateException("a secret"))).start()) {
      Answer answer = broken.post("/v1/comments", "{\"text\":\"Thank you.\"}");

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("secret", "IllegalState", "dev.replyguard");
    }
  }

  private static BiFunction<MemoryComments, Comment, Future<Judgement>> failing(Throwable failure) {
    return (comments, comment) -> Future.failedFuture(failure);
  }

  private static CompletableFuture<Answer> postInBackground(ApiFixture api) {
    return CompletableFuture.supplyAsync(
        () -> api.post("/v1/comments", "{\"text\":\"Thank you.\"}"));
  }

  private static boolean refusesConnections(int port) {
    try (RawHttp raw = new RawHttp(port)) {
      return raw.isClosedByPeer();
    } catch (AssertionError e) {
      return true;
    }
  }

  private double inProgress() {
    return api.registry.get("replyguard_http_server_requests_in_progress").gauge().value();
  }
}
