package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.replyguard.fixtures.OpenIdProvider;
import dev.replyguard.fixtures.OpenIdProvider.Signing;
import dev.replyguard.fixtures.OpenIdProvider.Trouble;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.FreePort;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in at an OpenID provider, with the whole service, over real HTTP on both sides. */
@ExtendWith(RedisExtension.class)
class OpenIdIT {
  private static final String RIGHTS =
      "editors=admin@*, desk=moderator@demo, readers=viewer@news+sport";

  private final TestRedis redis;
  private final OpenIdProvider provider = OpenIdProvider.start();
  private final LiveApi api;
  private final HttpClient browser = HttpClient.newHttpClient();

  OpenIdIT(TestRedis redis) {
    this.redis = redis;
    int port = FreePort.next();
    Map<String, String> settings = new HashMap<>(provider.settings(RIGHTS));
    settings.put("REPLYGUARD_PORT", Integer.toString(port));
    settings.put("REPLYGUARD_SERVER_PUBLIC_URL", "http://127.0.0.1:" + port);
    settings.put("REPLYGUARD_SIGN_IN_USER_FAILURES", "3");
    settings.put("REPLYGUARD_SIGN_IN_ADDRESS_FAILURES", "40");
    api = LiveApi.over(redis, settings);
    provider.person("ada", "desk");
  }

  @AfterEach
  void close() {
    api.close();
    provider.close();
  }

  @Test
  void signIn_aPersonWithARole_isAUserWithASessionAsAnyOther() {
    HttpResponse<String> back = signIn();

    assertThat(where(back)).isEqualTo(api.url() + "/console/");
    assertThat(cookie(back, "rg_session"))
        .hasValueSatisfying(
            cookie -> assertThat(cookie).contains("HTTPOnly", "SameSite=Strict", "Path=/"));
    assertThat(cookie(back, "rg_sign_in"))
        .hasValueSatisfying(cookie -> assertThat(cookie).contains("Max-Age=0"));
    JsonObject session = session(back);
    assertThat(session.getJsonObject("user"))
        .isEqualTo(
            new JsonObject()
                .put("name", "ada")
                .put("role", "moderator")
                .put("sites", List.of("demo"))
                .put("allSites", false));
    Person ada = person(back);
    assertThat(ada.post("/v1/queue:claim", "").status()).isEqualTo(200);
    assertThat(ada.send("POST", "/v1/queue:claim", "", Map.of("X-CSRF-Token", "")).status())
        .isEqualTo(403);
    JsonObject user = admin().get("/v1/users/ada").json();
    assertThat(user.getBoolean("hasPassword")).isFalse();
    assertThat(user.getBoolean("linked")).isTrue();
  }

  @Test
  void signIn_withAnEllipticCurveAndAnotherRoleLaterOn_hasTheRightsOfNow() {
    provider.sign(Signing.ES256);
    Person before = person(signIn());

    provider.person("ada", "readers", "editors");
    assertThat(session(signIn()).getJsonObject("user").getString("role")).isEqualTo("admin");

    assertThat(before.get("/v1/users").status()).isEqualTo(200);
    provider.person("ada", "readers", "desk");
    JsonObject user = session(signIn()).getJsonObject("user");
    assertThat(user.getString("role")).isEqualTo("moderator");
    assertThat(user.getJsonArray("sites")).containsExactly("demo");
  }

  @Test
  void signIn_groupsThatGiveNothing_isRefused_andEndsTheSessionsOfBefore() {
    Person before = person(signIn());
    provider.person("ada", "canteen");

    assertRefused(signIn(), "rights");

    assertThat(before.get("/v1/session").status()).isEqualTo(401);
    provider.person("bob");
    assertRefused(signIn(), "rights");
    assertThat(admin().get("/v1/users/bob").status()).isEqualTo(404);
  }

  @Test
  void signIn_aNameThatIsAnothers_isRefused() {
    provider.person("admin", "editors");
    assertRefused(signIn(), "taken");

    assertThat(session(signInAs("ada")).getJsonObject("user").getString("name")).isEqualTo("ada");
    provider.claims(
        token ->
            token
                .subject("somebody else")
                .claim("preferred_username", "ada")
                .claim("groups", "editors"));
    assertRefused(signIn(), "taken");
    provider.person("not a name", "editors");
    assertRefused(signIn(), "name");
  }

