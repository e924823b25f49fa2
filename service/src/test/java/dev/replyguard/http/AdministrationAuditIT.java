package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever administers something, or signs in, is found in an audit trail afterwards. */
@ExtendWith(RedisExtension.class)
class AdministrationAuditIT {
  private static final String PASSWORD = "correct horse";

  private final TestRedis redis;
  private final LiveApi api;

  AdministrationAuditIT(TestRedis redis) {
    this.redis = redis;
    api =
        LiveApi.over(
            redis,
            Map.of(
                "REPLYGUARD_SIGN_IN_USER_FAILURES", "2",
                "REPLYGUARD_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.1/32"));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void users_whoDidWhatWhenAndFromWhere() {
    Person admin = admin();
    add(admin, "ada");
    admin.send("PATCH", "/v1/users/ada", "{\"role\":\"admin\",\"disabled\":true}", Map.of());
    admin.send("DELETE", "/v1/users/ada", "", Map.of());

    List<JsonObject> entries = trail(admin, "users");

    assertThat(entries)
        .extracting(entry -> entry.getString("type"))
        .containsExactly("userAdded", "userAdded", "userChanged", "userRemoved");
    assertThat(entries.get(0).getString("by")).isEqualTo("system:set-up");
    JsonObject changed = entries.get(2);
    assertThat(changed.getString("by")).isEqualTo("user:admin");
    assertThat(changed.getString("at")).isNotEmpty();
    assertThat(changed.getJsonObject("details"))
        .contains(
            Map.entry("user", "ada"),
            Map.entry("role", "admin"),
            Map.entry("sites", "demo"),
            Map.entry("disabled", "true"));
    assertThat(changed.getJsonObject("details").getString("from")).matches("[0-9a-f]{32}");
  }

  @Test
  void signOuts_ofOneSessionAndOfAll_areNoted() {
    Person admin = admin();
    add(admin, "ada");
    Person first = api.signIn("ada", PASSWORD);
    api.signIn("ada", PASSWORD);
    first.send("DELETE", "/v1/session", "", Map.of());
    first.send("DELETE", "/v1/session", "", Map.of());
    api.signIn("ada", PASSWORD).send("DELETE", "/v1/sessions", "", Map.of());

    List<JsonObject> entries = trail(admin, "sessions");
    JsonObject last = trail(admin, "users").get(2);

    assertThat(entries)
        .extracting(entry -> entry.getString("type") + " " + entry.getString("by"))
        .containsExactly(
            "signedIn user:admin",
            "signedIn user:ada",
            "signedIn user:ada",
            "signedOut user:ada",
            "signedIn user:ada");
    assertThat(entries.get(3).getJsonObject("details").getMap())
        .containsOnlyKeys("user", "from")
        .containsEntry("user", "ada");
    assertThat(last.getString("type")).isEqualTo("signedOutEverywhere");
    assertThat(last.getString("by")).isEqualTo("user:ada");
    assertThat(last.getJsonObject("details").getMap())
        .contains(Map.entry("user", "ada"), Map.entry("sessionsEnded", "true"))
        .doesNotContainKey("changed")
        .containsKey("from");
  }

  @Test
  void signOut_thatCannotBeNoted_endsTheSessionAllTheSame() {
    Person admin = admin();
    redis.command("DEL", "rg:audit:sessions");
    redis.command("SET", "rg:audit:sessions", "not a stream");

    assertThat(admin.send("DELETE", "/v1/session", "", Map.of()).status()).isEqualTo(204);

    assertThat(admin.get("/v1/session").status()).isEqualTo(401);
  }

  @Test
  void sessionsEndedByAnAdmin_areNotedWithTheChange() {
    Person admin = admin();
    add(admin, "ada");
    Person ada = api.signIn("ada", PASSWORD);
    ada.send(
        "PUT",
        "/v1/session/password",
        new JsonObject().put("current", PASSWORD).put("password", PASSWORD + " 2").encode(),
        Map.of());
    admin.send("PATCH", "/v1/users/ada", "{\"role\":\"viewer\"}", Map.of());
    admin.send("PATCH", "/v1/users/ada", "{\"password\":\"" + PASSWORD + "\"}", Map.of());
    admin.send("PATCH", "/v1/users/ada", "{\"disabled\":true}", Map.of());
    admin.send("DELETE", "/v1/users/ada", "", Map.of());

    assertThat(trail(admin, "users"))
        .extracting(
            entry ->
                String.join(
                    " ",
                    entry.getString("type"),
                    entry.getString("by"),
                    entry.getJsonObject("details").getString("changed", "-"),
                    entry.getJsonObject("details").getString("sessionsEnded", "-")))
        .containsExactly(
            "userAdded system:set-up - -",
            "userAdded user:admin - -",
            "passwordChanged user:ada password true",
            "userChanged user:admin role -",
            "userChanged user:admin password true",
            "userChanged user:admin disabled true",
            "userRemoved user:admin - true");
    assertThat(admin.get("/v1/administration/audit?kind=users&format=csv").body())
        .startsWith("id,type,by,at,from")
        .contains(",changed,sessionsEnded")
        .contains(",password,true");
  }

  @Test
  void sites_andTheirKeys() {
    Person admin = admin();
    admin.post("/v1/sites", "{\"id\":\"news\",\"name\":\"News\"}");
    Answer key =
        admin.send(
            "POST",
            "/v1/keys",
            "{\"label\":\"a\",\"scopes\":[\"read\"]}",
            Map.of("X-Site", "news"));
    String id = key.json().getString("id");
    admin.send("POST", "/v1/keys/none/rotation", "{}", Map.of("X-Site", "news"));
    admin.send("POST", "/v1/keys/" + id + "/rotation", "{}", Map.of("X-Site", "news"));
    admin.send("DELETE", "/v1/keys/" + id, "", Map.of("X-Site", "news"));

    List<JsonObject> entries = trail(admin, "sites");

    assertThat(entries)
        .extracting(entry -> entry.getString("type"))
        .containsExactly("siteAdded", "siteAdded", "keyAdded", "keyRotated", "keyRemoved");
    assertThat(entries.get(2).getJsonObject("details"))
        .contains(Map.entry("site", "news"), Map.entry("key", id), Map.entry("scopes", "read"));
    String secret = key.json().getString("secret");
    assertThat(redis.command("XRANGE", "rg:audit:{rg:sites}", "-", "+"))
        .noneMatch(word -> word.contains(secret));
  }

  @Test
  void sessions_whoGotIn_whoDidNot_andWhoWasLockedOut_onceEach() {
    add(admin(), "ada");
    api.trySignIn("ada", "wrong");
    api.trySignIn("MySecretPassword", "ada");
    api.trySignIn("ada", "wrong");
    for (int i = 0; i < 5; i++) {
      assertThat(api.trySignIn("ada", PASSWORD).status()).isEqualTo(429);
    }

    Person admin = admin();
    List<JsonObject> entries = trail(admin, "sessions");

    assertThat(entries)
        .extracting(entry -> entry.getString("type") + " " + entry.getString("by"))
        .containsExactly(
            "signedIn user:admin",
            "signInRefused system:sign-in",
            "signInRefused system:sign-in",
            "signInRefused system:sign-in",
            "signInLocked system:sign-in",
            "signedIn user:admin");
    assertThat(entries)
        .extracting(entry -> entry.getJsonObject("details").getString("user"))
        .containsExactly("admin", "ada", null, "ada", "ada", "admin");
    assertThat(entries)
        .extracting(entry -> entry.getJsonObject("details").getString("from"))
        .containsOnly(entries.get(0).getJsonObject("details").getString("from"));
    assertThat(redis.command("XRANGE", "rg:audit:sessions", "-", "+"))
        .noneMatch(word -> word.toLowerCase(Locale.ROOT).contains("mysecret"))
        .noneMatch(word -> word.contains(PASSWORD));
  }

  @Test
  void export_asATable_pageByPage_forAdminsOnly() {
    Person admin = admin();
    add(admin, "ada");
    add(admin, "bob");

    Answer first = admin.get("/v1/administration/audit?kind=users&format=csv&limit=2");
    Answer second =
        admin.get(
            "/v1/administration/audit?kind=users&format=csv&limit=2&cursor="
                + first.header("x-next-cursor"));

    assertThat(first.header("content-type")).startsWith("text/csv");
    assertThat(first.body().lines()).hasSize(3).first().asString().startsWith("id,type,by,at,from");
    assertThat(second.body().lines()).hasSize(2).last().asString().contains("user:admin", "bob");
    assertThat(second.headers()).doesNotContainKey("x-next-cursor");
    assertThat(admin.get("/v1/administration/audit?kind=all&limit=0").errors())
        .containsOnlyKeys("kind", "limit");
    assertThat(api.signIn("ada", PASSWORD).get("/v1/administration/audit").status()).isEqualTo(403);
    assertThat(api.get("/v1/administration/audit").status()).isEqualTo(403);
  }

  @Test
  void adminsOfSomeSites_seeWhatIsAboutTheirs_andNothingElse() {
    Person root = admin();
    for (String site : List.of("news", "shop")) {
      root.post("/v1/sites", "{\"id\":\"" + site + "\",\"name\":\"" + site + "\"}");
    }
    add(root, "nina", "admin", "news");
    add(root, "max", "moderator", "news", "shop");
    add(root, "shopkeeper", "moderator", "shop");
    for (String site : List.of("demo", "news", "shop")) {
      root.send(
          "POST", "/v1/keys", "{\"label\":\"a\",\"scopes\":[\"read\"]}", Map.of("X-Site", site));
    }
    root.send("PATCH", "/v1/users/max", "{\"sites\":[\"demo\",\"news\"]}", Map.of());
    root.send("PATCH", "/v1/users/max", "{\"sites\":[\"shop\"]}", Map.of());
    root.send("PATCH", "/v1/users/max", "{\"allSites\":true}", Map.of());
    Person nina = api.signIn("nina", PASSWORD);
    nina.post("/v1/keys", "{\"label\":\"b\",\"scopes\":[\"read\"]}");

    List<JsonObject> sites = trail(nina, "sites");
    List<JsonObject> users = trail(nina, "users");

    assertThat(sites)
        .extracting(entry -> entry.getString("type") + " " + entry.getString("by"))
        .containsExactly("siteAdded user:admin", "keyAdded user:admin", "keyAdded user:nina");
    assertThat(sites)
        .extracting(entry -> entry.getJsonObject("details").getString("site"))
        .containsOnly("news");
    assertThat(users)
        .extracting(
            entry ->
                entry.getString("type") + " " + entry.getJsonObject("details").getString("user"))
        .containsExactly("userAdded nina", "userAdded max", "userChanged max");
    assertThat(users.get(2).getJsonObject("details"))
        .contains(Map.entry("formerSites", "news"), Map.entry("changed", "sites"));
    assertThat(sites + " " + users + tables(nina)).doesNotContain("demo", "shop", "allSites");
    assertThat(nina.get("/v1/administration/audit?kind=sites&limit=1").header("x-next-cursor"))
        .isEqualTo(sites.get(0).getString("id"));
    for (String query : List.of("", "?kind=sessions")) {
      Answer refused = nina.get("/v1/administration/audit" + query);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.json().getString("detail")).startsWith("kind: users or sites expected");
    }
    assertThat(trail(root, "users")).hasSizeGreaterThan(users.size());
  }

