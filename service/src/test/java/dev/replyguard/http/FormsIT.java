package dev.replyguard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What browsers ask from sites' pages, over HTTP. */
@ExtendWith(RedisExtension.class)
class FormsIT {
  private static final String ORIGIN = "https://news.example";
  private static final String KIND = "Thank you, this is the clearest explanation I have read.";
  private static final String RUDE = "The council are idiots.";
  private static final String ID = "0123456789abcdef";
  private static final String ADDRESS = "198.51.100.7";

  private static final Set<String> STATUSES = OtherProtocols.statuses("/site/comments", "post");

  private final TestRedis redis;
  private final LiveApi api;
  private final Person admin;
  private final String key;

  FormsIT(TestRedis redis) {
    this.redis = redis;
    api =
        LiveApi.over(
            redis,
            Map.of(
                "REPLYGUARD_SERVER_TRUSTED_PROXIES",
                "127.0.0.0/8",
                "REPLYGUARD_REDIS_COMMAND_TIMEOUT",
                "2s"));
    admin = api.signIn("admin", LiveApi.ADMIN_PASSWORD);
    key = browsersKey(1_000);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void submission_isJudgedAndRecorded_andTheAnswerTellsTheOutcomeOnly() {
    Answer published = submit(new JsonObject().put("id", ID).put("text", KIND));
    Answer refused = submit(new JsonObject().put("text", RUDE));

    assertThat(published.status()).as(published.body()).isEqualTo(200);
    assertThat(published.json().fieldNames()).containsExactly("id", "verdict", "recorded");
    assertThat(published.json().getString("verdict")).isEqualTo("published");
    assertThat(refused.json().fieldNames()).containsExactly("id", "verdict", "recorded");
    assertThat(refused.json().getString("verdict")).isEqualTo("refused");
    String id = published.json().getString("id");
    assertThat(id).matches("[0-9a-f]{32}").isNotEqualTo(ID);
    assertThat(api.get("/v1/comments/" + id).json().getString("verdict")).isEqualTo("approve");
    assertThat(recorded()).isEqualTo(2);
    assertThat(api.metrics())
        .contains("replyguard_form_submissions_total{outcome=\"published\"} 1.0")
        .contains("replyguard_form_submissions_total{outcome=\"refused\"} 1.0");
  }

  @Test
  void submission_sentAgain_isTheSameComment_evenWithOtherWords() {
    JsonObject submission = new JsonObject().put("id", ID).put("text", KIND);
    String id = submit(submission).json().getString("id");

    assertThat(submit(submission).json().getString("id")).isEqualTo(id);
    assertThat(submit(submission.copy().put("text", KIND + " Again.")).json().getString("id"))
        .isEqualTo(id);

    assertThat(recorded()).isOne();
    assertThat(api.get("/v1/comments/" + id + "/revisions").json().getJsonArray("revisions"))
        .hasSize(2);
  }

  @Test
  void submission_underTheIdOfACommentThatSomebodyHasSeen_isAnotherComment() {
    String id = submit(new JsonObject().put("id", ID).put("text", KIND)).json().getString("id");

    Answer other = submit(new JsonObject().put("id", id).put("text", "Something else."));

    assertThat(other.json().getString("id")).isNotEqualTo(id);
    assertThat(api.get("/v1/comments/" + id + "/revisions").json().getJsonArray("revisions"))
        .hasSize(1);
  }

  @Test
  void submissionWithoutId_isTheSameCommentFromTheSameAddressAboutTheSameArticle() {
    JsonObject submission =
        new JsonObject().put("text", KIND).put("article", new JsonObject().put("id", "a-1"));
    submit(submission);
    submit(submission);
    assertThat(recorded()).isOne();

    submit(submission.copy().put("article", new JsonObject().put("id", "a-2")));
    api.bare("POST", "/v1/comments:submit", submission.encode(), browser(key, "198.51.100.8"));

    assertThat(recorded()).isEqualTo(3);
  }

  @Test
  void whatOnlyAServerCanKnow_isRefusedByName() {
    Answer answer =
        submit(
            new JsonObject()
                .put("id", "short")
                .put("text", KIND)
                .put("createdAt", "2026-11-22T10:15:30Z")
                .put("author", new JsonObject().put("id", "u").put("ip", "x").put("userAgent", "x"))
                .put(
                    "article",
                    new JsonObject()
                        .put("closed", false)
                        .put("section", "s")
                        .put("publishedAt", "2026-11-22T10:15:30Z"))
                .put("parent", new JsonObject().put("text", "x")));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors())
        .containsOnlyKeys(
            "id",
            "createdAt",
            "author.id",
            "author.ip",
            "author.userAgent",
            "article.closed",
            "article.section",
            "article.publishedAt",
            "parent.text");
  }

