package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class KeysIT {
  private static final String COMMENT = "{\"text\":\"The harbour line has a new timetable.\"}";
  private static final String ORIGIN = "https://news.example";

  private final TestRedis redis;
  private final LiveApi api;
  private final Person admin;

  KeysIT(TestRedis redis) {
    this.redis = redis;
    api = LiveApi.over(redis, Map.of("REPLYGUARD_SERVER_TRUSTED_PROXIES", "127.0.0.0/8"));
    admin = api.signIn("admin", LiveApi.ADMIN_PASSWORD);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void site_added_getsKeysAndIsJudgedForItself() {
    Answer added = admin.post("/v1/sites", "{\"id\":\"post\",\"name\":\"The Evening Post\"}");
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    assertThat(admin.post("/v1/sites", "{\"id\":\"post\",\"name\":\"Another\"}").status())
        .isEqualTo(409);

    String secret =
        secret(admin.send("POST", "/v1/keys", "{\"label\":\"web\"}", Map.of("X-Site", "post")));

    assertThat(secret).matches("[0-9A-Za-z]{32}");
    assertThat(with(secret, "POST", "/v1/comments", COMMENT).status()).isEqualTo(200);
    assertThat(redis.command("ZCARD", "rg:{post}:recorded")).containsExactly("1");
    assertThat(admin.get("/v1/sites").json().getJsonArray("sites").stream())
        .extracting(site -> ((JsonObject) site).getString("id"))
        .containsExactly("demo", "post");
  }

  @Test
  void keyForAkismetsPlugin_isOfTwelveHexadecimalDigits_andAsks() {
    Answer made = admin.post("/v1/keys", "{\"label\":\"blog\",\"akismet\":true}");
    String secret = secret(made);

    String path = "/v1/keys/" + made.json().getString("id") + "/rotation";
    assertThat(secret(admin.post(path, "{\"akismet\":true}"))).matches("[0-9a-f]{12}");
    assertThat(secret(admin.post(path, "{}"))).hasSize(32);
    assertThat(secret).matches("[0-9a-f]{12}");
    Answer answer =
        api.foreign(
            "POST",
            "/1.1/verify-key",
            ("blog=https%3A%2F%2Fblog.example&key=" + secret).getBytes(StandardCharsets.UTF_8),
            Map.of("Content-Type", "application/x-www-form-urlencoded"));
    assertThat(answer.body()).isEqualTo("valid");
  }

  @Test
  void site_disabled_itsKeysAreNotValid_untilItIsEnabled() {
    String secret = secret(admin.post("/v1/keys", "{\"label\":\"web\"}"));

    patch("/v1/sites/demo", "{\"disabled\":true}");
    assertThat(with(secret, "POST", "/v1/comments", COMMENT).status()).isEqualTo(401);
    patch("/v1/sites/demo", "{\"disabled\":false,\"name\":\"Demo 2\"}");
    assertThat(with(secret, "POST", "/v1/comments", COMMENT).status()).isEqualTo(200);
  }

  @Test
  void key_isShownOnce_andStoredAsADigest() {
    String secret = secret(admin.post("/v1/keys", "{\"label\":\"web\",\"scopes\":[\"read\"]}"));

    assertThat(admin.get("/v1/keys").body()).doesNotContain(secret).doesNotContain("digest");
    assertThat(redis.command("HGET", "rg:sites", "demo").get(0)).doesNotContain(secret);
    assertThat(redis.command("XRANGE", "rg:audit:{rg:sites}", "-", "+").toString())
        .contains("\"type\":\"keyAdded\",\"by\":\"user:admin\",\"from\":\"", "\"site\":\"demo\"")
        .doesNotContain(secret);
  }

  @Test
  void key_rotated_bothHoldUntilTheOldOneExpires() {
    Answer made = admin.post("/v1/keys", "{\"label\":\"web\",\"scopes\":[\"submit\",\"read\"]}");
    String old = secret(made);
    String id = made.json().getString("id");

    Answer rotated = admin.post("/v1/keys/" + id + "/rotation", "{\"overlapHours\":1}");

    String successor = secret(rotated);
    assertThat(rotated.json().getJsonArray("scopes")).isEqualTo(made.json().getJsonArray("scopes"));
    assertThat(with(old, "GET", "/v1/queue", "").status()).isEqualTo(200);
    assertThat(with(successor, "GET", "/v1/queue", "").status()).isEqualTo(200);
    admin.post("/v1/keys/" + id + "/rotation", "{\"overlapHours\":0}");
    assertThat(with(old, "GET", "/v1/queue", "").status()).isEqualTo(401);
    assertThat(with(successor, "GET", "/v1/queue", "").status()).isEqualTo(200);
    assertThat(admin.post("/v1/keys/none/rotation", "{}").status()).isEqualTo(404);
  }

  @Test
  void key_thatExpires_hasASuccessorThatExpiresAtTheSameTime() {
    Answer made =
        admin.post("/v1/keys", "{\"label\":\"contractor\",\"expiresAt\":\"2999-12-31T00:00:00Z\"}");

    Answer rotated =
        admin.post("/v1/keys/" + made.json().getString("id") + "/rotation", "{\"overlapHours\":1}");

    assertThat(rotated.json().getString("expiresAt")).isEqualTo("2999-12-31T00:00:00Z");
  }

  @Test
  void key_disabledOrRemoved_isNotValid() {
    Answer made = admin.post("/v1/keys", "{\"label\":\"web\"}");
    String path = "/v1/keys/" + made.json().getString("id");

    patch(path, "{\"disabled\":true}");
    assertThat(with(secret(made), "POST", "/v1/comments", COMMENT).status()).isEqualTo(401);
    patch(path, "{\"disabled\":false,\"label\":\"web 2\"}");
    assertThat(with(secret(made), "POST", "/v1/comments", COMMENT).status()).isEqualTo(200);
    assertThat(admin.send("DELETE", path, "", Map.of()).status()).isEqualTo(204);
    assertThat(with(secret(made), "POST", "/v1/comments", COMMENT).status()).isEqualTo(401);
    assertThat(admin.send("PATCH", path, "{\"disabled\":true}", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void keys_moreThanASiteMayHave_are409() {
    int last = 201;
    for (int i = 0; i < 20; i++) {
      last = admin.post("/v1/keys", "{\"label\":\"k" + i + "\"}").status();
    }

    assertThat(last).isEqualTo(409);
    assertThat(admin.get("/v1/keys").json().getJsonArray("keys")).hasSize(20);
  }

  @Test
  void submitKey_thatNamesAModerator_isRefused_andWhatItDoesIsTheSites() {
    String secret = secret(admin.post("/v1/keys", "{\"label\":\"web\"}"));
    api.put("/v1/policy", holdAll());
    with(secret, "POST", "/v1/comments", "{\"id\":\"c-1\",\"text\":\"A test\"}");
    Map<String, String> spoofed = Map.of("Authorization", "Bearer " + secret, "X-Moderator", "ada");

    assertThat(
            api.bare("POST", "/v1/comments/c-1/decision", "{\"verdict\":\"approve\"}", spoofed)
                .status())
        .isEqualTo(403);
    assertThat(
            api.bare("POST", "/v1/comments/c-1/verdict", "{\"verdict\":\"approve\"}", spoofed)
                .status())
        .isEqualTo(200);

    assertThat(admin.get("/v1/comments/c-1/review").json().getJsonArray("trail").encode())
        .contains("site:demo")
        .doesNotContain("moderator:ada");
  }

  @Test
  void readKey_thatNamesAModerator_isRefused() {
    String secret = secret(admin.post("/v1/keys", "{\"label\":\"web\",\"scopes\":[\"read\"]}"));

    assertThat(
            api.bare(
                    "GET",
                    "/v1/queue",
                    "",
                    Map.of("Authorization", "Bearer " + secret, "X-Moderator", "ada"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void browsersKey_handsCommentsIn_fromItsOrigin_soManyAMinuteFromAnAddress() {
    Answer made =
        admin.post(
            "/v1/keys",
            new JsonObject()
                .put("label", "form")
                .put("origins", List.of(ORIGIN))
                .put("perMinute", 3)
                .encode());
    String secret = secret(made);

    for (int i = 0; i < 3; i++) {
      Answer answer = fromBrowser(secret, ORIGIN, "198.51.100.7");
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("access-control-allow-origin")).isEqualTo(ORIGIN);
    }
    Answer refused = fromBrowser(secret, ORIGIN, "198.51.100.7");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("access-control-allow-origin")).isEqualTo(ORIGIN);
    assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 20);
    assertThat(fromBrowser(secret, ORIGIN, "198.51.100.8").status()).isEqualTo(200);
    assertThat(fromBrowser(secret, "https://evil.example", "198.51.100.9").status()).isEqualTo(403);
    assertThat(with(secret, "POST", "/v1/comments:submit", COMMENT).status()).isEqualTo(403);
    assertThat(with(secret, "GET", "/v1/queue", "").status()).isEqualTo(403);
  }

  @Test
  void browsersKey_withMoreRights_orAnAddressForAnOrigin_isRefusedByField() {
    Answer rights =
        admin.post(
            "/v1/keys",
            "{\"label\":\"form\",\"origins\":[\"https://a.example\"],\"scopes\":[\"admin\"]}");
    Answer origins =
        admin.post(
            "/v1/keys",
            new JsonObject()
                .put("label", "form")
                .put("origins", List.of("https://a.example/", "*", "https://a.example:443"))
                .encode());

    assertThat(rights.errors()).containsOnlyKeys("scopes");
    assertThat(origins.errors()).containsOnlyKeys("origins[0]", "origins[1]", "origins[2]");
    Answer made = admin.post("/v1/keys", "{\"label\":\"web\",\"scopes\":[\"admin\"]}");
    Answer changed =
        admin.send(
            "PATCH",
            "/v1/keys/" + made.json().getString("id"),
            "{\"origins\":[\"https://a.example\"]}",
            Map.of());
    assertThat(changed.errors()).containsOnlyKeys("scopes");
  }

  @Test
  void quotaOfAKey_isHeldPerDay_toldInHeaders_andInUsage() {
    Answer made = admin.post("/v1/keys", "{\"label\":\"web\",\"perDay\":2}");
    String secret = secret(made);

    Answer first = with(secret, "POST", "/v1/comments", COMMENT);
    assertThat(first.header("ratelimit-policy")).isEqualTo("\"key\";q=2;w=86400");
    assertThat(first.header("ratelimit")).isEqualTo("\"key\";r=1;t=0");
    assertThat(with(secret, "POST", "/v1/comments", COMMENT).status()).isEqualTo(200);
    Answer refused = with(secret, "POST", "/v1/comments", COMMENT);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("ratelimit")).matches("\"key\";r=0;t=[1-9]\\d*");
    assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 86_400);

    JsonObject today = admin.get("/v1/usage?days=1").json().getJsonArray("days").getJsonObject(0);
    assertThat(today.getJsonObject("byKey").getJsonObject(made.json().getString("id")))
        .isEqualTo(new JsonObject().put("requests", 2).put("refused", 1));
    Answer own = with(secret, "GET", "/v1/usage?days=1", "");
    assertThat(own.status()).isEqualTo(200);
    assertThat(own.json().getJsonArray("keys").getJsonObject(0).getInteger("perDay")).isEqualTo(2);
    assertThat(api.metrics()).contains("replyguard_quotas_refused_total{quota=\"key\"} 1.0");
  }

  @Test
  void usage_withoutQuota_isCounted_andAKeySeesItselfOnly() {
    String secret = secret(admin.post("/v1/keys", "{\"label\":\"web\"}"));
    Answer answer = with(secret, "POST", "/v1/comments", COMMENT);
    assertThat(answer.headers()).doesNotContainKeys("ratelimit", "ratelimit-policy");
    api.post("/v1/comments", COMMENT);

    JsonObject own = with(secret, "GET", "/v1/usage?days=1", "").json();

    JsonArray keys = own.getJsonArray("keys");
    assertThat(keys).hasSize(1);
    JsonObject last = keys.getJsonObject(0).getJsonObject("lastScored");
    assertThat(last.getString("protocol")).isEqualTo("replyguard");
    assertThat(last.getString("comment")).isEqualTo(answer.json().getString("id"));
    assertThat(last.getInstant("at")).isBeforeOrEqualTo(java.time.Instant.now());
    String id = keys.getJsonObject(0).getString("id");
    JsonObject byKey = own.getJsonArray("days").getJsonObject(0).getJsonObject("byKey");
    assertThat(byKey.fieldNames()).containsExactly(id);
    assertThat(byKey.getJsonObject(id).getLong("requests")).isEqualTo(2);
    JsonObject all = admin.get("/v1/usage?days=1").json();
    assertThat(all.getJsonArray("days").getJsonObject(0).getJsonObject("byKey").fieldNames())
        .containsExactlyInAnyOrder("first", id);
  }

  @Test
  void lastScored_tellsTheProtocol_andIsNotMovedByWhatFails() {
    String secret = secret(admin.post("/v1/keys", "{\"label\":\"web\"}"));
    assertThat(lastScored(secret)).isNull();

    with(secret, "POST", "/v1/moderations", "{\"input\":\"A fine map.\"}");
    assertThat(lastScored(secret).getString("protocol")).isEqualTo("openai");
    assertThat(lastScored(secret).containsKey("comment")).isFalse();

    with(secret, "POST", "/v1/comments", COMMENT);
    with(secret, "POST", "/v1/scores", "{\"comments\":7}");
    assertThat(lastScored(secret).getString("protocol")).isEqualTo("replyguard");
  }

  private JsonObject lastScored(String secret) {
    JsonObject own = with(secret, "GET", "/v1/usage?days=1", "").json();
    return own.getJsonArray("keys").getJsonObject(0).getJsonObject("lastScored");
  }

  private static String holdAll() {
    return new JsonObject()
        .put("format", "yaml")
        .put("source", "rules:\n  firstTime: {approved: 20, verdict: hold}\n")
        .put("expected", 0)
        .encode();
  }

  private static String secret(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getString("secret");
  }

  private void patch(String path, String change) {
    Answer answer = admin.send("PATCH", path, change, Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private Answer with(String secret, String method, String path, String json) {
    return api.bare(method, path, json, Map.of("Authorization", "Bearer " + secret));
  }

  private Answer fromBrowser(String secret, String origin, String address) {
    return api.bare(
        "POST",
        "/v1/comments:submit",
        COMMENT,
        Map.of("Authorization", "Bearer " + secret, "Origin", origin, "X-Forwarded-For", address));
  }
}
