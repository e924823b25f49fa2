package dev.replyguard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.RedisDump;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.KeyedHash;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(RedisExtension.class)
class PrivacyIT {
  private static final String EMAIL = "Mira.Lindgren@Example.org";
  private static final String IP = "198.51.100.23";
  private static final String HOLD_ALL =
      """
      rules:
        firstTime: {approved: 20, verdict: hold}
        flood:
          author: {comments: 100, seconds: 60, verdict: hold}
          address: {comments: 100, seconds: 60, verdict: hold}
        duplicate: {scope: site, hours: 24, minCharacters: 20, verdict: hold}
      """;
  private static final String TEXT =
      "The ferry to the northern island leaves an hour later than the old timetable says.";

  private final TestRedis redis;
  private final LiveApi api;
  private final Person admin;

  PrivacyIT(TestRedis redis) {
    this.redis = redis;
    api =
        LiveApi.over(
            redis,
            Map.of(
                "REPLYGUARD_SERVER_TRUSTED_PROXIES",
                "127.0.0.0/8",
                "REPLYGUARD_WEBHOOKS_ALLOWED_NETWORKS",
                "127.0.0.0/8"));
    admin = api.signIn("admin", LiveApi.ADMIN_PASSWORD);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void emailsAndAddresses_areNowhereInRedis_norInTheLog_afterAVariedLoad() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    variedLoad();
    root.detachAppender(log);

    List<String> lines = RedisDump.of(redis);
    assertThat(lines).hasSizeGreaterThan(40);
    assertThat(lines).anyMatch(line -> line.contains(emailHash()));
    assertThat(RedisDump.with(redis, EMAIL, "mira.lindgren", IP, "c6336417", "198.51.100"))
        .as("plain e-mails and addresses")
        .isEmpty();
    assertThat(log.list)
        .extracting(event -> event.getFormattedMessage() + event.getKeyValuePairs())
        .noneMatch(line -> line.contains("indgren") || line.contains(IP));
  }