  @Test
  void authorsAddress_isTheConnections() {
    Answer ban =
        api.put(
            "/v1/lists/banned",
            new JsonObject().put("trait", "network").put("value", "203.0.113.0/24").encode());
    assertThat(ban.status()).as(ban.body()).isLessThan(300);
    String comment = new JsonObject().put("text", KIND).encode();

    Answer banned = api.bare("POST", "/v1/comments:submit", comment, browser(key, "203.0.113.9"));

    assertThat(banned.json().getString("verdict")).isEqualTo("refused");
    assertThat(submit(new JsonObject().put("text", KIND)).json().getString("verdict"))
        .isEqualTo("published");
  }

  @Test
  void whatTheFormNoticed_countsByThePolicy() {
    policy("rules: {honeypot: {verdict: reject}, typing: {minSeconds: 2, verdict: hold}}");

    assertThat(verdict(new JsonObject().put("honeypot", "http://pills.example")))
        .isEqualTo("refused");
    assertThat(verdict(new JsonObject().put("typingMillis", 300))).isEqualTo("waiting");
    assertThat(verdict(new JsonObject().put("honeypot", "").put("typingMillis", 30_000)))
        .isEqualTo("published");
    assertThat(post(Map.of("comment", "A bot was here.", "replyguard_hp", "x")).header("location"))
        .endsWith("replyguard=refused");
  }

  private String verdict(JsonObject form) {
    return submit(new JsonObject().put("text", KIND + recorded()).put("form", form))
        .json()
        .getString("verdict");
  }

  @Test
  void nudge_namesLabelAndWords_andLeavesNoTrace() {
    Answer rude = nudge(RUDE);
    Answer kind = nudge(KIND);

    assertThat(rude.status()).as(rude.body()).isEqualTo(200);
    assertThat(rude.json())
        .isEqualTo(
            new JsonObject(
                """
                {"revise": true, "label": "insult", "words": "an insult",
                 "spans": [{"start": 16, "end": 22}]}
                """));
    assertThat(kind.json()).isEqualTo(new JsonObject().put("revise", false));
    assertThat(recorded()).isZero();
    assertThat(redis.command("KEYS", "rg:{demo}:cache:*")).isEmpty();
    assertThat(redis.command("XLEN", "rg:{demo}:audit")).containsExactly("0");
  }

  @Test
  void nudge_doesNotTellOfTheSitesOwnRules() {
    policy("rules: {words: [{name: birds, words: [heron], verdict: reject}]}");

    assertThat(nudge("I saw a heron at the harbour.").json())
        .isEqualTo(new JsonObject().put("revise", false));
  }

  @Test
  void nudge_isBounded_inBytesAndByField() {
    Answer tooLong = nudge("a".repeat(20_481));

    assertThat(tooLong.status()).isEqualTo(422);
    assertThat(tooLong.errors()).containsOnlyKeys("text");
    assertThat(nudge("a".repeat(300_000)).status()).isEqualTo(413);
  }

