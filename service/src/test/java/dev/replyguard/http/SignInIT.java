package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class SignInIT {
  private static final String PASSWORD = "correct horse";

  private final TestRedis redis;
  private final LiveApi api;

  SignInIT(TestRedis redis) {
    this.redis = redis;
    api =
        LiveApi.over(
            redis,
            Map.of(
                "REPLYGUARD_SIGN_IN_USER_FAILURES", "3",
                "REPLYGUARD_SIGN_IN_ADDRESS_FAILURES", "6",
                "REPLYGUARD_SERVER_TRUSTED_PROXIES", "127.0.0.1"));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void signIn_rightPassword_opensASessionWhoseSecretIsInTheCookieOnly() {
    Answer answer = api.trySignIn("Admin ", LiveApi.ADMIN_PASSWORD);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonObject user = answer.json().getJsonObject("user");
    assertThat(user.getString("name")).isEqualTo("admin");
    assertThat(user.getString("role")).isEqualTo("admin");
    assertThat(user.getJsonArray("sites")).containsExactly("demo");
    assertThat(user.getBoolean("allSites")).isTrue();
    String cookie = answer.header("set-cookie");
    assertThat(cookie)
        .matches("rg_session=[A-Za-z0-9_-]{43}; .*")
        .contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
        .doesNotContain("Secure");
    String token = cookie.substring("rg_session=".length(), cookie.indexOf(';'));
    assertThat(answer.body()).doesNotContain(token);
    assertThat(redis.command("KEYS", "rg:session:*")).hasSize(1).noneMatch(k -> k.contains(token));
    assertThat(api.person(answer).get("/v1/session").json()).isEqualTo(answer.json());
  }

  @Test
  void cookie_overAnEncryptedConnection_isSecure() {
    Answer answer =
        api.bare(
            "POST",
            "/v1/session",
            "{\"user\":\"admin\",\"password\":\"" + LiveApi.ADMIN_PASSWORD + "\"}",
            Map.of("X-Forwarded-Proto", "https"));

    assertThat(answer.header("set-cookie")).contains("; Secure");
  }

  @Test
  void signIn_unknownWrongAndDisabled_areAnsweredAlike() {
    Person admin = admin();
    add(admin, "ada", "moderator");
    add(admin, "bob", "moderator");
    admin.send("PATCH", "/v1/users/bob", "{\"disabled\":true}", Map.of());

    List<Answer> answers =
        List.of(
            api.trySignIn("nobody", PASSWORD),
            api.trySignIn("not a name\u0000", PASSWORD),
            api.trySignIn("ada", PASSWORD + "!"),
            api.trySignIn("bob", PASSWORD));

    assertThat(answers).extracting(Answer::status).containsOnly(401);
    assertThat(answers).extracting(Answer::body).containsOnly(answers.get(0).body());
    assertThat(answers).noneMatch(answer -> answer.headers().containsKey("set-cookie"));
  }

  @Test
  void signIn_tooManyFailuresOfAUser_isLockedWhoeverAsks_evenWithTheRightPassword() {
    add(admin(), "ada", "moderator");
    failFrom("198.51.100.1", "ada", 2);
    failFrom("198.51.100.2", "ada", 1);

    Answer locked = from("198.51.100.3", "ada", PASSWORD);

    assertThat(locked.status()).isEqualTo(429);
    assertThat(locked.problemType()).isEqualTo("urn:replyguard:problem:too-many-attempts");
    assertThat(Integer.parseInt(locked.header("retry-after"))).isBetween(800, 900);
    assertThat(from("198.51.100.3", "admin", LiveApi.ADMIN_PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void signIn_tooManyFailuresOfSomebodyWhoDoesNotExist_isLockedAlike() {
    failFrom("198.51.100.1", "nobody", 3);

    assertThat(from("198.51.100.1", "nobody", PASSWORD).status()).isEqualTo(429);
  }

  @Test
  void signIn_tooManyFailuresFromAnAddress_isLockedForAllUsers_butNotFromElsewhere() {
    for (int i = 0; i < 6; i++) {
      failFrom("198.51.100.1", "user" + i, 1);
    }

    assertThat(from("198.51.100.1", "admin", LiveApi.ADMIN_PASSWORD).status()).isEqualTo(429);
    assertThat(from("203.0.113.9", "admin", LiveApi.ADMIN_PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void signIn_rightPassword_forgetsTheUsersFailures() {
    for (int round = 0; round < 3; round++) {
      failFrom("198.51.100." + round, "admin", 2);
      assertThat(from("198.51.100." + round, "admin", LiveApi.ADMIN_PASSWORD).status())
          .isEqualTo(200);
    }
  }

  @Test
  void signIn_thatCouldNotBeLookedAt_isNobodysFailure() {
    add(admin(), "ada", "moderator");
    String stored = redis.command("HGET", "rg:users", "ada").get(0);
    redis.command("HSET", "rg:users", "ada", "{");
    for (int i = 0; i < 10; i++) {
      assertThat(api.trySignIn("ada", PASSWORD).status()).isEqualTo(503);
    }

    redis.command("HSET", "rg:users", "ada", stored);
    assertThat(api.trySignIn("ada", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void signIn_manyGuessesAtOnce_noMoreAreLookedAtThanOneAfterTheOther() {
    List<CompletableFuture<Answer>> guesses =
        IntStream.range(0, 12)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> api.trySignIn("admin", "guess" + i)))
            .toList();

    List<Integer> statuses = new ArrayList<>();
    guesses.forEach(guess -> statuses.add(guess.join().status()));
    assertThat(statuses).filteredOn(status -> status == 401).hasSize(3);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(9);
  }

  @Test
  void changes_withoutOrWithAnothersCsrfToken_areRefused() {
    Person admin = admin();

    for (String token : List.of("", "wrong", "4fJq0m3cJmB8K1y6bq0Vw8mJx2i0k7Xv1d9w5m3Zr0s")) {
      Answer answer = admin.send("POST", "/v1/queue:claim", "", Map.of("X-CSRF-Token", token));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.json().getString("detail")).startsWith("X-CSRF-Token");
    }
    assertThat(admin.post("/v1/queue:claim", "").status()).isEqualTo(200);
  }

  @Test
  void signOut_endsThisSession_signOutEverywhereEndsAll() {
    Person first = admin();
    Person second = admin();
    Person third = admin();

    Answer out = first.send("DELETE", "/v1/session", "", Map.of());
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("set-cookie")).contains("rg_session=;", "Max-Age=0");
    assertThat(first.get("/v1/session").status()).isEqualTo(401);
    assertThat(second.get("/v1/session").status()).isEqualTo(200);

    assertThat(second.send("DELETE", "/v1/sessions", "", Map.of()).status()).isEqualTo(204);
    assertThat(second.get("/v1/session").status()).isEqualTo(401);
    assertThat(third.get("/v1/session").status()).isEqualTo(401);
    assertThat(admin().get("/v1/session").status()).isEqualTo(200);
  }

  @Test
  void session_thatIsNotUsed_expiresInRedis_andAtItsEndWhateverIsDone() {
    admin();

    String key = redis.command("KEYS", "rg:session:*").get(0);
    assertThat(Long.parseLong(redis.command("PTTL", key).get(0))).isBetween(7_100_000L, 7_200_000L);
    redis.command("HSET", key, "endsAt", "1");
    assertThat(redis.command("EXISTS", key)).containsExactly("1");
  }

  @Test
  void password_changed_endsOtherSessionsAndGivesThisOneAnother() {
    add(admin(), "ada", "moderator");
    Person here = api.signIn("ada", PASSWORD);
    Person there = api.signIn("ada", PASSWORD);

    Answer wrong = changePassword(here, "wrong", "another horse");
    assertThat(wrong.status()).isEqualTo(403);
    Answer changed = changePassword(here, PASSWORD, "another horse");

    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(here.get("/v1/session").status()).isEqualTo(401);
    assertThat(there.get("/v1/session").status()).isEqualTo(401);
    assertThat(api.person(changed).get("/v1/session").status()).isEqualTo(200);
    assertThat(api.trySignIn("ada", PASSWORD).status()).isEqualTo(401);
    assertThat(api.trySignIn("ada", "another horse").status()).isEqualTo(200);
  }

  @Test
  void user_changed_hasOtherRightsFromTheNextRequestOn() {
    Person admin = admin();
    add(admin, "ada", "viewer");
    Person ada = api.signIn("ada", PASSWORD);
    assertThat(ada.post("/v1/queue:claim", "").status()).isEqualTo(403);

    change(admin, "ada", "{\"role\":\"moderator\"}");
    assertThat(ada.post("/v1/queue:claim", "").status()).isEqualTo(200);
    change(admin, "ada", "{\"sites\":[]}");
    assertThat(ada.send("POST", "/v1/queue:claim", "", Map.of("X-Site", "demo")).status())
        .isEqualTo(403);
    change(admin, "ada", "{\"disabled\":true}");
    assertThat(ada.get("/v1/session").status()).isEqualTo(401);
    change(admin, "ada", "{\"disabled\":false}");
    assertThat(ada.get("/v1/session").status()).isEqualTo(401);
  }

  @Test
  void users_areListedShownAndRemoved_withNoHash() {
    Person admin = admin();
    add(admin, "ada", "moderator");

    Answer list = admin.get("/v1/users");
    assertThat(list.json().getJsonArray("users").stream())
        .extracting(user -> ((JsonObject) user).getString("name"))
        .containsExactly("ada", "admin");
    assertThat(list.body()).doesNotContain("argon2", "generation");
    assertThat(admin.get("/v1/users/ada").json().getString("role")).isEqualTo("moderator");
    assertThat(admin.send("DELETE", "/v1/users/ada", "", Map.of()).status()).isEqualTo(204);
    assertThat(admin.get("/v1/users/ada").status()).isEqualTo(404);
    assertThat(admin.send("DELETE", "/v1/users/ada", "", Map.of()).status()).isEqualTo(404);
    assertThat(redis.command("XRANGE", "rg:audit:{rg:users}", "-", "+"))
        .filteredOn(word -> word.startsWith("{"))
        .extracting(event -> new JsonObject(event).getString("type"))
        .containsExactly("userAdded", "userAdded", "userRemoved");
  }

  @Test
  void user_thatWouldBeWrong_isRefusedByField() {
    Person admin = admin();

    assertThat(
            admin
                .post("/v1/users", "{\"name\":\"Ada\",\"role\":\"boss\",\"password\":\"short\"}")
                .errors())
        .containsOnlyKeys("name", "role", "password", "sites");
    assertThat(
            admin
                .post("/v1/users", "{\"name\":\"ada\",\"role\":\"viewer\",\"sites\":[\"gone\"]}")
                .errors())
        .containsOnlyKeys("sites");
    add(admin, "ada", "viewer");
    Answer again =
        admin.post("/v1/users", "{\"name\":\"ada\",\"role\":\"viewer\",\"allSites\":true}");
    assertThat(again.status()).isEqualTo(409);
  }

  @Test
  void lastAdmin_cannotBeLimitedDisabledOrRemoved() {
    Person admin = admin();

    for (String change :
        List.of("{\"role\":\"moderator\"}", "{\"sites\":[\"demo\"]}", "{\"disabled\":true}")) {
      assertThat(admin.send("PATCH", "/v1/users/admin", change, Map.of()).status()).isEqualTo(409);
    }
    assertThat(admin.send("DELETE", "/v1/users/admin", "", Map.of()).status()).isEqualTo(409);
    admin.post(
        "/v1/users",
        "{\"name\":\"ada\",\"role\":\"admin\",\"allSites\":true,\"password\":\"12345678\"}");
    assertThat(admin.send("DELETE", "/v1/users/admin", "", Map.of()).status()).isEqualTo(204);
    assertThat(admin.get("/v1/session").status()).isEqualTo(401);
  }

  @Test
  void whatSomebodyDoes_isPutDownToTheUser_whateverTheRequestClaims() {
    Person admin = admin();

    Answer claimed =
        admin.send("POST", "/v1/queue:claim", "", Map.of("X-Moderator", "somebody-else"));
    assertThat(claimed.status()).isEqualTo(403);
    Answer stored =
        admin.send("PUT", "/v1/lists/banned", "{\"trait\":\"id\",\"value\":\"mallory\"}", Map.of());

    assertThat(stored.json().getString("by")).isEqualTo("user:admin");
  }

  @Test
  void comment_judgedInASession_andDecidedByTheUser() {
    Person admin = admin();
    JsonObject policy =
        new JsonObject()
            .put("format", "yaml")
            .put("source", "rules:\n  firstTime: {approved: 20, verdict: hold}\n")
            .put("expected", 0);
    assertThat(admin.send("PUT", "/v1/policy", policy.encode(), Map.of()).status()).isEqualTo(201);
    assertThat(admin.post("/v1/comments", "{\"id\":\"c-1\",\"text\":\"A test\"}").status())
        .isEqualTo(200);

    assertThat(admin.post("/v1/comments/c-1/decision", "{\"verdict\":\"approve\"}").status())
        .isEqualTo(200);

    JsonArray trail = admin.get("/v1/comments/c-1/review").json().getJsonArray("trail");
    assertThat(trail.encode()).contains("user:admin");
  }

  @Test
  void setUp_withAConfiguredPassword_isNotOffered() {
    assertThat(api.bare("GET", "/v1/setup", "", Map.of()).json().getBoolean("needed")).isFalse();
    assertThat(setUp("any", "12345678").status()).isEqualTo(403);
  }

  @Test
  void metrics_countWhatBecameOfAttempts() {
    api.trySignIn("admin", "wrong");
    admin();

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(api.metrics())
                    .contains("replyguard_sign_ins_total{result=\"refused\",way=\"password\"} 1.0")
                    .contains("replyguard_sign_ins_total{result=\"done\",way=\"password\"} 1.0"));
  }

  private Person admin() {
    return api.signIn("admin", LiveApi.ADMIN_PASSWORD);
  }

  private static void add(Person admin, String name, String role) {
    JsonObject user =
        new JsonObject()
            .put("name", name)
            .put("role", role)
            .put("sites", List.of("demo"))
            .put("password", PASSWORD);
    Answer answer = admin.post("/v1/users", user.encode());
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private static void change(Person admin, String name, String change) {
    Answer answer = admin.send("PATCH", "/v1/users/" + name, change, Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static Answer changePassword(Person person, String current, String replacement) {
    JsonObject change = new JsonObject().put("current", current).put("password", replacement);
    return person.send("PUT", "/v1/session/password", change.encode(), Map.of());
  }

  private Answer setUp(String token, String password) {
    JsonObject setup = new JsonObject().put("token", token).put("password", password);
    return api.bare("POST", "/v1/setup", setup.encode(), Map.of());
  }

  private void failFrom(String address, String user, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(from(address, user, "wrong").status()).isEqualTo(401);
    }
  }

  private Answer from(String address, String user, String password) {
    JsonObject credentials = new JsonObject().put("user", user).put("password", password);
    return api.bare(
        "POST",
        "/v1/session",
        credentials.encode(),
        Map.of("X-Forwarded-For", "192.0.2.200, " + address));
  }
}