  @Test
  void erase_reachesEverything_andLeavesWhatIsOthers() {
    variedLoad();
    String other =
        comment("o-1", "Somebody else is glad about the new timetable of the ferry.", "o");
    assertThat(other).isNotEmpty();
    assertThat(RedisDump.with(redis, emailHash(), ipHash(), "u-mira", "Mira L", "northern island"))
        .isNotEmpty();
    assertThat(RedisDump.with(redis, packed(emailHash()))).isNotEmpty();
    assertThat(RedisDump.with(redis, packed(ipHash()))).isNotEmpty();
    int before = auditLines().size();

    JsonObject erased =
        eraseAll(new JsonObject().put("email", EMAIL).put("ip", IP).put("id", "u-mira"));

    assertThat(erased.getBoolean("complete")).isTrue();
    assertThat(
            RedisDump.with(
                redis,
                emailHash(),
                ipHash(),
                packed(emailHash()),
                packed(ipHash()),
                idHash(),
                "u-mira",
                "Mira L",
                "northern island",
                "mira.example",
                "Mira/1.0",
                "a note about her"))
        .isEmpty();
    assertThat(RedisDump.with(redis, "c-1"))
        .filteredOn(line -> !isLastScored(line))
        .as("only that it was answered")
        .singleElement()
        .asString()
        .startsWith("rg:{demo}:comment:answer-1 =")
        .contains("\"parent\":{\"id\":\"c-1\"}");
    assertThat(api.get("/v1/comments/c-1").status()).isEqualTo(404);
    assertThat(api.get("/v1/comments/o-1").status()).isEqualTo(200);
    JsonObject answer = api.get("/v1/comments/answer-1/review").json().getJsonObject("comment");
    assertThat(answer.getString("text")).contains("agree");
    assertThat(answer.getJsonObject("parent").containsKey("text")).isFalse();
    JsonObject removed = erased.getJsonObject("removed");
    assertThat(removed.getInteger("comments")).isEqualTo(3);
    assertThat(removed.getInteger("revisions")).isEqualTo(4);
    assertThat(removed.getInteger("waiting")).isPositive();
    assertThat(removed.getInteger("quotes")).isEqualTo(1);
    assertThat(removed.getInteger("listEntries")).isEqualTo(1);
    assertThat(removed.getInteger("reports")).isPositive();
    assertThat(removed.getInteger("counters")).isPositive();
    assertThat(removed.getInteger("events")).isPositive();
    List<JsonObject> after = auditLines();
    assertThat(after).as("entries stay, and one more says what was done").hasSize(before + 1);
    assertThat(after)
        .filteredOn(entry -> entry.getString("comment", "").startsWith("erased-"))
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.getString("at")).isNotEmpty();
              assertThat(entry.getJsonObject("details").getMap())
                  .doesNotContainKeys("note", "written");
            });
    assertThat(after)
        .filteredOn(entry -> entry.getString("type").equals("decided"))
        .allSatisfy(
            entry ->
                assertThat(entry.getJsonObject("details").getMap())
                    .containsKeys("verdict", "model", "policy"));
    assertThat(after.get(after.size() - 1).getJsonObject("details").getString("subject"))
        .matches("[0-9a-f]{32}( [0-9a-f]{32}){2}")
        .doesNotContain(emailHash());
  }

  @Test
  void erase_ofACommentThatManyAnswer_takesItsTextOutOfAllOfThem() {
    comment("c-1", TEXT, "u-mira");
    for (int i = 0; i < 230; i++) {
      JsonObject answer = json("reply-" + i, "Reply number " + i, "u-" + i);
      answer.getJsonObject("author").put("ip", "198.51.100." + i);
      answer.put("parent", new JsonObject().put("id", "c-1").put("text", TEXT));
      assertThat(api.post("/v1/comments", answer.encode()).status()).isEqualTo(200);
    }
    assertThat(RedisDump.with(redis, "northern island")).hasSizeGreaterThan(230);

    JsonObject removed = eraseAll(new JsonObject().put("email", EMAIL)).getJsonObject("removed");

    assertThat(removed.getInteger("comments")).isEqualTo(1);
    assertThat(removed.getInteger("quotes")).isEqualTo(230);
    assertThat(RedisDump.with(redis, "northern island")).isEmpty();
    assertThat(RedisDump.with(redis, "answers:c-1")).isEmpty();
    assertThat(api.get("/v1/comments/reply-7").status()).isEqualTo(200);
  }

  @Test
  void erase_again_changesNothing_andSaysSo() {
    variedLoad();
    JsonObject person = new JsonObject().put("email", EMAIL);
    eraseAll(person);
    List<String> before = RedisDump.with(redis, "{demo}:comment");

    JsonObject again = eraseAll(person);

    assertThat(again.getBoolean("complete")).isTrue();
    assertThat(again.getJsonObject("removed").getMap().values()).containsOnly(0);
    assertThat(RedisDump.with(redis, "{demo}:comment")).hasSameElementsAs(before);
  }

  @Test
  void erase_ofManyComments_goesOnWhereItStopped() {
    for (int i = 0; i < 320; i++) {
      comment("c-" + i, "Remark number " + i + " about the harbour line", "u-mira");
    }

    JsonObject first = erase(new JsonObject().put("id", "u-mira"));
    assertThat(first.getBoolean("complete")).isFalse();
    assertThat(first.getJsonObject("removed").getInteger("comments")).isBetween(1, 300);
    JsonObject second =
        erase(new JsonObject().put("id", "u-mira").put("cursor", first.getString("cursor")));

    assertThat(second.getBoolean("complete")).isTrue();
    assertThat(
            first.getJsonObject("removed").getInteger("comments")
                + second.getJsonObject("removed").getInteger("comments"))
        .isEqualTo(320);
    assertThat(redis.command("ZCARD", "rg:{demo}:recorded")).containsExactly("0");
    assertThat(redis.command("ZCARD", "rg:{demo}:queue")).containsExactly("0");
    assertThat(redis.command("KEYS", "rg:{demo}:queue*")).isEmpty();
  }

  @Test
  void erase_commentWithMoreAuditEntriesThanItLists_redactsThemAll() {
    comment("c-1", TEXT, "u-mira");
    for (int i = 0; i < 260; i++) {
      api.unchecked("POST", "/v1/comments/c-1/notes", "{\"note\":\"again " + i + "\"}", "ada");
    }
    comment("c-2", "A calm remark on the weather", "u-other");

    JsonObject erased = eraseAll(new JsonObject().put("id", "u-mira"));

    assertThat(erased.getJsonObject("removed").getInteger("auditEntries")).isEqualTo(261);
    assertThat(RedisDump.with(redis, "\"c-1\"", "again 2")).allMatch(PrivacyIT::isLastScored);
    assertThat(auditLines())
        .filteredOn(entry -> "c-2".equals(entry.getString("comment")))
        .hasSize(1);
  }

  @Test
  void export_tellsWhatIsKept_pageByPage_andNotesThatItDid() {
    variedLoad();
    comment("o-1", "Somebody else is glad about the new timetable of the ferry.", "o");

    List<JsonObject> records =
        exportAll(new JsonObject().put("email", EMAIL).put("id", "u-mira"), 1);

    assertThat(records)
        .filteredOn(record -> record.getString("kind").equals("comment"))
        .extracting(record -> record.getString("id").replaceAll("-[0-9a-f]{32}", ""))
        .containsExactlyInAnyOrder("c-1", "c-2", "akismet");
    JsonObject first =
        records.stream()
            .filter(record -> "c-1".equals(record.getString("id")))
            .findFirst()
            .orElseThrow();
    assertThat(first.getJsonArray("revisions")).hasSize(2);
    assertThat(first.getJsonArray("revisions").getJsonObject(1).getString("emailHash"))
        .isEqualTo(emailHash());
    assertThat(first.encode())
        .contains("northern island", "Mira L", "Mira/1.0", "a note about her");
    assertThat(records)
        .filteredOn(record -> record.getString("kind").equals("listEntry"))
        .hasSize(1);
    assertThat(records)
        .filteredOn(record -> record.getString("kind").equals("auditEntry"))
        .extracting(record -> record.getJsonObject("entry").getString("type"))
        .contains("reported", "listed");
    assertThat(auditLines()).anyMatch(entry -> entry.getString("type").equals("exported"));
    assertThat(exportAll(new JsonObject().put("email", "nobody@example.org"), 50)).isEmpty();
  }

  @Test
  void overSeveralSites_onlyThoseOfTheCaller() {
    admin.post("/v1/sites", "{\"id\":\"post\",\"name\":\"The Evening Post\"}");
    Map<String, String> atPost = Map.of("X-Site", "post");
    String key =
        admin
            .send("POST", "/v1/keys", "{\"label\":\"web\",\"scopes\":[\"admin\"]}", atPost)
            .json()
            .getString("secret");
    Map<String, String> withKey = Map.of("Authorization", "Bearer " + key);
    String body = json("p-1", TEXT, "u-mira").encode();
    assertThat(api.bare("POST", "/v1/comments", body, withKey).status()).isEqualTo(200);
    comment("c-1", TEXT, "u-mira");
    JsonObject person = new JsonObject().put("email", EMAIL);

    Answer foreign =
        api.post("/v1/privacy/erase", person.copy().put("sites", List.of("demo", "post")).encode());
    assertThat(foreign.errors()).containsOnlyKeys("sites[1]");
    assertThat(ids(api.post("/v1/privacy/export", person.copy().put("allSites", true).encode())))
        .containsExactly("c-1");
    assertThat(
            ids(
                admin.send(
                    "POST",
                    "/v1/privacy/export",
                    person.copy().put("allSites", true).encode(),
                    Map.of("X-Site", "demo"))))
        .containsExactlyInAnyOrder("c-1", "p-1");

    Answer erased =
        admin.send(
            "POST",
            "/v1/privacy/erase",
            person.copy().put("sites", List.of("post")).encode(),
            Map.of("X-Site", "demo"));

    assertThat(erased.json().getJsonArray("sites")).isEqualTo(new JsonArray().add("post"));
    assertThat(erased.json().getJsonObject("removed").getInteger("comments")).isEqualTo(1);
    assertThat(redis.command("EXISTS", "rg:{post}:comment:p-1")).containsExactly("0");
    assertThat(redis.command("EXISTS", "rg:{demo}:comment:c-1")).containsExactly("1");
  }

  @Test
  void whatIsNoPerson_isRefusedByField() {
    assertThat(api.post("/v1/privacy/erase", "{}").errors()).containsOnlyKeys("body");
    assertThat(
            api.post(
                    "/v1/privacy/erase",
                    "{\"email\":\" \",\"ip\":7,\"sites\":[],\"limit\":3,\"mood\":1}")
                .errors())
        .containsOnlyKeys("email", "ip", "sites", "limit", "mood", "body");
    assertThat(
            api.post(
                    "/v1/privacy/export",
                    "{\"id\":\"u\",\"cursor\":\"AAAA\",\"limit\":0,\"allSites\":true}")
                .errors())
        .containsOnlyKeys("limit");
    assertThat(api.post("/v1/privacy/export", "{\"id\":\"u\",\"cursor\":\"AAAA\"}").errors())
        .containsOnlyKeys("cursor");
    Golden.checkLive("privacy-erased", api.post("/v1/privacy/erase", "{\"id\":\"nobody\"}"));
    Golden.checkLive("privacy-export", api.post("/v1/privacy/export", "{\"id\":\"nobody\"}"));
  }

  @Test
  void redisAway_nothingIsClaimedDone_andItCanBeDoneLater() {
    comment("c-1", TEXT, "u-mira");
    redis.kill();

    Answer away = api.post("/v1/privacy/erase", "{\"id\":\"u-mira\"}");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.body()).doesNotContain("complete");
    assertThat(api.post("/v1/privacy/export", "{\"id\":\"u-mira\"}").status()).isEqualTo(503);

    redis.start();
    org.awaitility.Awaitility.await()
        .atMost(ApiFixture.PATIENCE)
        .until(() -> api.post("/v1/privacy/erase", "{\"id\":\"u-mira\"}").status() == 200);
    assertThat(redis.command("EXISTS", "rg:{demo}:comment:c-1")).containsExactly("0");
  }

  /** What a person leaves behind: as author in two protocols, as reader, on a list, in a note. */
  private void variedLoad() {
    JsonObject policy =
        new JsonObject().put("format", "yaml").put("source", HOLD_ALL).put("expected", 0);
    Answer put = api.put("/v1/policy", policy.encode());
    assertThat(put.status()).as(put.body()).isEqualTo(201);
    assertThat(
            api.post(
                    "/v1/webhooks",
                    "{\"url\":\"http://127.0.0.1:9/\",\"events\":[\"comment.judged\",\"comment.reported\"]}")
                .status())
        .isEqualTo(201);
    comment("c-1", TEXT, "u-mira");
    comment("c-1", TEXT + " Or so.", "u-mira");
    comment("c-2", TEXT + " Really.", "u-mira");
    comment("o-2", "A remark of somebody else on trams", "u-other");
    JsonObject answer = json("answer-1", "I agree with that, more or less", "u-third");
    answer.getJsonObject("author").put("email", "third@example.org").put("ip", "203.0.113.9");
    answer.put("parent", new JsonObject().put("id", "c-1").put("text", TEXT));
    assertThat(api.post("/v1/comments", answer.encode()).status()).isEqualTo(200);
    api.as("ada", "POST", "/v1/comments/c-1/notes", "{\"note\":\"a note about her\"}");
    api.as(
        "ada",
        "POST",
        "/v1/comments/c-2/decision",
        "{\"verdict\":\"reject\",\"reason\":\"spam\",\"note\":\"a note about her\"}");
    api.post(
        "/v1/comments/o-2/reports",
        "{\"reason\":\"abuse\",\"reader\":{\"email\":\"" + EMAIL.toLowerCase(Locale.ROOT) + "\"}}");
    api.post(
        "/v1/comments/c-1/reports", "{\"reason\":\"abuse\",\"reader\":{\"ip\":\"" + IP + "\"}}");
    api.put(
        "/v1/lists/banned",
        "{\"trait\":\"email\",\"value\":\"" + EMAIL + "\",\"reason\":\"a note about her\"}");
    akismet();
    api.trySignIn(EMAIL, "a wrong password");
    api.bare(
        "POST",
        "/v1/session",
        "{\"user\":\"admin\",\"password\":\"a wrong password\"}",
        Map.of("X-Forwarded-For", IP));
    String browserKey =
        admin
            .post("/v1/keys", "{\"label\":\"form\",\"origins\":[\"https://news.example\"]}")
            .json()
            .getString("secret");
    api.bare(
        "POST",
        "/v1/comments",
        "{\"id\":\"b-1\",\"text\":\"From a form of a page\"}",
        Map.of(
            "Authorization",
            "Bearer " + browserKey,
            "Origin",
            "https://news.example",
            "X-Forwarded-For",
            IP));
  }

  private void akismet() {
    Map<String, String> form = new HashMap<>();
    form.put("api_key", LiveApi.KEY);
    form.put("blog", "https://news.example/");
    form.put("user_ip", IP);
    form.put("user_agent", "Mira/1.0");
    form.put("comment_author", "Mira L");
    form.put("comment_author_email", EMAIL);
    form.put("comment_content", "The northern island is lovely in autumn, too.");
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    Answer answer =
        api.foreign(
            "POST",
            "/1.1/comment-check",
            body.getBytes(UTF_8),
            Map.of("Content-Type", "application/x-www-form-urlencoded"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private String comment(String id, String text, String author) {
    Answer answer = api.post("/v1/comments", json(id, text, author).encode());
    assertThat(answer.json().getBoolean("recorded")).as(answer.body()).isTrue();
    return answer.body();
  }

  private static JsonObject json(String id, String text, String author) {
    boolean mira = author.equals("u-mira");
    return new JsonObject()
        .put("id", id)
        .put("text", text)
        .put(
            "author",
            new JsonObject()
                .put("id", author)
                .put("name", mira ? "Mira L" : "Other")
                .put("email", mira ? EMAIL : author + "@example.net")
                .put("url", mira ? "https://mira.example/" : "https://other.example/")
                .put("ip", mira ? IP : "203.0.113.77")
                .put("userAgent", mira ? "Mira/1.0" : "Other/1.0"));
  }

  private JsonObject erase(JsonObject body) {
    Answer answer = api.post("/v1/privacy/erase", body.encode());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /** The last answer, with the sums of all. */
  private JsonObject eraseAll(JsonObject person) {
    JsonObject sums = new JsonObject();
    @Nullable String cursor = null;
    while (true) {
      JsonObject answer = erase(cursor == null ? person : person.copy().put("cursor", cursor));
      for (Map.Entry<String, Object> kind : answer.getJsonObject("removed")) {
        sums.put(kind.getKey(), sums.getInteger(kind.getKey(), 0) + (Integer) kind.getValue());
      }
      cursor = answer.getString("cursor");
      if (cursor == null) {
        return answer.put("removed", sums);
      }
    }
  }

  private List<JsonObject> exportAll(JsonObject person, int limit) {
    List<JsonObject> records = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    JsonObject body = person.copy().put("limit", limit);
    while (true) {
      Answer answer = api.post("/v1/privacy/export", body.encode());
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      answer.json().getJsonArray("records").forEach(record -> records.add((JsonObject) record));
      String cursor = answer.json().getString("cursor");
      if (cursor == null) {
        return records;
      }
      assertThat(cursors.add(cursor)).as("it goes on").isTrue();
      body.put("cursor", cursor);
    }
  }

  private static List<String> ids(Answer export) {
    assertThat(export.status()).as(export.body()).isEqualTo(200);
    return export.json().getJsonArray("records").stream()
        .map(record -> ((JsonObject) record).getString("id"))
        .toList();
  }

  private List<JsonObject> auditLines() {
    return api.get("/v1/audit").body().lines().map(JsonObject::new).toList();
  }

  /** What a key had scored last may be noted seconds later, and until it scores something else. */
  private static boolean isLastScored(String line) {
    return line.startsWith("rg:{demo}:scored =");
  }

  /** As stored comments have it. */
  private static String packed(String hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(hash));
  }

  private static String emailHash() {
    return hash("email", EMAIL.toLowerCase(Locale.ROOT));
  }

  private static String ipHash() {
    return hash("ip", "c6336417");
  }

  private static String idHash() {
    return hash("id", "u-mira");
  }

  private static String hash(String purpose, String value) {
    return KeyedHash.of("a secret of tests".getBytes(UTF_8)).hex(purpose, value);
  }
}
