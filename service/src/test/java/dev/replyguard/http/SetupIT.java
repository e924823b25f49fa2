package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.MadeUpSecrets;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class SetupIT {
  private static final String PASSWORD = "a password of one's own";
  private static final Map<String, String> NO_PASSWORD = Map.of("REPLYGUARD_ADMIN_PASSWORD", "");

  private final TestRedis redis;
  private final LiveApi api;
  private final MadeUpSecrets.Admin admin;

  SetupIT(TestRedis redis) {
    this.redis = redis;
    api = LiveApi.over(redis, NO_PASSWORD);
    admin = api.started().secrets().admin().orElseThrow();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void token_setsThePasswordOnce_andSignsIn() {
    assertThat(isNeeded()).isTrue();
    assertThat(setUp("not the token").status()).isEqualTo(403);

    Answer done = setUp(admin.setupToken());

    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(api.person(done).get("/v1/users").status()).isEqualTo(200);
    assertThat(isNeeded()).isFalse();
    assertThat(setUp(admin.setupToken()).status()).isEqualTo(403);
    assertThat(api.trySignIn("admin", admin.password()).status()).isEqualTo(401);
    assertThat(api.trySignIn("admin", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void setUp_isInTheAuditTrail_fromTheFirstStartToTheFirstSite() {
    setUp("not the token");
    Person first = api.person(setUp(admin.setupToken()));
    first.post("/v1/sites", "{\"id\":\"news\",\"name\":\"News\"}");

    assertThat(trail(first, "users"))
        .containsExactly("userAdded system:set-up", "firstPasswordSet user:admin");
    assertThat(trail(first, "sites"))
        .containsExactly("siteAdded system:set-up", "siteAdded user:admin");
    assertThat(trail(first, "sessions"))
        .containsExactly("signInRefused system:sign-in setup", "signedIn user:admin setup");
    assertThat(redis.command("XRANGE", "rg:audit:sessions", "-", "+"))
        .noneMatch(word -> word.contains(admin.setupToken()) || word.contains(PASSWORD));
    assertThat(api.metrics())
        .contains("replyguard_sign_ins_total{result=\"done\",way=\"setup\"} 1.0")
        .contains("replyguard_sign_ins_total{result=\"refused\",way=\"setup\"} 1.0");
  }

  /** Type, who, and by which way where there is one. */
  private static List<String> trail(Person admin, String kind) {
    return admin
        .get("/v1/administration/audit?kind=" + kind)
        .body()
        .lines()
        .map(JsonObject::new)
        .map(
            entry ->
                Stream.of(
                        entry.getString("type"),
                        entry.getString("by"),
                        entry.getJsonObject("details").getString("way"))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  @Test
  void token_usedByTwoAtOnce_isTakenFromOne() {
    List<Integer> statuses =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> setUp(admin.setupToken())))
            .limit(4)
            .toList()
            .stream()
            .map(answer -> answer.join().status())
            .sorted()
            .toList();

    assertThat(statuses).containsExactly(200, 403, 403, 403);
  }

  @Test
  void printedPassword_usedOnce_endsTheSetUp() {
    api.signIn("admin", admin.password());

    assertThat(isNeeded()).isFalse();
    assertThat(setUp(admin.setupToken()).status()).isEqualTo(403);
  }

  @Test
  void passwordTooShort_leavesTheToken() {
    JsonObject setup = new JsonObject().put("token", admin.setupToken()).put("password", "short");

    Answer refused = api.bare("POST", "/v1/setup", setup.encode(), Map.of());

    assertThat(refused.errors()).containsOnlyKeys("password");
    assertThat(setUp(admin.setupToken()).status()).isEqualTo(200);
  }

  @Test
  void guesses_areLimited() {
    for (int i = 0; i < 10; i++) {
      assertThat(setUp("guess" + i).status()).isEqualTo(403);
    }

    Answer locked = setUp(admin.setupToken());
    Map<String, String> headers = new HashMap<>(locked.headers());
    assertThat(Integer.parseInt(headers.replace("retry-after", "(seconds)"))).isBetween(1, 900);
    Golden.checkLive(
        "too-many-attempts", new Answer(locked.status(), Map.copyOf(headers), locked.body()));
  }

  @Test
  void laterStart_makesUpNothing_andTheTokenHoldsAllTheSame() {
    try (LiveApi later = LiveApi.over(redis, NO_PASSWORD)) {
      assertThat(later.started().secrets().admin()).isEmpty();
    }
    assertThat(redis.command("GET", "rg:setup").get(0))
        .matches("[0-9a-f]{64}")
        .doesNotContain(admin.setupToken());
    assertThat(Long.parseLong(redis.command("TTL", "rg:setup").get(0))).isBetween(86_000L, 86_400L);
    assertThat(setUp(admin.setupToken()).status()).isEqualTo(200);
  }

  @Test
  void configuredPassword_endsTheSetUp_andReplacesTheOneThatWasMadeUp() {
    try (LiveApi later = LiveApi.over(redis)) {
      assertThat(later.trySignIn("admin", LiveApi.ADMIN_PASSWORD).status()).isEqualTo(200);
      assertThat(later.trySignIn("admin", admin.password()).status()).isEqualTo(401);
    }
    assertThat(isNeeded()).isFalse();
  }

  private boolean isNeeded() {
    return api.bare("GET", "/v1/setup", "", Map.of()).json().getBoolean("needed");
  }

  private Answer setUp(String token) {
    JsonObject setup = new JsonObject().put("token", token).put("password", PASSWORD);
    return api.bare("POST", "/v1/setup", setup.encode(), Map.of());
  }
}