  @Test
  void keyOfTheWrongKind_isRefused() {
    String comment = new JsonObject().put("text", KIND).encode();
    Map<String, String> server = Map.of("Authorization", "Bearer " + LiveApi.KEY, "Origin", ORIGIN);

    for (String path : List.of("/v1/comments:submit", "/v1/comments:nudge")) {
      Answer refused = api.bare("POST", path, comment, server);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.json().getString("detail"))
          .isEqualTo("a key for browsers expected, got one for servers");
      assertThat(refused.headers()).doesNotContainKey("access-control-allow-origin");
    }
    assertThat(api.bare("POST", "/v1/comments", comment, browser(key, ADDRESS)).status())
        .isEqualTo(403);
    assertThat(api.bare("POST", "/v1/scores", comment, browser(key, ADDRESS)).status())
        .isEqualTo(403);
    Answer posted = post(Map.of("comment", KIND, "replyguard_key", LiveApi.KEY));
    assertThat(posted.status()).isEqualTo(403);
    assertThat(posted.headers()).doesNotContainKey("location");
    assertThat(recorded()).isZero();
  }

  @Test
  void otherOrigin_isRefused_unreadably_andInThePreflight() {
    for (String origin :
        List.of(
            "https://evil.example",
            "https://news.example.evil.example",
            "http://news.example",
            "https://news.example:8443",
            "https://NEWS.example",
            "null")) {
      refused(origin);
    }
    assertThat(recorded()).isZero();
  }

  private void refused(String origin) {
    Map<String, String> headers = new HashMap<>(browser(key, ADDRESS));
    headers.put("Origin", origin);
    for (String path : List.of("/v1/comments:submit", "/v1/comments:nudge")) {
      Answer refused = api.bare("POST", path, "{\"text\":\"A test\"}", headers);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.headers()).doesNotContainKey("access-control-allow-origin");
      Answer preflight = preflight(path, origin);
      assertThat(preflight.status()).isEqualTo(403);
      assertThat(preflight.headers()).doesNotContainKey("access-control-allow-origin");
      assertThat(preflight.header("vary")).isEqualTo("Origin");
    }
    Map<String, String> form = new HashMap<>(formHeaders());
    form.put("Origin", origin);
    assertThat(post(Map.of("comment", KIND), form).status()).isEqualTo(403);
  }

  @Test
  void preflight_ofTheKeysOrigin_isAnsweredForItAlone() {
    Answer answer = preflight("/v1/comments:submit", ORIGIN);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("access-control-allow-origin")).isEqualTo(ORIGIN);
    assertThat(answer.header("access-control-allow-methods")).isEqualTo("POST");
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-credentials");
    assertThat(answer.header("vary")).isEqualTo("Origin");
  }

  private Answer preflight(String path, String origin) {
    return api.foreign(
        "OPTIONS",
        path,
        new byte[0],
        Map.of(
            "Origin",
            origin,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type"));
  }

  @Test
  void rate_isHeldByAddress_overBothWays() {
    String limited = browsersKey(3);
    String comment = new JsonObject().put("text", KIND).encode();
    Map<String, String> one = browser(limited, ADDRESS);
    assertThat(api.bare("POST", "/v1/comments:nudge", comment, one).status()).isEqualTo(200);
    assertThat(api.bare("POST", "/v1/comments:submit", comment, one).status()).isEqualTo(200);
    assertThat(post(Map.of("comment", "One more.", "replyguard_key", limited)).header("location"))
        .endsWith("replyguard=published");

    Answer refused = api.bare("POST", "/v1/comments:submit", comment, one);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 20);
    assertThat(refused.header("access-control-allow-origin")).isEqualTo(ORIGIN);
    assertThat(refused.header("access-control-expose-headers")).contains("Retry-After");
    Answer posted = post(Map.of("comment", "Another.", "replyguard_key", limited));
    assertThat(posted.status()).isEqualTo(303);
    assertThat(posted.header("location"))
        .isEqualTo(ORIGIN + "/a/7?replyguard=error&replyguard_error=quota-exceeded");
    assertThat(
            api.bare("POST", "/v1/comments:submit", comment, browser(limited, "198.51.100.8"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void form_namedAsWordPressDoes_isTaken_andSentBackWithTheOutcome() {
    Answer answer =
        post(
            Map.of(
                "comment",
                "First line.\r\nSecond line.",
                "author",
                "Ada",
                "email",
                "ada@example.org",
                "url",
                "https://ada.example.org/",
                "comment_post_ID",
                "7",
                "comment_parent",
                "0",
                "submit",
                "Post Comment",
                "replyguard_title",
                "Why the bridge was closed",
                "replyguard_article",
                ORIGIN + "/a/7",
                "replyguard_return",
                "/a/7?page=2&replyguard=error&replyguard_field=x#respond"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    assertThat(answer.header("location"))
        .isEqualTo(ORIGIN + "/a/7?page=2&replyguard=published#respond");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    String id = redis.command("ZRANGE", "rg:{demo}:recorded", "0", "-1").get(0);
    JsonObject comment = api.get("/v1/comments/" + id + "/review").json().getJsonObject("comment");
    assertThat(comment.getString("text")).isEqualTo("First line.\nSecond line.");
    assertThat(comment.getJsonObject("author").getString("name")).isEqualTo("Ada");
    assertThat(comment.getJsonObject("article"))
        .isEqualTo(
            new JsonObject()
                .put("id", "7")
                .put("url", ORIGIN + "/a/7")
                .put("title", "Why the bridge was closed"));
    assertThat(comment.getJsonObject("parent")).isEqualTo(new JsonObject());
  }

  @Test
  void form_sentTwice_isOneComment() {
    post(Map.of("comment", KIND));
    post(Map.of("comment", KIND));

    assertThat(recorded()).isOne();
  }

  @Test
  void returnAddress_ofAnotherOrigin_isRefusedByName_andNothingIsRecorded() {
    for (String address :
        List.of(
            "https://evil.example/",
            "//evil.example/",
            "https://news.example@evil.example/",
            "https://ada@news.example/",
            "https://news.example.evil.example/",
            "https://news.example:444/",
            "http://news.example/",
            "/\\evil.example",
            "\\\\evil.example",
            "https:evil.example",
            "https:///evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://news.example/\r\nSet-Cookie: a=b",
            "ftp://news.example/")) {
      Answer answer = post(Map.of("comment", KIND, "replyguard_return", address));

      assertThat(answer.headers()).as(address).doesNotContainKeys("location", "set-cookie");
      assertThat(answer.status()).as(address).isEqualTo(422);
      assertThat(answer.errors()).as(address).containsOnlyKeys("replyguard_return");
    }
    assertThat(recorded()).isZero();
  }

  @Test
  void returnAddress_leftOut_isThePageThatTheFormIsOn_orItsSite() {
    Map<String, String> noReferer = new HashMap<>(formHeaders());
    noReferer.remove("Referer");
    Map<String, String> otherReferer = new HashMap<>(formHeaders());
    otherReferer.put("Referer", "https://evil.example/a");

    assertThat(post(Map.of("comment", "One.")).header("location"))
        .isEqualTo(ORIGIN + "/a/7?replyguard=published");
    assertThat(post(Map.of("comment", "Two."), noReferer).header("location"))
        .isEqualTo(ORIGIN + "/?replyguard=published");
    assertThat(post(Map.of("comment", "Three."), otherReferer).header("location"))
        .isEqualTo(ORIGIN + "/?replyguard=published");
    assertThat(
            post(Map.of("comment", "Four.", "replyguard_return", "#replyguard")).header("location"))
        .isEqualTo(ORIGIN + "/a/7?replyguard=published#replyguard-published");
  }

  @Test
  void form_thatIsWrong_isSentBackWithTheField_orRefusedByNameWhereNobodyKnowsTheSite() {
    assertThat(post(Map.of("comment", " ")).header("location"))
        .isEqualTo(
            ORIGIN
                + "/a/7?replyguard=error&replyguard_error=invalid-request"
                + "&replyguard_field=comment");
    assertThat(post(Map.of("comment", KIND, "email", "a".repeat(321))).header("location"))
        .endsWith("&replyguard_field=email");
    Map<String, String> unknown = Map.of("comment", KIND, "replyguard_key", "nobody");
    assertThat(post(unknown).status()).isEqualTo(401);
    assertThat(post(Map.of("comment", KIND, "replyguard_key", "")).status()).isEqualTo(401);
    Map<String, String> json = new HashMap<>(formHeaders());
    json.put("Content-Type", "text/plain");
    assertThat(post(Map.of("comment", KIND), json).status()).isEqualTo(415);
    assertThat(recorded()).isZero();
  }

  @Test
  void redisAway_commentWaits_isToSendAgain_andIsThenOne() {
    JsonObject submission = new JsonObject().put("id", ID).put("text", KIND);
    String limited = browsersKey(2);
    redis.kill();

    Answer away = submit(submission);
    Answer posted = post(Map.of("comment", "By itself."));
    Answer nudged = nudge(RUDE);
    Answer demo = api.foreign("GET", "/demo", new byte[0], Map.of());

    assertThat(away.status()).as(away.body()).isEqualTo(200);
    assertThat(away.json().getString("verdict")).isEqualTo("waiting");
    assertThat(away.json().getBoolean("recorded")).isFalse();
    assertThat(posted.header("location"))
        .isEqualTo(ORIGIN + "/a/7?replyguard=error&replyguard_error=not-recorded");
    assertThat(nudged.json().getBoolean("revise")).isTrue();
    assertThat(demo.status()).isEqualTo(200);
    assertThat(demo.body()).contains("cannot be read at the moment");
    assertThat(demo.header("cache-control")).isEqualTo("no-store");
    String draft = new JsonObject().put("text", KIND).encode();
    for (int status : new int[] {200, 200, 429}) {
      Answer counted =
          api.bare("POST", "/v1/comments:nudge", draft, browser(limited, "198.51.100.9"));
      assertThat(counted.status()).isEqualTo(status);
    }
    redis.start();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> submit(submission).json().getBoolean("recorded"));
    assertThat(submit(submission).json().getString("id")).isEqualTo(away.json().getString("id"));
    assertThat(recorded()).isOne();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                !api.foreign("GET", "/demo", new byte[0], Map.of())
                    .body()
                    .contains("cannot be read"));
  }

  @Test
  void demo_showsWhatWasApprovedUnderItsArticle_andNothingElse() {
    comment("c-1", "Shown.", "demo-article");
    comment("c-2", "Left elsewhere.", "another-article");
    comment("c-3", RUDE, "demo-article");
    admin.post("/v1/sites", "{\"id\":\"post\",\"name\":\"The Evening Post\"}");
    String other =
        admin
            .send("POST", "/v1/keys", "{\"label\":\"web\"}", Map.of("X-Site", "post"))
            .json()
            .getString("secret");
    api.bare(
        "POST",
        "/v1/comments",
        "{\"text\":\"Of another site.\",\"article\":{\"id\":\"demo-article\"}}",
        Map.of("Authorization", "Bearer " + other));

    Answer demo = api.foreign("GET", "/demo", new byte[0], Map.of());

    assertThat(demo.body())
        .contains(">Shown.<")
        .doesNotContain("Left elsewhere.", "idiots", "Of another site.");
    assertThat(demo.header("cache-control")).isEqualTo("public, max-age=1");
    assertThat(demo.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    Answer same =
        api.foreign("GET", "/demo", new byte[0], Map.of("If-None-Match", demo.header("etag")));
    assertThat(same.status()).isEqualTo(304);
  }

  @Test
  void demoKey_isForThePagesOfTheServiceOnly() {
    String comment = new JsonObject().put("text", KIND).encode();
    Map<String, String> own = Map.of("Authorization", "Bearer demo", "Origin", api.url());
    Map<String, String> foreign = Map.of("Authorization", "Bearer demo", "Origin", ORIGIN);
    Map<String, String> rebound =
        Map.of("Authorization", "Bearer demo", "Origin", api.url(), "Sec-Fetch-Site", "cross-site");

    assertThat(api.bare("POST", "/v1/comments:submit", comment, own).status()).isEqualTo(200);
    for (Map<String, String> headers :
        List.of(foreign, rebound, Map.of("Authorization", "Bearer demo"))) {
      assertThat(api.bare("POST", "/v1/comments:submit", comment, headers).status()).isEqualTo(401);
    }
    assertThat(api.bare("POST", "/v1/comments", comment, own).status()).isEqualTo(403);
    assertThat(api.bare("GET", "/v1/queue", "", own).status()).isEqualTo(403);
  }

  @Test
  void withoutTheDemoSite_thereIsNoDemo() {
    Answer disabled = admin.send("PATCH", "/v1/sites/demo", "{\"disabled\":true}", Map.of());
    assertThat(disabled.status()).isEqualTo(200);

    assertThat(api.foreign("GET", "/demo", new byte[0], Map.of()).status()).isEqualTo(404);
    assertThat(
            api.bare(
                    "POST",
                    "/v1/comments:submit",
                    "{\"text\":\"A test\"}",
                    Map.of("Authorization", "Bearer demo", "Origin", api.url()))
                .status())
        .isEqualTo(401);
  }

  @Test
  void script_mayBeLoadedByEverySite_andKept() {
    Answer script = api.foreign("GET", "/site/replyguard.js", new byte[0], Map.of());

    assertThat(script.status()).isEqualTo(200);
    assertThat(script.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(script.header("cross-origin-resource-policy")).isEqualTo("cross-origin");
    assertThat(script.header("cache-control")).isEqualTo("public, max-age=3600");
    assertThat(
            api.foreign(
                    "GET",
                    "/site/replyguard.js",
                    new byte[0],
                    Map.of("If-None-Match", script.header("etag")))
                .status())
        .isEqualTo(304);
  }

  private String browsersKey(int perMinute) {
    Answer made =
        admin.post(
            "/v1/keys",
            new JsonObject()
                .put("label", "form")
                .put("origins", List.of(ORIGIN))
                .put("perMinute", perMinute)
                .encode());
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().getString("secret");
  }

  private Answer submit(JsonObject submission) {
    return api.bare("POST", "/v1/comments:submit", submission.encode(), browser(key, ADDRESS));
  }

  private Answer nudge(String text) {
    return api.bare(
        "POST",
        "/v1/comments:nudge",
        new JsonObject().put("text", text).encode(),
        browser(key, ADDRESS));
  }

  private static Map<String, String> browser(String key, String address) {
    return Map.of("Authorization", "Bearer " + key, "Origin", ORIGIN, "X-Forwarded-For", address);
  }

  private static Map<String, String> formHeaders() {
    return Map.of(
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Origin",
        ORIGIN,
        "Referer",
        ORIGIN + "/a/7",
        "X-Forwarded-For",
        ADDRESS);
  }

  private Answer post(Map<String, String> fields) {
    return post(fields, formHeaders());
  }

  /** Posts the fields, with the key unless they have another, and does not follow. */
  private Answer post(Map<String, String> fields, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(fields);
    all.putIfAbsent("replyguard_key", key);
    String body =
        all.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    Answer answer = api.foreign("POST", "/site/comments", body.getBytes(UTF_8), headers);
    checkContract(answer);
    return answer;
  }

  /** Holds an answer to {@code protocols.yaml}, as far as that tells. */
  private static void checkContract(Answer answer) {
    assertThat(STATUSES).contains(String.valueOf(answer.status()));
    if (answer.status() == 303) {
      assertThat(answer.header("location"))
          .matches("https://[^?]+[?](.*&)?replyguard=(published|waiting|refused|error)([&#].*)?");
      assertThat(answer.body()).isEmpty();
    } else {
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      assertThat(answer.json().fieldNames())
          .contains("type", "title", "status", "detail", "requestId");
    }
  }

  private void comment(String id, String text, String article) {
    api.post(
        "/v1/comments",
        new JsonObject()
            .put("id", id)
            .put("text", text)
            .put("article", new JsonObject().put("id", article))
            .encode());
  }

  private void policy(String yaml) {
    Answer stored =
        api.put(
            "/v1/policy",
            new JsonObject().put("format", "yaml").put("source", yaml).put("expected", 0).encode());
    assertThat(stored.status()).as(stored.body()).isEqualTo(201);
  }

  private int recorded() {
    return Integer.parseInt(redis.command("ZCARD", "rg:{demo}:recorded").get(0));
  }
}
