package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class ReviewIT {
  private static final String REJECT_SPAM = "{\"verdict\":\"reject\",\"reason\":\"spam\"}";
  private static final String APPROVE = "{\"verdict\":\"approve\"}";
  private static final String HOLD_ALL =
      """
      rules:
        firstTime: {approved: 20, verdict: hold}
      """;

  private final LiveApi api;

  ReviewIT(TestRedis redis) {
    api = LiveApi.over(redis);
  }

  @BeforeEach
  void holdEverything() {
    Answer answer =
        api.put(
            "/v1/policy",
            new JsonObject()
                .put("format", "yaml")
                .put("source", HOLD_ALL)
                .put("expected", 0)
                .encode());
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void queue_isListed_countedAndClaimedByOne() {
    held("c-1", "The timetable of the harbour line has changed.");

    Golden.checkLive("queue-counts", api.get("/v1/queue/counts"));
    Golden.checkLive("queue-page", api.get("/v1/queue"));
    Golden.checkLive("queue-claimed", api.as("ada", "POST", "/v1/queue:claim?limit=5", ""));
    assertThat(ids(api.as("bob", "POST", "/v1/queue:claim", ""))).isEmpty();
    Golden.checkLive("comment-claimed", api.as("ada", "PUT", "/v1/comments/c-1/claim", ""));
    Answer refused = api.as("bob", "PUT", "/v1/comments/c-1/claim", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().getString("detail")).startsWith("comment: claimed by moderator:ada");
    assertThat(api.as("ada", "DELETE", "/v1/comments/c-1/claim", "").status()).isEqualTo(204);
    assertThat(ids(api.as("bob", "POST", "/v1/queue:claim", ""))).containsExactly("c-1");
  }

  @Test
  void filters_findWhatTheyName() {
    held("c-1", "The timetable of the harbour line has changed.");
    api.post(
        "/v1/comments",
        "{\"id\":\"c-2\",\"text\":\"A kestrel sits on the mast over there.\","
            + "\"author\":{\"id\":\"u-2\"},\"article\":{\"id\":\"a-2\"}}");

    assertThat(ids(api.get("/v1/queue?text=Kestrel"))).containsExactly("c-2");
    assertThat(ids(api.get("/v1/queue?authorId=u-2&claim=free"))).containsExactly("c-2");
    assertThat(ids(api.get("/v1/queue?article=a-2&rule=rules/firstTime"))).containsExactly("c-2");
    assertThat(ids(api.get("/v1/queue?minAgeMinutes=60"))).isEmpty();
    assertThat(ids(api.get("/v1/queue?minScore=1"))).isEmpty();
    assertThat(ids(api.get("/v1/queue?from=2999-01-01T00:00:00Z"))).isEmpty();
    Golden.checkLive(
        "queue-invalid",
        api.get("/v1/queue?label=mood&minScore=0.8&maxScore=0.2&cursor=!&limit=500&claim=yours"));
  }

  @Test
  void pages_bringEveryEntryOnce() {
    for (int i = 0; i < 5; i++) {
      held("c-" + i, "Remark number " + i + " on the harbour line");
    }

    List<String> seen = new ArrayList<>();
    String next = "";
    while (next != null) {
      Answer page = api.get("/v1/queue?limit=2" + next);
      seen.addAll(ids(page));
      String cursor = page.json().getString("next");
      next = cursor == null ? null : "&cursor=" + cursor;
    }

    assertThat(seen).containsExactlyInAnyOrder("c-0", "c-1", "c-2", "c-3", "c-4");
  }

  @Test
  void decision_firstWins_andCanBeTakenBackAndReopened() {
    held("c-1", "The timetable of the harbour line has changed.");

    Golden.checkLive(
        "comment-decided", api.as("ada", "POST", "/v1/comments/c-1/decision", REJECT_SPAM));
    Golden.checkLive(
        "comment-decided-before", api.as("bob", "POST", "/v1/comments/c-1/decision", APPROVE));
    assertThat(verdict("c-1")).isEqualTo("reject");
    assertThat(api.as("bob", "DELETE", "/v1/comments/c-1/decision", "").status()).isEqualTo(409);
    Golden.checkLive("comment-undone", api.as("ada", "DELETE", "/v1/comments/c-1/decision", ""));
    assertThat(verdict("c-1")).isEqualTo("hold");
    assertThat(api.post("/v1/comments/c-1/verdict", APPROVE).status()).isEqualTo(200);
    assertThat(verdict("c-1")).isEqualTo("approve");
    assertThat(api.as("bob", "POST", "/v1/comments/c-1/reopen", "{\"note\":\"again\"}").status())
        .isEqualTo(204);
    assertThat(ids(api.get("/v1/queue"))).containsExactly("c-1");
  }

  @Test
  void decision_aboutATextThatWasEditedMeanwhile_isNotMade() {
    held("c-1", "The timetable of the harbour line has changed.");
    held("c-1", "The harbour line is run by fools, and by nobody else.");

    Answer refused =
        api.as(
            "ada", "POST", "/v1/comments/c-1/decision", "{\"verdict\":\"approve\",\"revision\":1}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().getString("detail"))
        .isEqualTo("comment: it has another text by now, revision 2");
    assertThat(verdict("c-1")).isEqualTo("hold");
    assertThat(ids(api.get("/v1/queue"))).containsExactly("c-1");
    assertThat(
            api.as(
                    "ada",
                    "POST",
                    "/v1/comments/c-1/decision",
                    "{\"verdict\":\"approve\",\"revision\":2}")
                .status())
        .isEqualTo(200);
    assertThat(
            api.post("/v1/comments/c-1/verdict", "{\"verdict\":\"approve\",\"revision\":0}")
                .errors())
        .containsOnlyKeys("revision");
  }

  @Test
  void textFilter_ofNothingThatIsSeen_isRefused_andDecidesNothing() {
    held("c-1", "The timetable of the harbour line has changed.");

    assertThat(api.get("/v1/queue?text=%E2%80%8B").errors()).containsOnlyKeys("text");
    assertThat(api.as("ada", "POST", "/v1/queue:decide?text=%EF%BB%BF", REJECT_SPAM).errors())
        .containsOnlyKeys("text");
    assertThat(verdict("c-1")).isEqualTo("hold");
  }

  @Test
  void notesAndEscalation_reachTheOtherModerator() {
    held("c-1", "The timetable of the harbour line has changed.");

    assertThat(api.as("ada", "POST", "/v1/comments/c-1/notes", "{\"note\":\"hm\"}").status())
        .isEqualTo(204);
    assertThat(api.as("ada", "POST", "/v1/comments/c-1/escalate", "{\"to\":\"bob\"}").status())
        .isEqualTo(204);
    assertThat(ids(api.as("ada", "POST", "/v1/queue:claim", ""))).isEmpty();
    assertThat(ids(api.get("/v1/queue?assignee=bob"))).containsExactly("c-1");
    assertThat(api.post("/v1/comments/c-9/notes", "{\"note\":\"hm\"}").status()).isEqualTo(404);
    assertThat(api.post("/v1/comments/c-1/notes", "{\"note\":\" \"}").errors())
        .containsOnlyKeys("note");
  }

  @Test
  void reports_countOnceAReader_andBringAPublishedCommentIntoTheQueue() {
    held("c-1", "The timetable of the harbour line has changed.");
    api.post("/v1/comments/c-1/verdict", APPROVE);
    String third = "{\"reason\":\"abuse\",\"reader\":{\"email\":\"reader@example.org\"}}";
    api.post("/v1/comments/c-1/reports", report("r-1"));
    api.post("/v1/comments/c-1/reports", report("r-2"));

    Golden.checkLive("comment-reported", api.post("/v1/comments/c-1/reports", third));
    Golden.checkLive("comment-reported-again", api.post("/v1/comments/c-1/reports", third));
    assertThat(ids(api.get("/v1/queue"))).containsExactly("c-1");
    assertThat(
            api.get("/v1/queue")
                .json()
                .getJsonArray("entries")
                .getJsonObject(0)
                .getJsonObject("comment")
                .getJsonObject("judgement")
                .getString("verdict"))
        .as("what had been decided is not told")
        .isEqualTo("hold");
    assertThat(api.post("/v1/comments/c-9/reports", report("r-1")).status()).isEqualTo(404);
    Golden.checkLive(
        "report-invalid",
        api.post("/v1/comments/c-1/reports", "{\"reason\":\"mood\",\"reader\":{\"name\":\"x\"}}"));
    assertThat(api.post("/v1/comments/c-1/reports", "{\"reason\":\"spam\",\"reader\":{}}").errors())
        .containsOnlyKeys("reader");
  }

  @Test
  void reports_ofOneReaderTooManyAtOnce_areRefusedForAWhile() {
    for (int i = 0; i < 11; i++) {
      held("c-" + i, "Remark number " + i + " on the harbour line");
    }
    for (int i = 0; i < 10; i++) {
      assertThat(api.post("/v1/comments/c-" + i + "/reports", report("r-1")).status())
          .isEqualTo(200);
    }

    Answer eleventh = api.post("/v1/comments/c-10/reports", report("r-1"));

    assertThat(eleventh.status()).isEqualTo(429);
    assertThat(Integer.parseInt(eleventh.header("retry-after"))).isBetween(1, 60);
  }

  @Test
  void bulk_byIds_decidesWhatIsFree_andTellsWhatIsNot() {
    for (int i = 0; i < 40; i++) {
      held("c-" + i, "Remark number " + i + " on the harbour line");
    }
    api.as("bob", "PUT", "/v1/comments/c-3/claim", "");
    JsonArray ids = new JsonArray().add("c-nobody");
    for (int i = 0; i < 40; i++) {
      ids.add("c-" + i);
    }

    Golden.checkLive(
        "bulk-decided",
        api.as(
            "ada",
            "POST",
            "/v1/comments:decide",
            new JsonObject().put("ids", ids).put("verdict", "approve").encode()));
    assertThat(ids(api.get("/v1/queue"))).containsExactly("c-3");
  }

  @Test
  void bulk_byFilter_decidesAtMostAsManyAsAllowed() {
    for (int i = 0; i < 5; i++) {
      held("k-" + i, "A kestrel on mast " + i);
    }
    held("c-1", "The timetable of the harbour line has changed.");

    JsonObject some =
        api.as(
                "ada",
                "POST",
                "/v1/queue:decide?text=kestrel",
                "{\"verdict\":\"approve\",\"limit\":2}")
            .json();
    JsonObject rest = api.as("ada", "POST", "/v1/queue:decide?text=kestrel", REJECT_SPAM).json();

    assertThat(some.getInteger("decided")).isEqualTo(2);
    assertThat(some.getBoolean("more")).isTrue();
    assertThat(rest.getInteger("decided")).isEqualTo(3);
    assertThat(ids(api.get("/v1/queue"))).containsExactly("c-1");
    assertThat(api.post("/v1/queue:decide", "{\"verdict\":\"reject\"}").errors())
        .containsOnlyKeys("reason");
    assertThat(
            api.post("/v1/queue:decide", "{\"verdict\":\"reject\",\"reason\":\"mood\"}").errors())
        .hasEntrySatisfying("reason", wrong -> assertThat(wrong).startsWith("one of toxicity"));
  }

  @Test
  void group_ofSimilarComments_isDecidedAsAWhole() {
    String advert =
        "Visit the grand opening of our new tea house near the old harbour this weekend";
    for (int i = 0; i < 4; i++) {
      held("g-" + i, advert + ", table " + i);
    }
    JsonObject entry = api.get("/v1/queue").json().getJsonArray("entries").getJsonObject(0);
    assertThat(entry.getInteger("waitingInGroup")).isEqualTo(4);

    JsonObject outcome =
        api.as("ada", "POST", "/v1/groups/" + entry.getString("group") + "/decision", REJECT_SPAM)
            .json();

    assertThat(outcome.getInteger("decided")).isEqualTo(4);
    assertThat(ids(api.get("/v1/queue"))).isEmpty();
    assertThat(verdict("g-3")).isEqualTo("reject");
  }

  @Test
  void review_tellsWhatWasDecidedAboutSimilarComments_apartFromThoseThatWait() {
    String advert =
        "Visit the grand opening of our new tea house near the old harbour this weekend";
    for (int i = 0; i < 5; i++) {
      held("g-" + i, advert + ", table " + i);
    }
    decide("ada", "g-1", "{\"verdict\":\"reject\",\"reason\":\"spam\"}");
    decide("bob", "g-3", "{\"verdict\":\"approve\"}");

    JsonObject detail = api.get("/v1/comments/g-2/review").json();

    assertThat(detail.getJsonArray("similar")).containsExactlyInAnyOrder("g-0", "g-4");
    List<JsonObject> decided =
        detail.getJsonArray("similarDecided").stream().map(JsonObject.class::cast).toList();
    assertThat(decided)
        .extracting(
            each ->
                String.join(
                    " ",
                    each.getString("id"),
                    each.getString("verdict"),
                    each.getString("decidedBy")))
        .containsExactly("g-3 approve moderator:bob", "g-1 reject moderator:ada");
    assertThat(decided.get(0).getString("text")).endsWith("table 3");

    api.as("ada", "DELETE", "/v1/comments/g-1/decision", "");
    JsonObject later = api.get("/v1/comments/g-2/review").json();
    assertThat(later.getJsonArray("similar")).containsExactlyInAnyOrder("g-0", "g-1", "g-4");
    assertThat(later.getJsonArray("similarDecided")).hasSize(1);
  }

  private void decide(String moderator, String id, String decision) {
    Answer answer = api.as(moderator, "POST", "/v1/comments/" + id + "/decision", decision);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void bulk_byFilter_decidesWholeGroups_asFarAsTheLimitAllows() {
    String advert =
        "Visit the grand opening of our new tea house near the old harbour this weekend";
    for (int i = 0; i < 4; i++) {
      held("g-" + i, advert + ", table " + i);
    }
    held("c-1", "The tea in the canteen has become dearer.");
    held("c-2", "The timetable of the harbour line has changed.");
    assertThat(ids(api.get("/v1/queue?text=tea"))).hasSize(2);

    JsonObject some =
        api.as(
                "ada",
                "POST",
                "/v1/queue:decide?text=grand%20opening",
                "{\"verdict\":\"reject\",\"reason\":\"spam\",\"limit\":3}")
            .json();
    assertThat(some.getInteger("decided")).isEqualTo(3);
    assertThat(some.getInteger("groups")).isZero();
    assertThat(some.getBoolean("more")).isTrue();
    for (int i = 0; i < 4; i++) {
      api.as("ada", "DELETE", "/v1/comments/g-" + i + "/decision", "");
    }
    api.as("bob", "PUT", "/v1/comments/g-2/claim", "");

    JsonObject outcome = api.as("ada", "POST", "/v1/queue:decide?text=tea", REJECT_SPAM).json();

    assertThat(outcome.getInteger("decided")).isEqualTo(4);
    assertThat(outcome.getInteger("groups")).isEqualTo(1);
    assertThat(outcome.getBoolean("more")).isFalse();
    assertThat(outcome.getJsonArray("undecided").getJsonObject(0).getString("id")).isEqualTo("g-2");
    assertThat(ids(api.get("/v1/queue"))).containsExactlyInAnyOrder("g-2", "c-2");
  }

  @Test
  void bulk_byFilterOfAnAuthor_leavesTheGroupsOtherCommentsAlone() {
    String advert =
        "Visit the grand opening of our new tea house near the old harbour this weekend";
    for (int i = 0; i < 3; i++) {
      held("g-" + i, advert + ", table " + i);
    }

    JsonObject outcome =
        api.as("ada", "POST", "/v1/queue:decide?authorId=u-g-0", REJECT_SPAM).json();

    assertThat(outcome.getInteger("decided")).isEqualTo(1);
    assertThat(outcome.getInteger("groups")).isZero();
    assertThat(verdict("g-1")).isEqualTo("hold");
  }

  @Test
  void review_ofOneComment_hasAllThatHelps() {
    held("c-1", "The t1metable of the harbour line has changed.");
    api.post(
        "/v1/comments",
        "{\"id\":\"c-2\",\"text\":\"Thank you for the map.\",\"author\":{\"id\":\"u-c-1\"}}");
    api.as("ada", "POST", "/v1/comments/c-1/notes", "{\"note\":\"seen before\"}");
    api.as("ada", "POST", "/v1/comments/c-1/decision", REJECT_SPAM);

    JsonObject detail = api.get("/v1/comments/c-1/review").json();

    assertThat(detail.getString("normalized")).isNotEqualTo("");
    assertThat(detail.getJsonObject("thresholds").getJsonObject("insult").getFloat("hold"))
        .isBetween(0f, 1f);
    JsonObject contributions = detail.getJsonArray("contributions").getJsonObject(0);
    assertThat(contributions.getString("label")).isEqualTo("toxicity");
    assertThat(contributions.getJsonArray("parts")).isNotEmpty();
    assertThat(detail.getJsonArray("byAuthor").getJsonObject(0).getString("id")).isEqualTo("c-2");
    assertThat(
            detail.getJsonArray("trail").stream()
                .map(entry -> ((JsonObject) entry).getString("type")))
        .containsExactly("decided", "noted", "ruled");
    assertThat(api.get("/v1/comments/c-9/review").status()).isEqualTo(404);
  }

  @Test
  void audit_export_tellsEverything_withStatementsOfReasons_pageByPage() {
    held("c-1", "The timetable of the harbour line has changed.");
    api.as(
        "ada",
        "POST",
        "/v1/comments/c-1/decision",
        "{\"verdict\":\"reject\",\"reason\":\"illegal\",\"note\":\"=1, \\\"quoted\\\"\"}");

    Answer lines = api.get("/v1/audit");
    assertThat(lines.header("content-type")).isEqualTo("application/x-ndjson");
    List<JsonObject> entries = lines.body().lines().map(JsonObject::new).toList();
    assertThat(entries.stream().map(entry -> entry.getString("type")))
        .containsExactly("policy", "decided", "ruled");
    JsonObject statement = entries.get(2).getJsonObject("statement");
    assertThat(statement.getString("ground")).isEqualTo("illegal_content");
    assertThat(statement.getString("automatedDecision")).isEqualTo("false");
    assertThat(statement.getString("facts")).isEqualTo("rules/firstTime");
    assertThat(entries.get(1).containsKey("statement")).isFalse();

    Answer first = api.get("/v1/audit?limit=2&format=csv");
    Answer second = api.get("/v1/audit?limit=2&format=csv&cursor=" + first.header("x-next-cursor"));
    assertThat(first.body().lines()).hasSize(3);
    assertThat(second.body()).contains("\"'=1, \"\"quoted\"\"\"", "moderator:ada");
    assertThat(second.headers()).doesNotContainKey("x-next-cursor");
    assertThat(api.get("/v1/audit?from=2999-01-01T00:00:00Z").body()).isEmpty();
    assertThat(api.get("/v1/audit?from=0001-01-01T00:00:00Z").body().lines()).hasSize(3);
    assertThat(api.get("/v1/audit?before=1969-12-31T23:59:59Z").body()).isEmpty();
    assertThat(api.get("/v1/audit?format=xml&cursor=x&limit=0").errors())
        .containsOnlyKeys("format", "cursor", "limit");
  }

  @Test
  void statistics_tellHowOftenPeopleRejectedWhatWasHeld() {
    held("c-1", "The timetable of the harbour line has changed.");
    held("c-2", "Thank you for the map.");
    api.as("ada", "POST", "/v1/comments/c-1/decision", REJECT_SPAM);
    api.as("ada", "POST", "/v1/comments/c-2/decision", APPROVE);

    JsonObject statistics = api.get("/v1/review/statistics?days=2").json();

    assertThat(statistics.getFloat("heldRejected")).isEqualTo(0.5f);
    assertThat(statistics.getJsonObject("counts").getInteger("automatic:hold")).isEqualTo(2);
    assertThat(statistics.getJsonObject("counts").getInteger("why:spam")).isEqualTo(1);
    assertThat(statistics.getJsonObject("counts").fieldNames())
        .anyMatch(name -> name.startsWith("reason:"));
    assertThat(statistics.getValue("rejectionsConfirmed")).isNull();
    assertThat(statistics.containsKey("days")).isFalse();
    JsonArray days = api.get("/v1/review/statistics?days=2&daily=true").json().getJsonArray("days");
    assertThat(days).hasSize(2);
    assertThat(days.getJsonObject(1).getJsonObject("counts").getInteger("ruled:reject"))
        .isEqualTo(1);
    assertThat(api.get("/v1/review/statistics?days=400").errors()).containsOnlyKeys("days");
  }

  @Test
  void moderatorsName_thatIsNone_isRefused() {
    Answer answer = api.as("x".repeat(101), "POST", "/v1/queue:claim", "");

    assertThat(answer.errors()).containsOnlyKeys("X-Moderator");
  }

  private void held(String id, String text) {
    Answer answer =
        api.post(
            "/v1/comments",
            new JsonObject()
                .put("id", id)
                .put("text", text)
                .put("createdAt", "2026-11-22T10:15:30Z")
                .put("author", new JsonObject().put("id", "u-" + id))
                .encode());
    assertThat(answer.json().getString("verdict")).as(answer.body()).isEqualTo("hold");
  }

  private String verdict(String id) {
    return api.get("/v1/comments/" + id).json().getString("verdict");
  }

  private static String report(String reader) {
    return "{\"reason\":\"abuse\",\"reader\":{\"id\":\"" + reader + "\"}}";
  }

  private static List<String> ids(Answer page) {
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    return page.json().getJsonArray("entries").stream()
        .map(entry -> ((JsonObject) entry).getString("id"))
        .toList();
  }
}
