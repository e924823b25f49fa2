package dev.replyguard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.config.HttpLimits;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Scope;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.pipeline.OverloadedException;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape of answer that needs no store, word for word as it was; see {@link Golden}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenAnswersTest {
  private static final HttpLimits LIMITS =
      new HttpLimits(
          32 << 10, 32 << 10, 8 << 10, 100, 100, Duration.ofMillis(200), Duration.ofSeconds(60), 0);

  private final ApiFixture api = ApiFixture.with().limits(LIMITS).judge(new Judge()).start();
  private final ApiFixture limited =
      ApiFixture.with()
          .limits(
              new HttpLimits(
                  32 << 10,
                  32 << 10,
                  8 << 10,
                  100,
                  100,
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(60),
                  1))
          .start();
  private final ApiFixture unexplained =
      ApiFixture.with().scoring(new ApiFixture.UnexplainedScoring()).start();

  @AfterAll
  void stop() {
    api.close();
    limited.close();
    unexplained.close();
  }

  record Case(String name, Function<GoldenAnswersTest, Answer> exchange) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    String full =
        """
        {"id": "c-1", "text": "What a silly goose.", "author": {"name": "Ada"}, "article": {"id": "a-1"}}
        """;
    return Stream.of(
        post("judge-approve", "/v1/comments", "{\"id\":\"c-0\",\"text\":\"Thank you.\"}"),
        post("judge-hold", "/v1/comments", full),
        new Case(
            "judge-known",
            test -> {
              test.api.post("/v1/comments", "{\"id\":\"c-2\",\"text\":\"Thank you.\"}");
              return test.post("/v1/comments", "{\"id\":\"c-2\",\"text\":\"Thank you.\"}");
            }),
        new Case(
            "get-comment",
            test -> {
              test.api.post("/v1/comments", "{\"id\":\"c-3\",\"text\":\"Thank you.\"}");
              return test.send(test.api, "/v1/comments/c-3");
            }),
        post("scores", "/v1/scores", "{\"comments\":[{\"text\":\"One.\"},{\"text\":\"Two.\"}]}"),
        post("scores-explained", "/v1/scores?explain=true", "{\"comments\":[{\"text\":\"One.\"}]}"),
        new Case(
            "scores-unexplained",
            test ->
                test.unexplained.send(
                    test.unexplained
                        .request("/v1/scores?explain=true")
                        .header("X-Request-Id", "golden")
                        .POST(
                            ApiFixture.bytes(
                                "{\"comments\":[{\"text\":\"One.\"}]}".getBytes(UTF_8))))),
        post("400-malformed-body", "/v1/comments", "{\"text\":"),
        post("400-empty-body", "/v1/comments", ""),
        new Case(
            "400-not-utf8",
            test ->
                test.api.send(
                    test.api
                        .request("/v1/comments")
                        .header("X-Request-Id", "golden")
                        .POST(ApiFixture.bytes(new byte[] {'{', '"', (byte) 0xff})))),
        browser("submit-published", "/v1/comments:submit", "{\"text\":\"Thank you.\"}"),
        browser("submit-waiting", "/v1/comments:submit", "{\"text\":\"What a silly goose.\"}"),
        browser("nudge-none", "/v1/comments:nudge", "{\"text\":\"Thank you.\"}"),
        browser("nudge-revise", "/v1/comments:nudge", "{\"text\":\"What a silly goose.\"}"),
        browser(
            "422-submission",
            "/v1/comments:submit",
            """
            {"id": "short", "text": " ", "author": {"ip": "192.0.2.1"}, "createdAt": "now"}
            """),
        raw("400-malformed-request", "NONSENSE\r\n\r\n"),
        new Case(
            "401-no-key",
            test ->
                test.api.send(
                    test.api.bare("/v1/comments/c").header("X-Request-Id", "golden").GET())),
        new Case(
            "401-wrong-key",
            test ->
                test.api.send(
                    test.api
                        .bare("/v1/comments/c")
                        .header("X-Request-Id", "golden")
                        .header("Authorization", "Bearer no-such-key")
                        .GET())),
        new Case(
            "403-scope",
            test ->
                test.api.send(
                    test.api
                        .bare("/v1/queue")
                        .header("X-Request-Id", "golden")
                        .header("Authorization", "Bearer " + ApiFixture.keyOf(Scope.SUBMIT))
                        .GET())),
        new Case("404-comment", test -> test.send(test.api, "/v1/comments/nobody-wrote-this")),
        new Case("404-path", test -> test.send(test.api, "/v1/nowhere")),
        new Case("405-method", test -> test.send(test.api, "/v1/comments")),
        raw(
            "408-body-timeout",
            "POST /v1/comments HTTP/1.1\r\nHost: x\r\nX-Request-Id: golden\r\nAuthorization: Bearer "
                + ApiFixture.DEMO_KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"),
        post("413-body-too-large", "/v1/comments", "x".repeat((32 << 10) + 1)),
        raw("414-request-line-too-long", "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\n\r\n"),
        new Case(
            "415-media-type",
            test ->
                test.api.send(
                    test.api
                        .bare("/v1/comments")
                        .header("X-Request-Id", "golden")
                        .header("Authorization", "Bearer " + ApiFixture.DEMO_KEY)
                        .header("Content-Type", "text/plain")
                        .POST(ApiFixture.bytes(new byte[] {'x'})))),
        raw(
            "417-expectation",
            "POST /v1/comments HTTP/1.1\r\nHost: x\r\nX-Request-Id: golden\r\nAuthorization: Bearer "
                + ApiFixture.DEMO_KEY
                + "\r\nContent-Type: application/json\r\nExpect: more\r\nContent-Length: 2\r\n\r\n{}"),
        post(
            "422-comment",
            "/v1/comments",
            "{\"text\":\"\",\"author\":{\"url\":1},\"mood\":\"fine\",\"language\":\"en_US\"}"),
        post("422-batch", "/v1/scores", "{\"comments\":[{\"text\":\" \"},{},3]}"),
        new Case("422-event-id", test -> test.send(test.api, "/v1/events?after=yesterday")),
        post("422-explain", "/v1/scores?explain=1", "{\"comments\":[{\"text\":\"One.\"}]}"),
        new Case(
            "429-quota",
            test ->
                Stream.generate(() -> test.send(test.limited, "/v1/comments/c"))
                    .limit(100)
                    .filter(answer -> answer.status() == 429)
                    .findFirst()
                    .orElseThrow()),
        raw("431-headers-too-large", "GET / HTTP/1.1\r\nX: " + "x".repeat(9_000) + "\r\n\r\n"),
        post("500-internal-error", "/v1/comments", "{\"text\":\"broken\"}"),
        post("503-overloaded", "/v1/comments", "{\"text\":\"overloaded\"}"),
        post("503-store-unavailable", "/v1/comments", "{\"text\":\"away\"}"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answer_isAsItWas(Case golden) {
    Golden.check(golden.name(), golden.exchange().apply(this));
  }

  @Test
  void everyKindOfProblem_hasItsGoldenAnswer() {
    List<String> seen =
        Stream.concat(cases().map(Case::name), Stream.of("policy-conflict", "too-many-attempts"))
            .map(Golden::stored)
            .toList();

    assertThat(ProblemType.values())
        .allSatisfy(
            type -> assertThat(seen).anyMatch(answer -> answer.contains("\"" + type.urn() + "\"")));
  }

  private static Case browser(String name, String path, String json) {
    return new Case(
        name,
        test ->
            test.api.send(
                test.api
                    .bare(path)
                    .header("Authorization", "Bearer " + ApiFixture.BROWSER_KEY)
                    .header("Origin", ApiFixture.ORIGIN)
                    .header("Content-Type", "application/json")
                    .header("X-Request-Id", "golden")
                    .POST(ApiFixture.bytes(json.getBytes(UTF_8)))));
  }

  private static Case post(String name, String path, String body) {
    return new Case(name, test -> test.post(path, body));
  }

  private static Case raw(String name, String bytes) {
    return new Case(
        name,
        test -> {
          try (RawHttp raw = new RawHttp(test.api.port())) {
            assertThat(raw.tryWrite(bytes)).isTrue();
            Answer answer = raw.answer();
            test.api.checkProblem(answer);
            return answer;
          }
        });
  }

  private Answer post(String path, String body) {
    return api.send(
        api.request(path)
            .header("X-Request-Id", "golden")
            .POST(ApiFixture.bytes(body.getBytes(UTF_8))));
  }

  private Answer send(ApiFixture to, String path) {
    return to.send(to.request(path).header("X-Request-Id", "golden").GET());
  }

  /** Fails as the text asks for. */
  private static final class Judge
      implements BiFunction<MemoryComments, Comment, Future<Judgement>> {

    @Override
    public Future<Judgement> apply(MemoryComments comments, Comment comment) {
      return switch (comment.text()) {
        case "broken" -> Future.failedFuture(new IllegalStateException("broken on purpose"));
        case "overloaded" -> Future.failedFuture(new OverloadedException("full"));
        case "away" ->
            Future.failedFuture(new StoreException(StoreException.Kind.TIMEOUT, "no answer"));
        default -> comments.judge(comment);
      };
    }
  }
}