  @Test
  void signIn_anEarlierUserWithoutAPassword_isThatUser_whoMayBeDisabled() {
    Person admin = admin();
    admin.post("/v1/users", "{\"name\":\"ada\",\"role\":\"viewer\",\"sites\":[\"demo\"]}");

    assertThat(session(signIn()).getJsonObject("user").getString("role")).isEqualTo("moderator");

    admin.send("PATCH", "/v1/users/ada", "{\"disabled\":true}", Map.of());
    assertRefused(signIn(), "disabled");
  }

  @Test
  void signIn_tokensThatAreNotGood_areRefused() {
    Instant now = Instant.now();
    Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong = new LinkedHashMap<>();
    wrong.put("another nonce", token -> token.claim("nonce", "another"));
    wrong.put("no nonce", token -> token.claim("nonce", null));
    wrong.put("another audience", token -> token.audience("another"));
    wrong.put(
        "for two, by another", token -> token.audience(List.of(OpenIdProvider.CLIENT, "another")));
    wrong.put("authorized for another", token -> token.claim("azp", "another"));
    wrong.put("expired", token -> token.expirationTime(Date.from(now.minusSeconds(120))));
    wrong.put("never expires", token -> token.expirationTime(null));
    wrong.put("of the future", token -> token.issueTime(Date.from(now.plusSeconds(300))));
    wrong.put("not yet", token -> token.notBeforeTime(Date.from(now.plusSeconds(300))));
    wrong.put("another issuer", token -> token.issuer("https://other.example"));
    wrong.put("nobody", token -> token.subject(null));

    wrong.forEach(
        (what, claims) -> {
          provider.claims(token -> claims.apply(token.claim("groups", List.of("desk"))));
          assertThat(where(signIn())).as(what).endsWith("#signin=token");
        });

    provider.person("ada", "desk");
    for (Signing how : List.of(Signing.NONE, Signing.PUBLIC_KEY_AS_SECRET, Signing.FORGED)) {
      provider.sign(how);
      assertThat(where(signIn())).as(how.name()).endsWith("#signin=token");
    }
    assertThat(redis.command("KEYS", "rg:session:*")).isEmpty();
    provider.sign(Signing.RS256);
    provider.claims(
        token ->
            token
                .expirationTime(Date.from(now.minusSeconds(20)))
                .issueTime(Date.from(now.plusSeconds(20)))
                .claim("groups", List.of("desk")));
    assertThat(where(signIn())).as("clocks that differ").doesNotContain("#");
  }

