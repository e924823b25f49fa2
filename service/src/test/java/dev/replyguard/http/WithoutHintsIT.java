package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is drawn by lot looks to moderators like what is held, until they decide. */
@ExtendWith(RedisExtension.class)
class WithoutHintsIT {
  private static final String POLICY =
      """
      rules:
        words:
          - {name: birds, words: [kestrel], verdict: hold}
          - {name: fish, words: [pike], verdict: reject}
      """;

  /** Each of another author, so that nothing but the verdict differs. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "c-approved", "A heron sits on the mast over there.",
          "c-held", "A kestrel sits on the mast over there.",
          "c-rejected", "A pike sits on the mast over there.");

  private final LiveApi api;

  WithoutHintsIT(TestRedis redis) {
    api =
        LiveApi.over(
            redis,
            Map.of("REPLYGUARD_REVIEW_SAMPLE_SHARE", "1", "REPLYGUARD_REVIEW_WITHHELD_SHARE", "1"));
  }

  @BeforeEach
  void judgeOneOfEach() {
    assertThat(
            api.put(
                    "/v1/policy",
                    new JsonObject()
                        .put("format", "yaml")
                        .put("source", POLICY)
                        .put("expected", 0)
                        .encode())
                .status())
        .isEqualTo(201);
    TEXTS.forEach(
        (id, text) ->
            assertThat(
                    api.post(
                            "/v1/comments",
                            new JsonObject()
                                .put("id", id)
                                .put("text", text)
                                .put("author", new JsonObject().put("id", "user-of-" + id))
                                .encode())
                        .status())
                .isEqualTo(200));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void inASession_allVerdictsLookTheSameEverywhere() {
    Person ada = moderator();

    assertSame(id -> entry(ada.get("/v1/queue").json(), id));
    assertSame(id -> ada.get("/v1/comments/" + id + "/review").json());
    assertSame(id -> ada.get("/v1/comments/" + id).json());
    assertSame(id -> ada.get("/v1/comments/" + id + "/revisions").json());
    assertSame(id -> audited(ada.get("/v1/audit").body(), id));
    assertSame(id -> event(ada.cookie(), id));
    assertThat(ada.get("/v1/audit?format=csv").body()).doesNotContain("rules/words", ",reject,");
    assertThat(ada.get("/v1/queue?rule=rules/words.birds").json().getJsonArray("entries"))
        .isEmpty();
    assertThat(ada.get("/v1/queue?minScore=0.01").json().getJsonArray("entries")).isEmpty();
    assertThat(ada.get("/v1/queue/counts").json().getJsonObject("rules")).isEmpty();
  }

  @Test
  void namedModerator_isToldNoMoreThanInASession_butTheSiteIs() {
    String path = "/v1/comments/c-rejected";

    assertThat(api.as("ada", "GET", path, "").json().getString("verdict")).isEqualTo("hold");
    assertThat(api.as("ada", "GET", path + "/revisions", "").body()).doesNotContain("reject\"");
    assertThat(api.get(path).json().getString("verdict")).isEqualTo("reject");
    assertThat(api.get(path + "/revisions").body()).contains("\"verdict\":\"reject\"", "fish");
    assertThat(audited(api.get("/v1/audit").body(), "c-rejected").encode())
        .contains("rules/words.fish", "statement");
    assertThat(event(LiveApi.KEY, "c-rejected").getString("verdict")).isEqualTo("reject");
  }

  @Test
  void newText_theEarlierOneTellsNothing() {
    api.post(
        "/v1/comments",
        "{\"id\":\"c-rejected\",\"text\":\"A heron, they say.\","
            + "\"author\":{\"id\":\"user-of-c-rejected\"}}");
    Person ada = moderator();

    assertThat(ada.get("/v1/comments/c-rejected/revisions").body())
        .doesNotContain("approve", "reject\"", "rules");
    assertThat(ada.get("/v1/comments/c-rejected/review").body()).doesNotContain("rules/");
    assertThat(audited(ada.get("/v1/audit").body(), "c-rejected").encode())
        .doesNotContain("rules/");
  }

  @Test
  void decided_everythingIsTold_untilItIsTakenBack() {
    Person ada = moderator();
    ada.post("/v1/comments/c-rejected/decision", "{\"verdict\":\"approve\"}");

    assertThat(ada.get("/v1/comments/c-rejected/review").body())
        .contains("rules/words.fish", "thresholds");
    assertThat(ada.get("/v1/comments/c-rejected/revisions").body()).contains("fish");
    assertThat(audited(ada.get("/v1/audit").body(), "c-rejected").encode())
        .contains("rules/words.fish");
    assertThat(event(ada.cookie(), "c-rejected").getString("verdict")).isEqualTo("reject");

    ada.send("DELETE", "/v1/comments/c-rejected/decision", "", Map.of());

    assertThat(ada.get("/v1/comments/c-rejected").body()).contains("\"blind\":true");
    assertThat(ada.get("/v1/comments/c-rejected/review").body())
        .doesNotContain("rules/", "\"reject\"");
    assertThat(event(ada.cookie(), "c-rejected").getString("verdict")).isEqualTo("hold");
  }

  @Test
  void reopened_isAnOrdinaryComment() {
    Person ada = moderator();
    ada.post("/v1/comments/c-rejected/decision", "{\"verdict\":\"approve\"}");
    ada.post("/v1/comments/c-rejected/reopen", "{}");

    assertThat(entry(ada.get("/v1/queue").json(), "c-rejected").encode())
        .contains("fish")
        .doesNotContain("blind");
  }

  /** The same of each comment, but for what is about the comment itself. */
  private static void assertSame(Function<String, JsonObject> seen) {
    List<String> shapes = TEXTS.keySet().stream().map(id -> stripped(seen.apply(id), id)).toList();

    assertThat(shapes.get(1)).isEqualTo(shapes.get(0));
    assertThat(shapes.get(2)).isEqualTo(shapes.get(0));
    assertThat(shapes.get(0))
        .contains("hold")
        .doesNotContain("approve", "reject", "rules", "score", "threshold", "contributions");
  }

