package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class PolicyIT {
  private static final String WORDS =
      """
      rules:
        words:
          - {name: birds, words: [wagtail], verdict: reject}
      """;
  private static final String STRICTER =
      """
      thresholds: {insult: {hold: 0.5}}
      rules:
        words:
          - {name: birds, words: [wagtail, kestrel], verdict: hold}
      """;

  private final LiveApi api;

  PolicyIT(TestRedis redis) {
    api = LiveApi.over(redis);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void get_nothingStored_isTheDefault() {
    Golden.checkLive("policy-default", api.get("/v1/policy"));
    assertThat(api.get("/v1/policy/versions").json().getJsonArray("versions")).isEmpty();
  }

  @Test
  void put_document_isStoredAsSent_andHoldsForTheNextComment() {
    Golden.checkLive("policy-stored", put(WORDS, 0, "birds"));
    Golden.checkLive("policy-current", api.get("/v1/policy"));

    JsonObject judged =
        api.post("/v1/comments", "{\"text\":\"There is a wagtail in the garden.\"}").json();
    assertThat(judged.getString("verdict")).isEqualTo("reject");
    assertThat(judged.getString("policy")).startsWith("v1-");
  }

  @Test
  void put_madeFromAnOlderVersion_isRefused() {
    put(WORDS, 0, "first");

    Answer second = put(STRICTER, 0, "second");

    Golden.checkLive("policy-conflict", second);
    assertThat(api.get("/v1/policy").json().getString("source")).isEqualTo(WORDS);
  }

  @Test
  void putAndValidate_whatIsNoPolicy_nameEveryField() {
    String wrong = "rules: {words: [{name: a, words: [], verdict: burn}], flood: {author: 3}}";

    Golden.checkLive("policy-invalid", put(wrong, 0, "wrong"));
    assertThat(api.post("/v1/policy:validate", draft(wrong)).errors())
        .containsKeys("source:rules.words[0].verdict", "source:rules.flood.author");
    assertThat(api.post("/v1/policy:validate", draft("thresholds: [")).errors())
        .containsOnlyKeys("source");
    assertThat(api.post("/v1/policy:validate", draft(WORDS)).json().getString("policy"))
        .startsWith("draft-");
    assertThat(api.post("/v1/policyXvalidate", draft(WORDS)).status()).isEqualTo(404);
  }

  @Test
  void versions_listDiffAndRestore_leadBack() {
    put(WORDS, 0, "first");
    put(STRICTER, 1, "second");

    Golden.checkLive("policy-versions", api.get("/v1/policy/versions"));
    Golden.checkLive("policy-diff", api.get("/v1/policy/versions/1/diff"));
    Golden.checkLive(
        "policy-restored",
        api.as(
            "ada",
            "POST",
            "/v1/policy/versions/1/restore",
            "{\"expected\":2,\"note\":\"too strict\"}"));
    assertThat(api.get("/v1/policy").json().getString("source")).isEqualTo(WORDS);
    assertThat(api.get("/v1/policy/versions/1/diff?to=3").json().getJsonArray("changes")).isEmpty();
    assertThat(api.get("/v1/policy/versions?limit=1").json().getInteger("next")).isEqualTo(2);
  }

  @Test
  void simulate_draft_tellsWhatWouldChange_andHowFarItAgreesWithPeople() {
    comment("c-1", "There is a wagtail in the garden.");
    comment("c-2", "The kestrel over the mast is back.");
    comment("c-3", "The timetable of the harbour line has changed.");
    api.post("/v1/comments/c-1/verdict", "{\"verdict\":\"reject\",\"reason\":\"off_topic\"}");
    api.post("/v1/comments/c-3/verdict", "{\"verdict\":\"approve\"}");

    Golden.checkLive("policy-simulated", api.post("/v1/policy:simulate", draft(STRICTER)));
    JsonObject one =
        api.post(
                "/v1/policy:simulate",
                new JsonObject(draft(STRICTER)).put("limit", 1).put("days", 1).encode())
            .json();
    assertThat(one.getInteger("comments")).isEqualTo(1);
    assertThat(one.getString("next")).isNotNull();
    assertThat(api.get("/v1/policy").json().getInteger("number")).isZero();
  }

  @Test
  void simulate_asLittleAsTheVerySamePolicy_changesNothing() {
    put(STRICTER, 0, "birds");
    comment("c-1", "There is a wagtail in the garden.");
    comment("c-2", "The timetable of the harbour line has changed.");

    JsonObject same = api.post("/v1/policy:simulate", draft(STRICTER)).json();

    assertThat(same.getInteger("changes")).isZero();
    assertThat(same.getJsonObject("before")).isEqualTo(same.getJsonObject("after"));
    assertThat(same.getJsonObject("after").getInteger("hold")).isEqualTo(1);
    assertThat(
            api.post(
                    "/v1/policy:simulate",
                    new JsonObject(draft("stages: 1")).put("days", 0).put("limit", 9999).encode())
                .errors())
        .containsOnlyKeys("days", "limit");
    assertThat(api.post("/v1/policy:simulate", draft("stages: 1")).errors())
        .containsOnlyKeys("source:stages");
  }

  @Test
  void simulate_countsAuthorsFloodsAndRepetitionsAnew_inTheOrderInWhichCommentsCame() {
    for (int i = 0; i < 4; i++) {
      commentOf("ada", "a-" + i, "The timetable of the harbour line has changed, part " + i);
    }
    commentOf("bob", "b-0", "Thank you for the map of the old harbour.");
    commentOf("bob", "b-1", "Thank you for the map of the old harbour.");

    JsonObject newcomers = simulated("rules: {firstTime: {approved: 2, verdict: hold}}");
    JsonObject flood =
        simulated(
            "rules: {flood: {author: {comments: 3, seconds: 3600, verdict: hold},"
                + " address: {comments: 99, seconds: 60, verdict: hold}}}");
    JsonObject repeated =
        simulated(
            "rules: {duplicate: {scope: author, hours: 24, minCharacters: 20, verdict: reject}}");
    JsonObject rest = simulated("rules: {disposableEmail: {verdict: hold}}");

    assertThat(changed(newcomers)).containsExactly("b-1", "b-0", "a-1", "a-0");
    assertThat(changed(flood)).containsExactly("a-3");
    assertThat(changed(repeated)).containsExactly("b-1");
    assertThat(notReplayed(newcomers))
        .containsExactly("lists/emailDomain", "lists/network", "memory", "rules/firstTime");
    assertThat(notReplayed(flood))
        .containsExactly("lists/emailDomain", "lists/network", "memory", "rules/flood.address");
    assertThat(notReplayed(rest))
        .containsExactly("lists/emailDomain", "lists/network", "memory", "rules/disposableEmail");
  }

  @Test
  void simulate_ofTheLatestFew_knowsWhatWasApprovedBefore() {
    for (int i = 0; i < 4; i++) {
      commentOf("ada", "a-" + i, "The timetable of the harbour line has changed, part " + i);
    }

    JsonObject latest =
        api.post(
                "/v1/policy:simulate",
                new JsonObject(draft("rules: {firstTime: {approved: 3, verdict: hold}}"))
                    .put("limit", 2)
                    .encode())
            .json();

    assertThat(changed(latest)).containsExactly("a-2");
  }

  private JsonObject simulated(String yaml) {
    return api.post("/v1/policy:simulate", draft(yaml)).json();
  }

  private static List<String> changed(JsonObject simulation) {
    return simulation.getJsonArray("changed").stream()
        .map(each -> ((JsonObject) each).getString("id"))
        .toList();
  }

  private static List<String> notReplayed(JsonObject simulation) {
    return simulation.getJsonArray("notReplayed").stream()
        .map(each -> ((JsonObject) each).getString("rule"))
        .toList();
  }

  private void commentOf(String author, String id, String text) {
    api.post(
        "/v1/comments",
        new JsonObject()
            .put("id", id)
            .put("text", text)
            .put("author", new JsonObject().put("id", author))
            .encode());
  }

  @Test
  void simulate_tellsHowCommentsAreSpreadOverTheScores_byWhatPeopleDecided() {
    comment("c-1", "There is a wagtail in the garden.");
    comment("c-2", "What a silly goose you are.");
    api.post("/v1/comments/c-2/verdict", "{\"verdict\":\"reject\",\"reason\":\"insult\"}");

    JsonObject toxicity =
        api.post(
                "/v1/policy:simulate",
                new JsonObject(draft("{}")).put("distribution", true).encode())
            .json()
            .getJsonObject("distribution")
            .getJsonObject("toxicity");

    double score = api.get("/v1/comments/c-2").json().getJsonObject("scores").getDouble("toxicity");
    assertThat(toxicity.getJsonArray("undecided").getInteger(0)).isEqualTo(1);
    JsonArray rejected = toxicity.getJsonArray("rejected");
    assertThat(rejected.getInteger((int) (score * rejected.size()))).isEqualTo(1);
    assertThat(sum(toxicity.getJsonArray("approved"))).isZero();
    assertThat(api.post("/v1/policy:simulate", draft("{}")).json().containsKey("distribution"))
        .isFalse();
  }

  @Test
  void try_draft_judgesAMadeUpText_andStoresNothing() {
    String text = "There is a wagtail here, you silly goose.";

    JsonObject tried =
        api.post("/v1/policy:try", new JsonObject(draft(STRICTER)).put("text", text).encode())
            .json();

    assertThat(tried.getString("verdict")).isNotEqualTo("approve");
    JsonObject reason = tried.getJsonArray("reasons").getJsonObject(0);
    assertThat(reason.getString("rule")).isEqualTo("words.birds");
    JsonObject match = reason.getJsonArray("matches").getJsonObject(0);
    assertThat(text.substring(match.getInteger("start"), match.getInteger("end")))
        .isEqualTo("wagtail");
    assertThat(tried.getJsonObject("scores").getFloat("toxicity")).isGreaterThan(0.3f);
    assertThat(api.post("/v1/policy:simulate", draft("{}")).json().getInteger("comments")).isZero();
    assertThat(
            api.post("/v1/policy:try", new JsonObject(draft("stages: 1")).put("text", "a").encode())
                .errors())
        .containsOnlyKeys("source:stages");
    assertThat(
            api.post("/v1/policy:try", new JsonObject(draft("{}")).put("text", " ").encode())
                .errors())
        .containsOnlyKeys("text");
  }

  @Test
  void model_tellsWhatItIs() {
    JsonObject model = api.get("/v1/model").json();

    assertThat(model.getString("version")).startsWith(model.getString("name") + "-");
    assertThat(model.getJsonArray("sources")).isNotEmpty();
    assertThat(model.getJsonArray("metrics")).isNotEmpty();
  }

  @Test
  void evaluation_isTheReportInTheBundle_alsoWhenAskedForAgain() {
    JsonObject report = api.get("/v1/model/evaluation").json();

    assertThat(api.get("/v1/model").json().getString("name")).isEqualTo(report.getString("model"));
    assertThat(report.getJsonArray("figures")).isNotEmpty();
    assertThat(api.get("/v1/model/evaluation").json()).isEqualTo(report);
  }

  private static int sum(JsonArray counts) {
    return counts.stream().mapToInt(count -> (Integer) count).sum();
  }

  @Test
  void version_thatIsNotThere_isNotFound() {
    assertThat(api.get("/v1/policy/versions/9").status()).isEqualTo(404);
    assertThat(api.get("/v1/policy/versions/0").errors()).containsOnlyKeys("number");
    assertThat(api.post("/v1/policy/versions/9/restore", "{\"expected\":0}").status())
        .isEqualTo(404);
  }

  private Answer put(String yaml, int expected, String note) {
    return api.put(
        "/v1/policy",
        new JsonObject()
            .put("format", "yaml")
            .put("source", yaml)
            .put("expected", expected)
            .put("note", note)
            .encode());
  }

  private void comment(String id, String text) {
    api.post("/v1/comments", new JsonObject().put("id", id).put("text", text).encode());
  }

  private static String draft(String yaml) {
    return new JsonObject().put("format", "yaml").put("source", yaml).encode();
  }
}
