package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class AuthorListsIT {
  private static final String LATER = "2999-01-01T00:00:00Z";

  private final LiveApi api;

  AuthorListsIT(TestRedis redis) {
    api = LiveApi.over(redis);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void put_newEntry_isAdded_andHoldsForTheNextComment() {
    Golden.checkLive(
        "list-entry-added",
        api.as(
            "ada",
            "PUT",
            "/v1/lists/banned",
            "{\"trait\":\"email\",\"value\":\"Mallory@Example.org\",\"reason\":\"adverts\","
                + "\"expiresAt\":\"2999-01-01T00:00:00Z\"}"));

    JsonObject judged = comment("c-1", "mallory@example.org").json();
    assertThat(judged.getString("verdict")).isEqualTo("reject");
    assertThat(judged.getJsonArray("reasons").getJsonObject(0).getString("message"))
        .isEqualTo("The author is banned: adverts");
  }

  @Test
  void put_sameAuthorOnTheOtherList_replacesTheEntry() {
    api.put("/v1/lists/banned", entry("network", "192.0.2.7/24"));

    Golden.checkLive(
        "list-entry-replaced", api.put("/v1/lists/trusted", entry("network", "192.0.2.0/24")));
    assertThat(api.get("/v1/lists/banned").json().getJsonArray("entries")).isEmpty();
  }

  @Test
  void put_withRejectWaiting_clearsWhatWaitsOfTheAuthorOnly() {
    policy("rules: {firstTime: {approved: 1, verdict: hold}}");
    for (int i = 0; i < 3; i++) {
      assertThat(comment("m-" + i, "mallory@example.org").json().getString("verdict"))
          .isEqualTo("hold");
    }
    comment("a-1", "ada@example.org");

    Answer answer =
        api.as(
            "ada",
            "PUT",
            "/v1/lists/banned",
            "{\"trait\":\"email\",\"value\":\"mallory@example.org\",\"rejectWaiting\":\"spam\"}");

    Golden.checkLive("list-entry-clearing", answer);
    assertThat(api.get("/v1/comments/m-2").json().getString("verdict")).isEqualTo("reject");
    assertThat(api.get("/v1/comments/a-1").json().getString("verdict")).isEqualTo("hold");
  }

  @Test
  void put_namingAComment_meansItsAuthor_ofWhomOnlyHashesAreStored() {
    policy("rules: {firstTime: {approved: 1, verdict: hold}}");
    comment("m-1", "Mallory@example.org");
    comment("m-2", "mallory@example.org ");
    comment("a-1", "ada@example.org");
    String ban = "{\"trait\":\"email\",\"comment\":\"m-1\",\"rejectWaiting\":\"spam\"}";

    Answer answer = api.as("ada", "PUT", "/v1/lists/banned", ban);

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().getInteger("rejected")).isEqualTo(2);
    assertThat(api.get("/v1/comments/a-1").json().getString("verdict")).isEqualTo("hold");
    assertThat(comment("m-3", "mallory@EXAMPLE.org").json().getString("verdict"))
        .isEqualTo("reject");
    Answer typed = api.put("/v1/lists/banned", entry("email", "mallory@example.org"));
    assertThat(typed.status()).as("the same entry").isEqualTo(200);
    assertThat(typed.json().getString("id")).isEqualTo(answer.json().getString("id"));
    assertThat(api.put("/v1/lists/banned", ban.replace("email", "address")).errors())
        .containsOnlyKeys("comment");
    assertThat(api.put("/v1/lists/banned", ban.replace("m-1", "nobody")).errors())
        .containsOnlyKeys("comment");
    assertThat(api.put("/v1/lists/banned", "{\"trait\":\"network\",\"comment\":\"m-1\"}").errors())
        .containsOnlyKeys("comment");
    assertThat(api.put("/v1/lists/banned", "{\"trait\":\"id\"}").errors())
        .containsOnlyKeys("value");
  }

  @Test
  void put_domainWithRejectWaiting_clearsWhatWaitsFromThereAndBelow_andCanBeTakenBack() {
    policy("rules: {firstTime: {approved: 1, verdict: hold}}");
    comment("m-1", "mallory@adverts.example");
    comment("m-2", "eve@MAIL.adverts.example");
    comment("a-1", "ada@example.org");
    comment("a-2", "ada@no-adverts.example");

    JsonObject cleared = clearing("emailDomain", "Adverts.example");

    assertThat(cleared.getInteger("rejected")).isEqualTo(2);
    assertThat(cleared.getBoolean("moreWaiting")).isFalse();
    assertThat(verdict("m-1")).isEqualTo("reject");
    assertThat(verdict("m-2")).isEqualTo("reject");
    assertThat(verdict("a-1")).isEqualTo("hold");
    assertThat(verdict("a-2")).isEqualTo("hold");
    assertThat(api.as("ada", "DELETE", "/v1/comments/m-2/decision", "").status()).isEqualTo(200);
    assertThat(verdict("m-2")).isEqualTo("hold");
    assertThat(clearing("emailDomain", "adverts.example").getInteger("rejected")).isEqualTo(1);
  }

  @Test
  void put_networkOrAddressWithRejectWaiting_clearsWhatWaitsFromThere() {
    policy("rules: {firstTime: {approved: 1, verdict: hold}}");
    commentFrom("n-1", "192.0.2.1");
    commentFrom("n-2", "192.0.3.255");
    commentFrom("n-3", "192.0.4.0");
    commentFrom("v-1", "2001:db8:12::7");
    commentFrom("v-2", "2001:db8:13::7");

    assertThat(clearing("network", "192.0.2.0/23").getInteger("rejected")).isEqualTo(2);
    assertThat(verdict("n-3")).isEqualTo("hold");
    assertThat(clearing("network", "2001:db8:12::/47").getInteger("rejected")).isEqualTo(2);
    assertThat(clearing("address", "192.0.4.0").getInteger("rejected")).isEqualTo(1);
    assertThat(clearing("network", "10.0.0.0/8").getInteger("rejected")).isZero();
  }

  private JsonObject clearing(String trait, String value) {
    Answer answer =
        api.as(
            "ada",
            "PUT",
            "/v1/lists/banned",
            new JsonObject()
                .put("trait", trait)
                .put("value", value)
                .put("rejectWaiting", "spam")
                .encode());
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    return answer.json();
  }

  private String verdict(String id) {
    return api.get("/v1/comments/" + id).json().getString("verdict");
  }

  private void commentFrom(String id, String ip) {
    api.post(
        "/v1/comments",
        new JsonObject()
            .put("id", id)
            .put("text", "Thank you for the timetable, " + id)
            .put("author", new JsonObject().put("ip", ip))
            .encode());
  }

  @Test
  void put_whatIsNoEntry_namesEveryField() {
    Answer answer =
        api.put(
            "/v1/lists/trusted",
            "{\"trait\":\"emailDomain\",\"value\":\"no domain\",\"expiresAt\":\"2001-01-01T00:00:00Z\","
                + "\"rejectWaiting\":\"spam\",\"mood\":1}");

    Golden.checkLive("list-entry-invalid", answer);
    assertThat(api.put("/v1/lists/banned", entry("network", "192.0.2.7")).errors())
        .containsOnlyKeys("value");
    assertThat(api.put("/v1/lists/liked", entry("id", "u-1")).errors()).containsOnlyKeys("list");
  }

  @Test
  void get_pages_bringEveryEntryOnce_theLatestFirst() {
    List<String> added = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      added.add(0, "d" + i + ".example");
      api.put("/v1/lists/banned", entry("emailDomain", "d" + i + ".example"));
    }

    List<String> seen = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonObject page = api.get("/v1/lists/banned?limit=2" + next).json();
      JsonArray entries = page.getJsonArray("entries");
      entries.forEach(entry -> seen.add(((JsonObject) entry).getString("value")));
      String cursor = page.getString("next");
      next = cursor == null ? null : "&cursor=" + cursor;
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(added);
    assertThat(api.get("/v1/lists/banned?limit=0&cursor=%21").errors())
        .containsOnlyKeys("limit", "cursor");
  }

  @Test
  void getAndDelete_byId_findTheEntryOnItsListOnly() {
    String id = api.put("/v1/lists/banned", entry("address", "192.0.2.9")).json().getString("id");
    String path = URLEncoder.encode(id, StandardCharsets.UTF_8);

    assertThat(api.get("/v1/lists/banned/" + path).json().getString("by")).isEqualTo("site:demo");
    assertThat(api.delete("/v1/lists/trusted/" + path).status()).isEqualTo(404);
    assertThat(api.delete("/v1/lists/banned/" + path).status()).isEqualTo(204);
    Golden.checkLive("list-entry-missing", api.get("/v1/lists/banned/" + path));
  }

  private Answer comment(String id, String email) {
    return api.post(
        "/v1/comments",
        new JsonObject()
            .put("id", id)
            .put("text", "Thank you for the timetable, " + id)
            .put("author", new JsonObject().put("email", email))
            .encode());
  }

  private void policy(String yaml) {
    Answer answer =
        api.put(
            "/v1/policy",
            new JsonObject().put("format", "yaml").put("source", yaml).put("expected", 0).encode());
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private static String entry(String trait, String value) {
    return new JsonObject()
        .put("trait", trait)
        .put("value", value)
        .put("expiresAt", LATER)
        .encode();
  }
}
