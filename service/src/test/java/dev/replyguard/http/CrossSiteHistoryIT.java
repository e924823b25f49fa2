package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an author wrote on the publisher's other sites, in the detail of a comment. */
@ExtendWith(RedisExtension.class)
class CrossSiteHistoryIT {
  private static final String MIRA = "{\"id\":\"7\",\"email\":\"Mira@Example.org \"}";

  private final TestRedis redis;
  private final LiveApi api;
  private final Person admin;
  private final Map<String, String> keys = new HashMap<>();

  CrossSiteHistoryIT(TestRedis redis) {
    this.redis = redis;
    api = LiveApi.over(redis);
    admin = api.signIn("admin", LiveApi.ADMIN_PASSWORD);
    keys.put("demo", LiveApi.KEY);
  }

  @BeforeEach
  void threeSites() {
    for (String site : List.of("evening", "morning")) {
      admin.post("/v1/sites", "{\"id\":\"" + site + "\",\"name\":\"" + site + "\"}");
      Answer key =
          admin.send("POST", "/v1/keys", "{\"label\":\"web\",\"scopes\":[\"admin\"]}", at(site));
      keys.put(site, key.json().getString("secret"));
    }
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void commentsOfTheSameEmail_onOtherSites_areCountedAndTold_theLatestFirst() {
    comment("demo", "c-1", "Remark one on the trams", MIRA);
    comment("evening", "e-1", "Remark two on the trams", "{\"email\":\"mira@example.org\"}");
    comment("evening", "e-2", "Remark three on the trams", "{\"email\":\"mira@example.org\"}");
    comment(
        "morning", "m-1", "Remark four on the trams", "{\"id\":\"7\",\"email\":\"o@x.example\"}");
    verdict("evening", "e-1", "reject");

    JsonObject elsewhere = elsewhere(admin, "c-1");

    assertThat(elsewhere.getString("matchedBy")).isEqualTo("email");
    assertThat(elsewhere.getJsonArray("sites"))
        .isEqualTo(
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("site", "evening")
                        .put("comments", 2)
                        .put("approve", 1)
                        .put("hold", 0)
                        .put("reject", 1)));
    assertThat(elsewhere.getJsonArray("comments").stream())
        .extracting(
            past -> ((JsonObject) past).getString("id"),
            past -> ((JsonObject) past).getString("verdict"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("e-2", "approve"),
            org.assertj.core.groups.Tuple.tuple("e-1", "reject"));
    assertThat(elsewhere.getJsonArray("missing")).isEmpty();
    assertThat(elsewhere.getBoolean("more")).isFalse();
  }

  @Test
  void withoutAnEmail_theIdCounts_andThatIsSaid() {
    comment("demo", "c-1", "Remark one on the trams", "{\"id\":\"7\"}");
    comment("morning", "m-1", "Remark two on the trams", MIRA);

    JsonObject elsewhere = elsewhere(admin, "c-1");

    assertThat(elsewhere.getString("matchedBy")).isEqualTo("id");
    assertThat(elsewhere.getJsonArray("comments").getJsonObject(0).getString("site"))
        .isEqualTo("morning");
  }

  @Test
  void onlySitesThatTheCallerMaySee_andNoneForAKey() {
    comment("demo", "c-1", "Remark one on the trams", MIRA);
    comment("evening", "e-1", "Remark two on the trams", MIRA);
    comment("morning", "m-1", "Remark three on the trams", MIRA);
    admin.post(
        "/v1/users",
        "{\"name\":\"mo\",\"password\":\"a password\",\"role\":\"moderator\","
            + "\"sites\":[\"demo\",\"morning\"]}");
    Person moderator = api.signIn("mo", "a password");

    assertThat(elsewhere(moderator, "c-1").getJsonArray("comments").encode())
        .contains("m-1")
        .doesNotContain("e-1");
    assertThat(api.get("/v1/comments/c-1/review").json().containsKey("elsewhere")).isFalse();
  }

  @Test
  void manyComments_areCountedUpToABound_andTheLatestTwentyTold() {
    comment("demo", "c-1", "Remark one on the trams", MIRA);
    for (int i = 0; i < 25; i++) {
      comment("evening", "e-" + i, "Remark number " + i + " on the trams", MIRA);
    }

    JsonObject elsewhere = elsewhere(admin, "c-1");

    assertThat(elsewhere.getJsonArray("comments")).hasSize(20);
    assertThat(elsewhere.getJsonArray("comments").getJsonObject(0).getString("id"))
        .isEqualTo("e-24");
    assertThat(elsewhere.getJsonArray("sites").getJsonObject(0).getInteger("comments"))
        .isEqualTo(25);
  }

  @Test
  void siteThatCannotBeAsked_isLeftOut_andNamed() {
    comment("demo", "c-1", "Remark one on the trams", MIRA);
    comment("evening", "e-1", "Remark two on the trams", MIRA);
    comment("morning", "m-1", "Remark three on the trams", MIRA);
    String index = redis.command("KEYS", "rg:{morning}:author:email:*").get(0);
    redis.command("DEL", index);
    redis.command("SET", index, "no sorted set");

    JsonObject elsewhere = elsewhere(admin, "c-1");

    assertThat(elsewhere.getJsonArray("missing")).isEqualTo(new JsonArray().add("morning"));
    assertThat(elsewhere.getJsonArray("comments").encode()).contains("e-1").doesNotContain("m-1");
  }

  private static JsonObject elsewhere(Person who, String comment) {
    Answer answer = who.send("GET", "/v1/comments/" + comment + "/review", "", at("demo"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().getJsonObject("elsewhere");
  }

  private void comment(String site, String id, String text, String author) {
    String body = "{\"id\":\"" + id + "\",\"text\":\"" + text + "\",\"author\":" + author + "}";
    Answer answer = api.bare("POST", "/v1/comments", body, bearer(site));
    assertThat(answer.json().getBoolean("recorded")).as(answer.body()).isTrue();
  }

  private void verdict(String site, String id, String verdict) {
    Answer answer =
        api.bare(
            "POST",
            "/v1/comments/" + id + "/verdict",
            "{\"verdict\":\"" + verdict + "\",\"reason\":\"spam\"}",
            bearer(site));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private Map<String, String> bearer(String site) {
    return Map.of("Authorization", "Bearer " + keys.get(site));
  }

  private static Map<String, String> at(String site) {
    return Map.of("X-Site", site);
  }
}