  /** The same as tables, without their lines of names. */
  private static String tables(Person person) {
    return Stream.of("users", "sites")
        .flatMap(
            kind ->
                person
                    .get("/v1/administration/audit?format=csv&kind=" + kind)
                    .body()
                    .lines()
                    .skip(1))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void moderatorsViewersAndKeys_seeNothingOfIt() {
    Person root = admin();
    add(root, "mo", "moderator", "demo");
    add(root, "vi", "viewer", "demo");

    for (String kind : List.of("users", "sites", "sessions")) {
      String path = "/v1/administration/audit?kind=" + kind;
      for (String name : List.of("mo", "vi")) {
        assertThat(api.signIn(name, PASSWORD).get(path).status()).as(name).isEqualTo(403);
      }
      assertThat(api.get(path).status()).isEqualTo(403);
      assertThat(root.get(path).status()).isEqualTo(200);
    }
  }

  @Test
  void webhooks_areInTheTrailOfTheirSite_withoutWhatStandsBehindTheirHost() {
    Person admin = admin();
    Answer added =
        admin.post("/v1/webhooks", "{\"url\":\"http://127.0.0.1:9/services/T0/secret-path\"}");
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    String id = added.json().getString("id");
    admin.send("PATCH", "/v1/webhooks/" + id, "{\"paused\":true}", Map.of());
    admin.send("POST", "/v1/webhooks/" + id + "/secret", "", Map.of());
    api.delete("/v1/webhooks/" + id);
    api.delete("/v1/webhooks/" + id);

    List<JsonObject> entries =
        admin
            .get("/v1/audit")
            .body()
            .lines()
            .map(JsonObject::new)
            .filter(entry -> entry.getString("type").startsWith("webhook"))
            .toList();

    assertThat(entries)
        .extracting(entry -> entry.getString("type") + " " + entry.getString("by"))
        .containsExactly(
            "webhookAdded user:admin",
            "webhookChanged user:admin",
            "webhookSecretRotated user:admin",
            "webhookRemoved site:demo");
    assertThat(entries.get(1).getJsonObject("details"))
        .contains(
            Map.entry("webhook", id), Map.entry("host", "127.0.0.1"), Map.entry("paused", "true"));
    assertThat(entries.toString()).doesNotContain("secret-path", added.json().getString("secret"));
    assertThat(admin.get("/v1/audit?format=csv").body()).contains("webhookAdded", "127.0.0.1");
  }

  private Person admin() {
    return api.signIn("admin", LiveApi.ADMIN_PASSWORD);
  }

  private static List<JsonObject> trail(Person admin, String kind) {
    Answer answer = admin.get("/v1/administration/audit?kind=" + kind);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().map(JsonObject::new).toList();
  }

  private static void add(Person admin, String name) {
    add(admin, name, "moderator", "demo");
  }

  private static void add(Person admin, String name, String role, String... sites) {
    JsonObject user =
        new JsonObject()
            .put("name", name)
            .put("role", role)
            .put("sites", List.of(sites))
            .put("password", PASSWORD);
    assertThat(admin.post("/v1/users", user.encode()).status()).isEqualTo(201);
  }
}
