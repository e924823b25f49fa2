package dev.replyguard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenAI's moderations over the whole service, word for word; see {@link Golden}. */
@ExtendWith(RedisExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiIT {
  private static final String PATH = "/v1/moderations";
  private static final String RUDE = "What a stupid idea, you idiot.";
  private static final String KEYED = "Bearer " + LiveApi.KEY;

  private final TestRedis redis;
  private final LiveApi api;

  OpenAiIT(TestRedis redis) {
    this.redis = redis;
    api = LiveApi.over(redis, Map.of("REPLYGUARD_LIMITS_SITE_REQUESTS_PER_SECOND", "1000"));
  }

  @AfterAll
  void close() {
    api.close();
  }

  record Case(String name, Function<OpenAiIT, Answer> exchange) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        post("moderation", new JsonObject().put("input", RUDE).encode()),
        post(
            "moderation-batch",
            new JsonObject()
                .put("model", "omni-moderation-2024-09-26")
                .put("input", JsonArray.of("Thank you.", RUDE))
                .encode()),
        post(
            "moderation-text-model",
            new JsonObject().put("model", "text-moderation-stable").put("input", "Hi.").encode()),
        post(
            "moderation-parts",
            "{\"input\":[{\"type\":\"text\",\"text\":\"Thank you.\"},"
                + "{\"type\":\"text\",\"text\":\"Bye.\"}]}"),
        post("400-no-input", "{}"),
        post("400-empty-input", "{\"input\":\"\"}"),
        post("400-empty-list", "{\"input\":[]}"),
        post("400-empty-element", "{\"input\":[\"a\",\"\"]}"),
        post("400-number", "{\"input\":3}"),
        post("400-mixed", "{\"input\":[\"a\",3]}"),
        post("400-too-long", new JsonObject().put("input", "x".repeat(131_073)).encode()),
        post(
            "400-image",
            "{\"input\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a.example/b\"}}]}"),
        post("400-images", "{\"input\":[{\"type\":\"image_url\"},{\"type\":\"image_url\"}]}"),
        post("400-no-json", "{\"input\":"),
        post("404-model", "{\"input\":\"a\",\"model\":\"gpt-7\"}"),
        new Case("401-no-key", test -> test.send("{}", Map.of("Content-Type", "application/json"))),
        new Case(
            "401-wrong-key",
            test ->
                test.send(
                    "{}",
                    Map.of("Content-Type", "application/json", "Authorization", "Bearer nobodys"))),
        new Case(
            "405-method",
            test -> test.api.foreign("GET", PATH, new byte[0], Map.of("Authorization", KEYED))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answer_isAsItWas(Case golden) {
    Answer answer = golden.exchange().apply(this);
    Map<String, String> headers = new java.util.HashMap<>(answer.headers());
    headers
        .keySet()
        .removeIf(name -> name.startsWith("x-ratelimit-re") || name.equals("openai-processing-ms"));
    headers.remove("ratelimit");
    Golden.checkLive(
        "openai-" + golden.name(), new Answer(answer.status(), headers, answer.body()));
  }

  @Test
  void whatTheModelDoesNotHave_isSaidToBeUnlookedAt() {
    JsonObject result =
        send(
                new JsonObject().put("input", RUDE).encode(),
                Map.of("Content-Type", "application/json", "Authorization", KEYED))
            .json()
            .getJsonArray("results")
            .getJsonObject(0);

    JsonObject looked = result.getJsonObject("category_applied_input_types");
    assertThat(looked.fieldNames()).hasSize(13);
    assertThat(looked.getJsonArray("self-harm")).isEmpty();
    assertThat(looked.getJsonArray("harassment")).containsExactly("text");
    assertThat(result.getJsonObject("category_scores").getFloat("self-harm")).isZero();
    assertThat(result.getBoolean("flagged")).isTrue();
    assertThat(result.getJsonObject("categories").getBoolean("harassment")).isTrue();
    assertThat(result.getJsonObject("categories").getBoolean("hate")).isFalse();
  }

  @Test
  void quota_isToldAsOpenAiDoes() {
    try (LiveApi limited =
        LiveApi.over(redis, Map.of("REPLYGUARD_LIMITS_SITE_REQUESTS_PER_SECOND", "1"))) {
      Answer refused =
          Stream.generate(
                  () ->
                      limited.foreign(
                          "POST",
                          PATH,
                          "{\"input\":\"a\"}".getBytes(UTF_8),
                          Map.of("Content-Type", "application/json", "Authorization", KEYED)))
              .limit(100)
              .filter(answer -> answer.status() == 429)
              .findFirst()
              .orElseThrow();

      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(refused.header("x-ratelimit-limit-requests")).isEqualTo("1");
      JsonObject error = refused.json().getJsonObject("error");
      assertThat(error.getString("code")).isEqualTo("rate_limit_exceeded");
      assertThat(error.getString("type")).isEqualTo("requests");
    }
  }

  private static Case post(String name, String body) {
    return new Case(
        name,
        test ->
            test.send(body, Map.of("Content-Type", "application/json", "Authorization", KEYED)));
  }

  private Answer send(String body, Map<String, String> headers) {
    return api.foreign("POST", PATH, body.getBytes(UTF_8), headers);
  }
}
