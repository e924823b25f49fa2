package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class WebhooksIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LiveApi api;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpServer receiver;
  private final List<JsonObject> received = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  WebhooksIT(TestRedis redis) throws IOException {
    api = LiveApi.over(redis, Map.of("REPLYGUARD_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.1"));
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(
              new JsonObject(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          byte[] answer = "thanks".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void close() {
    api.close();
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void added_getsEventsOfTheTypesItWants_andIsShownWithoutItsSecret() {
    Answer added = api.post("/v1/webhooks", hook("comment.decided"));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    assertThat(added.json().getString("secret")).matches("whsec_[A-Za-z0-9+/]{43}=");

    comment("c-1");
    api.post("/v1/comments/c-1/verdict", "{\"verdict\":\"reject\",\"reason\":\"spam\"}");

    await("it is told").atMost(PATIENCE).until(() -> received.size() == 1);
    assertThat(received.get(0).getString("type")).isEqualTo("comment.decided");
    await("it is noted")
        .atMost(PATIENCE)
        .until(() -> shown(added).getInteger("delivered").equals(1));
    assertThat(shown(added).containsKey("secret")).isFalse();
    assertThat(api.get("/v1/webhooks").json().getJsonArray("webhooks"))
        .containsExactly(shown(added));
  }

  @Test
  void add_whatIsNoWebhook_namesEveryField() {
    assertThat(
            api.post("/v1/webhooks", "{\"events\":[\"comment.liked\"],\"paused\":true}").errors())
        .containsOnlyKeys("url", "events[0]", "paused");
    assertThat(api.post("/v1/webhooks", "{\"url\":\"https://10.0.0.1/\"}").errors())
        .containsEntry(
            "url", "a public host expected: the operator does not allow where this one leads to");
    assertThat(api.post("/v1/webhooks", "{\"url\":\"x\",\"events\":[]}").errors())
        .containsOnlyKeys("events");
    Golden.checkLive("webhook-invalid", api.post("/v1/webhooks", "{\"url\":\"news.example\"}"));
  }

  @Test
  void add_moreThanASiteMayHave_isAConflict() {
    for (int i = 0; i < 10; i++) {
      assertThat(api.post("/v1/webhooks", hook("comment.judged")).status()).isEqualTo(201);
    }

    Golden.checkLive("webhook-too-many", api.post("/v1/webhooks", hook("comment.judged")));
  }

  @Test
  void change_pausedThenGoesOn_eventsHaveWaited() {
    String path = path(api.post("/v1/webhooks", hook("comment.judged")));
    Answer paused = api.patch(path, "{\"paused\":true}");
    assertThat(paused.json().getBoolean("paused")).isTrue();
    comment("c-1");
    assertThat(api.get(path).json().getInteger("pending")).isEqualTo(1);

    Answer changed = api.patch(path, "{\"paused\":false,\"events\":[\"comment.undone\"]}");

    assertThat(changed.json().getJsonArray("events"))
        .isEqualTo(new JsonArray().add("comment.undone"));
    await("it is told").atMost(PATIENCE).until(() -> received.size() == 1);
    assertThat(api.patch(path, "{\"url\":\"https://127.0.0.9/\"}").errors())
        .containsOnlyKeys("url");
  }

  @Test
  void test_showsWhatWasSentAndWhatCameBack() {
    String path = path(api.post("/v1/webhooks", hook("comment.judged")));
    status = 418;

    JsonObject shown = api.post(path + "/test", "").json();

    assertThat(shown.getBoolean("taken")).isFalse();
    assertThat(shown.getInteger("status")).isEqualTo(418);
    assertThat(shown.getString("error")).isEqualTo("HTTP status 418");
    assertThat(shown.getString("answer")).isEqualTo("thanks");
    JsonObject request = shown.getJsonObject("request");
    assertThat(new JsonObject(request.getString("body"))).isEqualTo(received.get(0));
    assertThat(received.get(0).getString("type")).isEqualTo("webhook.test");
    assertThat(request.getJsonObject("headers").getString("webhook-signature")).startsWith("v1,");
  }

  @Test
  void rotate_showsTheNewSecret_andUntilWhenTheFormerHolds() {
    Answer added = api.post("/v1/webhooks", hook("comment.judged"));

    JsonObject rotated = api.post(path(added) + "/secret?overlapHours=1", "").json();

    assertThat(rotated.getString("secret")).isNotEqualTo(added.json().getString("secret"));
    assertThat(rotated.getString("formerSecretUntil")).isNotNull();
    assertThat(api.post(path(added) + "/secret?overlapHours=169", "").errors())
        .containsOnlyKeys("overlapHours");
  }

  @Test
  void notTaken_isInTheLog_andDeliveredOnesAreSentAgainOnDemand() {
    status = 500;
    String path = path(api.post("/v1/webhooks", hook("comment.judged")));
    comment("c-1");
    await("an attempt has failed").atMost(PATIENCE).until(() -> !log(path).isEmpty());
    JsonObject attempt = log(path).getJsonObject(0);
    assertThat(attempt.getString("outcome")).isEqualTo("retry");
    assertThat(attempt.getString("comment")).isEqualTo("c-1");
    status = 200;
    await("it is delivered")
        .atMost(Duration.ofMinutes(1))
        .until(() -> log(path).getJsonObject(0).getString("outcome").equals("delivered"));
    int before = received.size();

    JsonObject redelivery =
        new JsonObject().put("events", new JsonArray().add(attempt.getString("event")));
    Answer again = api.post(path + "/redeliver", redelivery.encode());

    assertThat(again.json().getInteger("queued")).as(again.body()).isEqualTo(1);
    await("it is sent again").atMost(PATIENCE).until(() -> received.size() > before);
    assertThat(api.get(path + "/dead-letters").json().getJsonArray("deadLetters")).isEmpty();
    assertThat(api.post(path + "/redeliver", "{\"dead\":true}").json().getInteger("queued"))
        .isZero();
    assertThat(api.post(path + "/redeliver", "{}").errors()).containsOnlyKeys("events");
    assertThat(api.post(path + "/redeliver", "{\"events\":[\"x\"]}").errors())
        .containsOnlyKeys("events[0]");
  }

  @Test
  void delete_isGone_andEveryOperationSaysSo() {
    String path = path(api.post("/v1/webhooks", hook("comment.judged")));

    assertThat(api.delete(path).status()).isEqualTo(204);

    Golden.checkLive("webhook-missing", api.get(path));
    assertThat(api.delete(path).status()).isEqualTo(404);
    assertThat(api.patch(path, "{\"paused\":true}").status()).isEqualTo(404);
    assertThat(api.post(path + "/secret", "").status()).isEqualTo(404);
    assertThat(api.post(path + "/test", "").status()).isEqualTo(404);
    assertThat(api.get(path + "/deliveries").status()).isEqualTo(404);
    assertThat(api.get(path + "/dead-letters").status()).isEqualTo(404);
    assertThat(api.post(path + "/redeliver", "{\"dead\":true}").status()).isEqualTo(404);
  }

  private JsonArray log(String path) {
    return api.get(path + "/deliveries").json().getJsonArray("deliveries");
  }

  private JsonObject shown(Answer added) {
    return api.get(path(added)).json();
  }

  private static String path(Answer added) {
    return "/v1/webhooks/" + added.json().getString("id");
  }

  private String hook(String type) {
    return new JsonObject()
        .put("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook")
        .put("events", new JsonArray().add(type))
        .encode();
  }

  private void comment(String id) {
    Answer judged =
        api.post("/v1/comments", new JsonObject().put("id", id).put("text", "Well said").encode());
    assertThat(judged.status()).as(judged.body()).isEqualTo(200);
  }
}