  /** Without ids, times and words. */
  private static String stripped(JsonObject seen, String id) {
    return seen.encode()
        .replace(Objects.requireNonNull(TEXTS.get(id)), "TEXT")
        .replace(id, "ID")
        .replaceAll("\"[0-9]+-[0-9]+\"", "\"EVENT\"")
        .replaceAll("\"2[0-9]{3}-[0-9-]+T[0-9:.]+Z\"", "\"TIME\"")
        .replaceAll("\"normalized\":\"[^\"]*\"", "\"normalized\":\"TEXT\"");
  }

  private static JsonObject entry(JsonObject page, String id) {
    return objects(page.getJsonArray("entries"))
        .filter(entry -> entry.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  /** The first entry about the comment: what the service decided. */
  private static JsonObject audited(String lines, String id) {
    return lines
        .lines()
        .map(JsonObject::new)
        .filter(entry -> id.equals(entry.getString("comment")))
        .findFirst()
        .orElseThrow();
  }

  /** The event by which the comment was judged. */
  private JsonObject event(String key, String id) {
    try (EventReader reader =
        new EventReader(
            URI.create(api.url()).getPort(), key, "/v1/events?after=0", "X-Site: demo")) {
      reader.head();
      List<String> seen = new ArrayList<>();
      while (true) {
        List<String> block = reader.next();
        for (String line : block) {
          if (line.startsWith("data: ")) {
            JsonObject event = new JsonObject(line.substring("data: ".length()));
            seen.add(event.encode());
            if (event.getString("comment", "").equals(id)) {
              return event;
            }
          }
        }
        assertThat(seen).hasSizeLessThan(100);
      }
    }
  }

  private Person moderator() {
    Person admin = api.signIn("admin", LiveApi.ADMIN_PASSWORD);
    String password = "correct horse";
    admin.post(
        "/v1/users",
        new JsonObject()
            .put("name", "ada")
            .put("password", password)
            .put("role", "moderator")
            .put("sites", new JsonArray().add("demo"))
            .encode());
    return api.signIn("ada", password);
  }
}
