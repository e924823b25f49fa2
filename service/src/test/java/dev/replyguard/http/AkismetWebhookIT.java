package dev.replyguard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Late verdicts, told to a stand-in for Akismet's plugin that answers as the plugin does. The
 * plugin itself, in WordPress, is told in the tests of {@code deploy/wordpress}.
 */
@ExtendWith(RedisExtension.class)
class AkismetWebhookIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LiveApi api;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpServer plugin;
  private final List<JsonObject> told = new CopyOnWriteArrayList<>();
  private final List<String> marks = new CopyOnWriteArrayList<>();
  private volatile String status = "success";

  AkismetWebhookIT(TestRedis redis) throws IOException {
    api = LiveApi.over(redis, Map.of("REPLYGUARD_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.1"));
    plugin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    plugin.setExecutor(threads);
    plugin.createContext(
        "/",
        exchange -> {
          JsonObject body =
              new JsonObject(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          marks.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Akismet-Webhook")));
          JsonObject outcomes = new JsonObject();
          body.getJsonArray("comments").stream()
              .map(JsonObject.class::cast)
              .forEach(
                  comment ->
                      outcomes.put(
                          comment.getString("guid"),
                          new JsonObject().put("status", status).put("message", "Not there.")));
          told.add(body);
          byte[] answer = new JsonObject().put("comments", outcomes).encode().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    plugin.start();
    assertThat(
            api.put(
                    "/v1/policy",
                    new JsonObject()
                        .put("format", "yaml")
                        .put(
                            "source",
                            """
                            rules: {words: [{name: eels, words: [eel], verdict: hold}]}
                            protocols: {akismet: {held: webhook}}
                            """)
                        .put("expected", 0)
                        .encode())
                .status())
        .isEqualTo(201);
  }

  @AfterEach
  void close() {
    api.close();
    plugin.stop(0);
    threads.shutdownNow();
  }

  @Test
  void heldComment_isLater_andThenWhatTheModeratorSays_andTakesBack() {
    added();

    Answer held = check("An eel lives under the pier.", url());
    String guid = held.header("x-akismet-guid");
    assertThat(held.body()).isEqualTo("false");
    assertThat(held.header("x-akismet-recheck-after")).isEqualTo("1296000");
    assertThat(held.headers()).doesNotContainKeys("x-akismet-error", "x-akismet-debug-help");

    decide(guid, "approve");
    await("approved").atMost(PATIENCE).until(() -> words(guid).equals(List.of("false")));
    api.as("ada", "DELETE", "/v1/comments/" + guid + "/decision", "");
    await("taken back").atMost(PATIENCE).until(() -> words(guid).equals(List.of("false", "true")));
    decide(guid, "reject");
    await("rejected").atMost(PATIENCE).until(() -> words(guid).size() == 3);

    assertThat(words(guid)).containsExactly("false", "true", "true");
    assertThat(told.get(0).getString("key")).isEqualTo(LiveApi.KEY);
    assertThat(told.get(0).getString("endpoint")).isEqualTo("comment-check");
    assertThat(marks).containsOnly("1");
  }

  @Test
  void heldComment_whereNobodyWouldEverHear_isAskedAboutAgain() {
    Answer unknown = check("The first eel of the year.", url());
    Answer hook = added();
    Answer silent = check("The second eel of the year.", "");
    Answer elsewhere = check("The third eel of the year.", url() + "2");
    api.patch(path(hook), "{\"paused\":true}");
    Answer paused = check("The fourth eel of the year.", url());

    assertThat(List.of(unknown, silent, elsewhere, paused))
        .allSatisfy(
            answer -> {
              assertThat(answer.body()).isEmpty();
              assertThat(answer.header("x-akismet-error")).isEqualTo("held");
            });
  }

  @Test
  void whatTheSiteDecidesItself_andCommentsOfOtherWays_areNotTold() {
    Answer hook = added();
    check("The eel is a fish.", url());
    form("/1.1/submit-ham", "The eel is a fish.", url());
    api.post("/v1/comments", "{\"id\":\"c-1\",\"text\":\"No eel is a snake.\"}");
    decide("c-1", "approve");
    String last = check("An eel was seen.", url()).header("x-akismet-guid");
    decide(last, "approve");

    await("the last one is told").atMost(PATIENCE).until(() -> words(last).size() == 1);
    assertThat(told).hasSize(1);
    assertThat(api.get(path(hook)).json().getInteger("pending")).isZero();
  }

  @Test
  void whatThePluginDoesNotTake_isSentAgain_andItsReasonShown() {
    status = "error";
    Answer hook = added();
    String guid = check("An eel, once more.", url()).header("x-akismet-guid");
    decide(guid, "approve");
    await("refused")
        .atMost(PATIENCE)
        .until(() -> api.get(path(hook)).json().containsKey("lastError"));
    assertThat(api.get(path(hook)).json().getString("lastError"))
        .isEqualTo("WordPress did not take it: Not there.");

    status = "success";
    await("taken")
        .atMost(Duration.ofMinutes(1))
        .until(() -> api.get(path(hook)).json().getInteger("delivered") == 1);
  }

  @Test
  void webhook_neverShowsTheKey_andHasNoSecretToChange() {
    Answer hook = added();
    assertThat(hook.json().getString("format")).isEqualTo("akismet");
    assertThat(hook.json().containsKey("secret")).isFalse();
    assertThat(hook.json().getJsonArray("events"))
        .containsExactly("comment.decided", "comment.undone");
    assertThat(api.get(path(hook)).body()).doesNotContain(LiveApi.KEY);

    Answer test = api.post(path(hook) + "/test", "");
    assertThat(test.json().getBoolean("taken")).as(test.body()).isTrue();
    assertThat(test.body()).doesNotContain(LiveApi.KEY);
    assertThat(told.get(0).getString("key")).isEqualTo(LiveApi.KEY);

    assertThat(api.post(path(hook) + "/secret", "").status()).isEqualTo(409);
    assertThat(api.patch(path(hook), "{\"key\":\"anotherKey01\"}").status()).isEqualTo(200);
    api.post(path(hook) + "/test", "");
    assertThat(told.get(1).getString("key")).isEqualTo("anotherKey01");
  }

  @Test
  void add_whatFitsNoFormat_namesTheField() {
    assertThat(add(new JsonObject().put("format", "akismet")).errors()).containsOnlyKeys("key");
    assertThat(add(new JsonObject().put("key", LiveApi.KEY)).errors()).containsOnlyKeys("key");
    assertThat(add(new JsonObject().put("format", "rss")).errors()).containsOnlyKeys("format");
    assertThat(
            add(new JsonObject(
                    "{\"format\":\"akismet\",\"key\":\"short\",\"events\":[\"comment.judged\"]}"))
                .errors())
        .containsKeys("key", "events");
    Answer hook = added();
    assertThat(api.patch(path(hook), "{\"events\":[\"comment.reported\"]}").errors())
        .containsOnlyKeys("events");
    assertThat(api.patch(path(hook), "{\"format\":\"event\"}").errors()).containsOnlyKeys("format");
    Answer signed = add(new JsonObject());
    assertThat(api.patch(path(signed), "{\"key\":\"anotherKey01\"}").errors())
        .containsOnlyKeys("key");
  }

  private List<String> words(String guid) {
    return told.stream()
        .map(body -> body.getJsonArray("comments").getJsonObject(0))
        .filter(comment -> comment.getString("guid").equals(guid))
        .map(comment -> comment.getString("result"))
        .toList();
  }

  private void decide(String id, String verdict) {
    Answer answer =
        api.as(
            "ada",
            "POST",
            "/v1/comments/" + id + "/decision",
            verdict.equals("reject")
                ? "{\"verdict\":\"reject\",\"reason\":\"spam\"}"
                : "{\"verdict\":\"approve\"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private Answer added() {
    Answer answer = add(new JsonObject().put("format", "akismet").put("key", LiveApi.KEY));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  private Answer add(JsonObject hook) {
    return api.post("/v1/webhooks", hook.put("url", url()).encode());
  }

  private String url() {
    return "http://127.0.0.1:" + plugin.getAddress().getPort() + "/wp-json/akismet/v1/webhook";
  }

  private static String path(Answer added) {
    return "/v1/webhooks/" + added.json().getString("id");
  }

  private Answer check(String text, String callback) {
    return form("/1.1/comment-check", text, callback);
  }

  private Answer form(String path, String text, String callback) {
    String form =
        Map.of(
                "api_key",
                LiveApi.KEY,
                "blog",
                "https://blog.example",
                "user_ip",
                "192.0.2.7",
                "comment_content",
                text,
                "callback",
                callback)
            .entrySet()
            .stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return api.foreign(
        "POST",
        path,
        form.getBytes(UTF_8),
        Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }
}