  @Test
  void signIn_theProviderHasNewKeys_isLetIn_andOldOnesAreNot() {
    signIn();
    assertThat(provider.keyFetches()).isEqualTo(1);

    provider.rotate();
    assertThat(where(signIn())).doesNotContain("#");
    assertThat(provider.keyFetches()).isEqualTo(2);

    provider.rotate();
    assertRefused(signIn(), "token");
    assertThat(provider.keyFetches()).as("not asked again at once").isEqualTo(2);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(where(signIn())).doesNotContain("#"));
  }

  @Test
  void callback_usedAgain_orFromAnotherBrowser_orMadeUp_isRefused() {
    HttpResponse<String> begun = begin();
    String ticket = ticket(begun);
    URI callback = callback(begun);

    assertRefused(visit(callback, ticket(begin())), "ticket");
    assertRefused(visit(callback, ""), "ticket");
    assertRefused(visit(callback, ticket.replace("rg_sign_in=", "rg_sign_in=x")), "ticket");
    assertRefused(
        visit(URI.create(callback.toString().replaceFirst("state=[^&]*", "state=x")), ticket),
        "ticket");
    assertRefused(
        visit(URI.create(callback.toString().replaceFirst("iss=[^&]*", "iss=x")), ticket),
        "denied");
    assertRefused(
        visit(
            URI.create(callback.toString().replaceFirst("code=[^&]*", "error=access_denied")),
            ticket),
        "denied");
    assertThat(where(visit(callback, ticket))).doesNotContain("#");
    assertRefused(visit(callback, ticket), "replayed");
    String another = ticket(begin());
    assertRefused(visit(callback, another), "ticket");
  }

  @Test
  void callback_aCodeThatIsNone_isRefused_andTooManyLockTheAddressOut_butNotItsUsers() {
    for (int i = 0; i < 40; i++) {
      HttpResponse<String> begun = begin();
      URI made =
          URI.create(callback(begun).toString().replaceFirst("code=[^&]*", "code=guess" + i));
      assertRefused(visit(made, ticket(begun)), "token");
    }

    assertRefused(signIn(), "locked");
    assertThat(api.metrics())
        .contains("replyguard_sign_ins_total{result=\"refused\",way=\"openid\"} 40.0")
        .contains("replyguard_sign_ins_total{result=\"locked\",way=\"openid\"} 1.0");
  }

  @ParameterizedTest
  @EnumSource(names = {"HANGS", "HUGE", "FAILS", "OTHER_NAME"})
  void provider_thatIsNotWell_isSaidToBeAway_andPasswordsWorkAllTheSame(Trouble what) {
    provider.trouble(what);

    assertThat(isThere()).isFalse();
    assertRefused(begin(), "unavailable");
    assertThat(api.trySignIn("admin", LiveApi.ADMIN_PASSWORD).status()).isEqualTo(200);

    provider.trouble(Trouble.NONE);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(isThere()).isTrue());
    assertThat(where(signIn())).doesNotContain("#");
  }

  @Test
  void provider_thatHangsOrFloodsOverATokenOnly_isAway_andCountsAsNobodysFailure() {
    HttpResponse<String> begun = begin();
    URI callback = callback(begun);
    provider.trouble(Trouble.TOKEN_HANGS);
    long start = System.nanoTime();
    assertRefused(visit(callback, ticket(begun)), "unavailable");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));

    provider.trouble(Trouble.NONE);
    HttpResponse<String> second = begin();
    URI secondCallback = callback(second);
    provider.trouble(Trouble.HUGE);
    assertRefused(visit(secondCallback, ticket(second)), "unavailable");
    provider.trouble(Trouble.NONE);
    assertThat(where(signIn())).doesNotContain("#");
  }

  @Test
  void ways_nameTheProvider() {
    Answer ways = api.bare("GET", "/v1/sign-in", "", Map.of());

    assertThat(ways.json())
        .isEqualTo(
            new JsonObject()
                .put("password", true)
                .put("openId", new JsonObject().put("name", "Staff login").put("available", true)));
  }

  @Test
  void nothingOfATokenOrASecret_isInRedis() {
    person(signIn());

    for (String key : redis.command("KEYS", "rg:ticket:*")) {
      assertThat(redis.command("GET", key)).containsExactly("1");
    }
    assertThat(redis.command("HGET", "rg:users", "ada").get(0))
        .doesNotContain("subject of ada")
        .contains("identity");
  }

  private boolean isThere() {
    return api.bare("GET", "/v1/sign-in", "", Map.of())
        .json()
        .getJsonObject("openId")
        .getBoolean("available");
  }

  private Person admin() {
    return api.signIn("admin", LiveApi.ADMIN_PASSWORD);
  }

  private HttpResponse<String> signInAs(String name) {
    provider.person(name, "desk");
    return signIn();
  }

  /** The whole way of a browser, up to where it is sent in the end. */
  private HttpResponse<String> signIn() {
    HttpResponse<String> begun = begin();
    return visit(callback(begun), ticket(begun));
  }

  private HttpResponse<String> begin() {
    return visit(URI.create(api.url() + "/v1/sign-in/openid"), "");
  }

  private URI callback(HttpResponse<String> begun) {
    return URI.create(
        where(visit(URI.create(where(begun).replace("/authorize?", "/continue?")), "")));
  }

  private static String ticket(HttpResponse<String> begun) {
    String cookie = cookie(begun, "rg_sign_in").orElseThrow();
    assertThat(cookie).contains("HTTPOnly", "SameSite=Lax", "Max-Age=600");
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static String where(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
    return response.headers().firstValue("location").orElseThrow();
  }

  private void assertRefused(HttpResponse<String> response, String why) {
    assertThat(where(response)).isEqualTo(api.url() + "/console/#signin=" + why);
    assertThat(cookie(response, "rg_session")).isEmpty();
  }

  private static Optional<String> cookie(HttpResponse<String> response, String name) {
    return response.headers().allValues("set-cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .findFirst();
  }

  private JsonObject session(HttpResponse<String> back) {
    String cookie = cookie(back, "rg_session").orElseThrow();
    return api.bare(
            "GET", "/v1/session", "", Map.of("Cookie", cookie.substring(0, cookie.indexOf(';'))))
        .json();
  }

  private Person person(HttpResponse<String> back) {
    String cookie = cookie(back, "rg_session").orElseThrow();
    return api.person(cookie.substring(0, cookie.indexOf(';')), session(back));
  }

  private HttpResponse<String> visit(URI address, String cookie) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ApiFixture.PATIENCE);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    try {
      return browser.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
