package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a simulation makes of a varied day is held to what the real pipeline made of it. */
@ExtendWith(RedisExtension.class)
class PolicyReplayIT {
  private static final String POLICY =
      """
      thresholds: {insult: {hold: 0.5, reject: 0.99}}
      conditions:
        - {name: linked, if: {links: 2, firstTime: false}, verdict: hold}
      rules:
        words:
          - {name: birds, words: [wagtail], verdict: reject}
          - {name: masts, words: [kestrel], verdict: hold}
        firstTime: {approved: 1, verdict: hold}
        flood: {author: {comments: 6, seconds: 3600, verdict: hold}}
        duplicate: {scope: author, hours: 24, minCharacters: 20, verdict: hold}
      """;
  private static final String ADVERT =
      "Everybody is welcome at the summer fair by the old mill, with cake and music until dark";
  private static final String PRAISE =
      "The new timetable of the harbour line is a real improvement for all who live out there";
  private static final List<String> REGULARS = List.of("ada", "bob", "cleo", "dan", "eve", "fay");

  private final LiveApi api;
  private final Map<String, String> verdicts = new LinkedHashMap<>();

  PolicyReplayIT(TestRedis redis) {
    api = LiveApi.over(redis);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void simulate_theVerySamePolicy_overAVariedDay_changesNothing() {
    put(POLICY);
    aVariedDay();

    JsonObject same = simulated(POLICY, 5_000);
    JsonObject latest = simulated(POLICY, 12);

    assertThat(verdicts)
        .as("the day is varied: every stage has had a part in it")
        .containsEntry("list-banned", "reject")
        .containsEntry("list-freed", "approve")
        .containsEntry("list-trusted", "approve")
        .containsEntry("list-replaced", "reject")
        .containsEntry("list-domain", "reject")
        .containsEntry("rule-birds", "reject")
        .containsEntry("rule-masts", "hold")
        .containsEntry("rule-repeated", "hold")
        .containsEntry("memory-before", "approve")
        .containsEntry("memory-same", "reject")
        .containsEntry("memory-similar", "reject")
        .containsEntry("memory-undone", "approve")
        .containsEntry("first-ada", "hold")
        .containsEntry("campaign-3", "approve")
        .containsEntry("campaign-4", "hold")
        .containsEntry("campaign-5", "hold")
        .containsEntry("flood-6", "hold");
    assertThat(same.getInteger("comments")).isEqualTo(verdicts.size());
    assertThat(same.getJsonArray("changed")).isEmpty();
    assertThat(same.getJsonObject("after")).isEqualTo(same.getJsonObject("before"));
    assertThat(latest.getInteger("comments")).isEqualTo(12);
    assertThat(latest.getJsonArray("changed").stream().filter(each -> !isOfAFlood(each)))
        .as("of the latest ones, too, but for floods, which begin with the first that is looked at")
        .isEmpty();
    assertThat(rules(same, "replayed"))
        .containsExactly("lists", "rules", "memory", "memory/campaign", "policy");
    assertThat(rules(same, "notReplayed"))
        .containsExactly("lists/emailDomain", "lists/network", "memory", "rules/firstTime");
    assertThat(rules(simulated("stages: {lists: off}", 5_000), "notReplayed"))
        .as("the model had not been asked about comments of those who were on lists")
        .containsExactly("memory", "score");
  }

  @Test
  void simulate_listsThatDidNotCountThen_findsWhoWasOnThemThen() {
    put("stages: {lists: off}");
    comment("before", "mallory", "The ferry was late again this morning, as it is on most days.");
    String banned = listed("banned", "id", "mallory");
    comment("banned", "mallory", "The ferry was late again this evening, as it is on most days.");
    remove(banned);
    comment("freed", "mallory", "The ferry was on time for once, which is worth a word or two.");
    listed("banned", "id", "trudy");
    comment("replaced", "trudy", "I will take the bus from now on, and so should everybody else.");
    listed("trusted", "id", "trudy");
    comment(
        "trusted", "trudy", "You are a complete idiot, the bus is no better than the ferry was.");

    JsonObject now = simulated("languages: {en: hold, other: hold, undetermined: hold}", 5_000);

    assertThat(changed(now))
        .containsOnly(
            Map.entry("before", "hold"),
            Map.entry("banned", "reject"),
            Map.entry("freed", "hold"),
            Map.entry("replaced", "reject"),
            Map.entry("trusted", "approve"));
  }

  @Test
  void simulate_memoryThatDidNotCountThen_findsWhatPeopleHadDecidedThen_andCampaigns() {
    put("stages: {memory: off}");
    comment("before", "ada", ADVERT);
    comment("other", "bob", PRAISE);
    decide("before", "reject", "spam");
    comment("same", "cleo", ADVERT);
    comment("similar", "dan", ADVERT + "!!");
    for (int i = 0; i < REGULARS.size(); i++) {
      comment("praise-" + i, REGULARS.get(i), PRAISE + ".".repeat(i));
    }

    JsonObject now = simulated("{}", 5_000);
    JsonObject inShadow = simulated("stages: {memory: shadow}", 5_000);

    assertThat(changed(now))
        .containsOnly(
            Map.entry("same", "reject"),
            Map.entry("similar", "reject"),
            Map.entry("praise-4", "hold"),
            Map.entry("praise-5", "hold"));
    assertThat(changed(inShadow)).isEmpty();
  }

  @Test
  void simulate_theLatestComments_knowsWhatCampaignsBeganBefore() {
    put("stages: {memory: off}");
    for (int i = 0; i < REGULARS.size(); i++) {
      comment("praise-" + i, REGULARS.get(i), PRAISE + ".".repeat(i));
    }

    assertThat(changed(simulated("{}", 1))).containsOnly(Map.entry("praise-5", "hold"));
  }

  /** Known authors write, and others; lists and rulings change meanwhile. */
  private void aVariedDay() {
    for (String author : REGULARS) {
      comment("first-" + author, author, "Good morning from " + author + ", who is new here.");
      decide("first-" + author, "approve", null);
    }
    comment("rule-birds", "ada", "There is a wagtail in the garden of the old school house.");
    comment("rule-masts", "ada", "The kestrel over the mast of the harbour office is back.");
    comment("rule-links", "ada", "See https://one.example/a and https://two.example/b for maps.");
    comment("rule-once", "bob", "Thank you for the map of the old harbour, it is on my wall.");
    comment("rule-repeated", "bob", "Thank you for the map of the old harbour, it is on my wall.");

    String banned = listed("banned", "id", "cleo");
    comment("list-banned", "cleo", "I only ask because the notice at the pier says otherwise.");
    remove(banned);
    comment("list-freed", "cleo", "I asked before, and still the notice at the pier says so.");
    listed("trusted", "id", "newcomer");
    comment("list-trusted", "newcomer", "What a lot of silly geese there are on this island.");
    listed("banned", "id", "newcomer");
    comment("list-replaced", "newcomer", "And I would like to say it again to all of you here.");
    api.put("/v1/lists/banned", entry("emailDomain", "spam.example"));
    comment("list-domain", "dora", "Nothing to see here, please all go on to the next page.");

    comment("memory-before", "dan", ADVERT);
    decide("memory-before", "reject", "spam");
    comment("memory-same", "bob", ADVERT);
    comment("memory-similar", "fay", ADVERT + " !!");
    comment("memory-insult", "dan", "You are a complete idiot and everybody on the island knows");
    decide("memory-insult", "approve", null);
    comment("memory-approved", "eve", "You are a complete idiot and everybody on the island knows");
    comment("memory-like", "bob", "You are a complete idiot, and everybody on the island knows!");
    comment("memory-taken-back", "cleo", "The price of the ticket has gone up for the third time");
    decide("memory-taken-back", "reject", "spam");
    assertThat(api.as("bea", "DELETE", "/v1/comments/memory-taken-back/decision", "").status())
        .isEqualTo(200);
    comment("memory-undone", "dan", "The price of the ticket has gone up for the third time");

    for (int i = 0; i < REGULARS.size(); i++) {
      comment("campaign-" + i, REGULARS.get(i), PRAISE + ".".repeat(i));
    }
    for (int i = 0; i < 7; i++) {
      comment("flood-" + i, "gus", "Part " + "x".repeat(i + 1) + " of my tale of the pier " + i);
      if (i == 0) {
        decide("flood-0", "approve", null);
      }
    }
  }

  private static boolean isOfAFlood(Object changed) {
    return ((JsonObject) changed).getString("id").startsWith("flood-");
  }

  private JsonObject simulated(String yaml, int limit) {
    JsonObject body = draft(yaml).put("limit", limit);
    Answer answer = api.post("/v1/policy:simulate", body.encode());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static Map<String, String> changed(JsonObject simulation) {
    Map<String, String> changed = new LinkedHashMap<>();
    for (Object each : simulation.getJsonArray("changed")) {
      JsonObject comment = (JsonObject) each;
      changed.put(comment.getString("id"), comment.getString("after"));
    }
    return changed;
  }

  private static List<String> rules(JsonObject simulation, String field) {
    return simulation.getJsonArray(field).stream()
        .map(each -> ((JsonObject) each).getString("rule"))
        .toList();
  }

  private void put(String yaml) {
    Answer answer = api.put("/v1/policy", draft(yaml).put("expected", 0).encode());
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private static JsonObject draft(String yaml) {
    return new JsonObject().put("format", "yaml").put("source", yaml);
  }

  private void comment(String id, String author, String text) {
    JsonObject who = new JsonObject().put("id", author);
    if (author.equals("dora")) {
      who.put("email", "dora@mail.spam.example").put("ip", "192.0.2.7");
    }
    Answer answer =
        api.post(
            "/v1/comments",
            new JsonObject().put("id", id).put("text", text).put("author", who).encode());
    assertThat(answer.json().getBoolean("recorded")).as(answer.body()).isTrue();
    verdicts.put(id, answer.json().getString("verdict"));
  }

  private void decide(String id, String verdict, @Nullable String reason) {
    JsonObject body = new JsonObject().put("verdict", verdict);
    if (reason != null) {
      body.put("reason", reason);
    }
    Answer answer = api.as("bea", "POST", "/v1/comments/" + id + "/decision", body.encode());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private String listed(String list, String trait, String value) {
    return api.put("/v1/lists/" + list, entry(trait, value)).json().getString("id");
  }

  private static String entry(String trait, String value) {
    return new JsonObject().put("trait", trait).put("value", value).encode();
  }

  private void remove(String entry) {
    String path = "/v1/lists/banned/" + URLEncoder.encode(entry, StandardCharsets.UTF_8);
    Answer answer = api.delete(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
  }
}
