package dev.replyguard.http;

import static dev.replyguard.http.ApiFixture.DEMO_KEY;
import static dev.replyguard.http.ApiFixture.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Form;
import dev.replyguard.http.ApiFixture.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiServerTest {
  private final ApiFixture api = ApiFixture.start();

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void judgeComment_answersVerdictWithReasons() {
    Answer answer =
        api.post("/v1/comments", "{\"id\":\"judged\",\"text\":\"What a silly goose.\"}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().getString("id")).isEqualTo("judged");
    assertThat(answer.json().getString("verdict")).isEqualTo("hold");
    assertThat(answer.json().getBoolean("cached")).isFalse();
    assertThat(answer.json().getBoolean("recorded")).isTrue();
    JsonObject reason = answer.json().getJsonArray("reasons").getJsonObject(0);
    assertThat(reason.getJsonArray("matches").getJsonObject(0))
        .isEqualTo(new JsonObject().put("text", "goose").put("start", 13).put("end", 18));
  }

  @Test
  void judgeComment_sameIdAndTextAgain_answersWhatIsStored() {
    api.post("/v1/comments", "{\"id\":\"twice\",\"text\":\"Thank you.\"}");
    Answer again = api.post("/v1/comments", "{\"id\":\"twice\",\"text\":\"Thank you.\"}");

    assertThat(again.json().getString("verdict")).isEqualTo("approve");
    assertThat(again.json().getBoolean("cached")).isTrue();
    assertThat(again.json().getInteger("revision")).isEqualTo(1);
  }

  @Test
  void listRevisions_changedText_everyTextWithItsDecision() {
    api.post("/v1/comments", "{\"id\":\"changed\",\"text\":\"Thank you.\"}");
    api.post("/v1/comments", "{\"id\":\"changed\",\"text\":\"What a silly goose.\"}");

    Answer answer = api.get("/v1/comments/changed/revisions");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonArray revisions = answer.json().getJsonArray("revisions");
    assertThat(revisions).hasSize(2);
    JsonObject latest = revisions.getJsonObject(0);
    assertThat(latest.getInteger("revision")).isEqualTo(2);
    assertThat(latest.getString("text")).isEqualTo("What a silly goose.");
    assertThat(latest.getJsonObject("judgement").getString("verdict")).isEqualTo("hold");
    assertThat(revisions.getJsonObject(1).getJsonObject("judgement").getString("verdict"))
        .isEqualTo("approve");
  }

  @Test
  void listRevisions_unknownComment_is404() {
    Answer answer = api.get("/v1/comments/nobody-wrote-this/revisions");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problemType()).isEqualTo("urn:replyguard:problem:not-found");
  }

  @Test
  void judgeComment_withoutId_makesOneUp() {
    String first = api.post("/v1/comments", "{\"text\":\"Thank you.\"}").json().getString("id");
    String second = api.post("/v1/comments", "{\"text\":\"Thank you.\"}").json().getString("id");

    assertThat(first).matches("[0-9a-f]{32}").isNotEqualTo(second);
    assertThat(api.get("/v1/comments/" + first).status()).isEqualTo(200);
  }

  @Test
  void judgeComment_handsOnEveryField() {
    api.post(
        "/v1/comments",
        """
        {"id": "all", "text": "Thank you.",
         "author": {"id": "u", "name": "Ada", "email": "ada@example.org", "url": "example.org", "ip": "192.0.2.7",
                    "userAgent": "Test/1"},
         "article": {"id": "a", "url": "https://example.org/a", "title": "A", "section": "city",
                     "publishedAt": "2026-11-20T06:00:00Z", "closed": true},
         "parent": {"id": "p", "text": "Is it so?"},
         "createdAt": "2026-11-22T11:15:30+01:00", "language": "en-GB",
         "form": {"honeypot": "x", "typingMillis": 1500}}
        """);

    Comment comment = api.comments.comment("demo", "all").orElseThrow();
    assertThat(comment.author().email()).isEqualTo("ada@example.org");
    assertThat(comment.author().userAgent()).isEqualTo("Test/1");
    assertThat(comment.article().title()).isEqualTo("A");
    assertThat(comment.article().section()).isEqualTo("city");
    assertThat(comment.article().publishedAt()).isEqualTo(Instant.parse("2026-11-20T06:00:00Z"));
    assertThat(comment.article().closed()).isTrue();
    assertThat(comment.form()).isEqualTo(new Form(true, Duration.ofMillis(1_500)));
    assertThat(comment.parent().text()).isEqualTo("Is it so?");
    assertThat(comment.createdAt()).isEqualTo(Instant.parse("2026-11-22T10:15:30Z"));
    assertThat(comment.language()).isEqualTo("en-GB");
  }

  @Test
  void judgeComment_createdAtLeftOut_isNow() {
    api.post("/v1/comments", "{\"id\":\"now\",\"text\":\"Thank you.\"}");

    assertThat(api.comments.comment("demo", "now").orElseThrow().createdAt())
        .isEqualTo(ApiFixture.NOW);
  }

  @Test
  void getComment_answersWhatWasDecided() {
    Answer judged = api.post("/v1/comments", "{\"id\":\"found\",\"text\":\"What a goose.\"}");
    Answer found = api.get("/v1/comments/found");

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.json()).isEqualTo(judged.json().put("cached", true));
  }

  @Test
  void getComment_idWithSlashSpaceAndUmlaut_isPercentDecoded() {
    api.post("/v1/comments", "{\"id\":\"a/b c\\u00e4\",\"text\":\"Thank you.\"}");

    Answer found = api.get("/v1/comments/a%2Fb%20c%C3%A4");

    assertThat(found.status()).as(found.body()).isEqualTo(200);
    assertThat(found.json().getString("id")).isEqualTo("a/b c\u00e4");
  }

  @Test
  void getComment_unknown_is404() {
    Answer answer = api.get("/v1/comments/nobody-wrote-this");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problemType()).isEqualTo("urn:replyguard:problem:not-found");
  }

  @Test
  void getComment_ofAnotherSite_is404() {
    api.post("/v1/comments", "{\"id\":\"private\",\"text\":\"Thank you.\"}");

    Answer answer =
        api.send(
            api.bare("/v1/comments/private").header("Authorization", "Bearer " + OTHER_KEY).GET());

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void getComment_idTooLong_is422() {
    Answer answer = api.get("/v1/comments/" + "x".repeat(201));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors()).containsEntry("id", "at most 200 characters expected, got 201");
  }

  @Test
  void scoreTexts_answersOneResultEach() {
    Answer answer =
        api.post("/v1/scores", "{\"comments\":[{\"text\":\"Thank you.\"},{\"text\":\"Or not.\"}]}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonArray results = answer.json().getJsonArray("results");
    assertThat(results).hasSize(2);
    assertThat(results.getJsonObject(0).getJsonObject("scores").getDouble("toxicity"))
        .isEqualTo(0.71);
  }

  @Test
  void scoreTexts_aThousandTexts_areTaken() {
    assertThat(api.post("/v1/scores", comments(1_000)).json().getJsonArray("results"))
        .hasSize(1_000);
  }

  @Test
  void scoreTexts_aThousandAndOneTexts_are422() {
    Answer answer = api.post("/v1/scores", comments(1_001));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors())
        .containsEntry("comments", "1 to 1,000 elements expected, got 1,001");
  }

  @Test
  void scoreTexts_explained_addsContributionsThatAddUp() {
    Answer answer = api.post("/v1/scores?explain=true", comments(2));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonObject result = answer.json().getJsonArray("results").getJsonObject(1);
    assertThat(result.getJsonObject("scores").getDouble("insult")).isEqualTo(0.83);
    assertThat(result.getJsonArray("contributions")).hasSize(8);
    JsonObject insult = result.getJsonArray("contributions").getJsonObject(3);
    assertThat(insult.getString("label")).isEqualTo("insult");
    assertThat(insult.getJsonArray("parts")).hasSize(20);
    BigDecimal sum =
        Stream.concat(
                Stream.of(insult.getNumber("bias"), insult.getNumber("rest")),
                insult.getJsonArray("parts").stream()
                    .map(part -> ((JsonObject) part).getNumber("weight")))
            .map(number -> new BigDecimal(number.toString()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(new BigDecimal(insult.getNumber("logit").toString()));
  }

  @Test
  void scoreTexts_explainFalse_addsNothing() {
    Answer answer = api.post("/v1/scores?explain=false", comments(1));

    assertThat(answer.json().getJsonArray("results").getJsonObject(0).fieldNames())
        .containsExactly("scores");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "yes", "TRUE", "", "true&explain=true"})
  void scoreTexts_explainOtherThanTrueOrFalse_is422(String explain) {
    Answer answer = api.post("/v1/scores?explain=" + explain, comments(1));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors()).containsOnlyKeys("explain");
  }

  @Test
  void requestId_given_isTakenOver() {
    Answer answer =
        api.send(api.request("/v1/comments/x").header("X-Request-Id", "abc-1._Z").GET());

    assertThat(answer.header("x-request-id")).isEqualTo("abc-1._Z");
    assertThat(answer.json().getString("requestId")).isEqualTo("abc-1._Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"has space", "semi;colon", "<script>", "{}"})
  void requestId_unfitForALog_isReplaced(String id) {
    Answer answer = api.send(api.request("/v1/comments/x").header("X-Request-Id", id).GET());

    assertThat(answer.header("x-request-id")).matches("[0-9a-f]{32}");
  }

  @Test
  void requestId_of129Characters_isReplaced() {
    Answer answer =
        api.send(api.request("/v1/comments/x").header("X-Request-Id", "a".repeat(129)).GET());

    assertThat(answer.header("x-request-id")).matches("[0-9a-f]{32}");
  }

  @Test
  void everyAnswer_forbidsSniffingCachingAndFraming() {
    for (Answer answer :
        new Answer[] {api.post("/v1/scores", comments(1)), api.get("/nowhere"), api.get("/docs")}) {
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
      assertThat(answer.header("content-security-policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by");
    }
  }

  @Test
  void authorization_missing_is401WithChallenge() {
    Answer answer = api.send(api.bare("/v1/comments/x").GET());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"ReplyGuard\"");
    assertThat(answer.problemType()).isEqualTo("urn:replyguard:problem:unauthorized");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong-key",
        "Bearer ",
        "Bearer",
        "Basic RGVtb0tleTAwMDAx",
        DEMO_KEY,
        "Bearer DemoKey00001 DemoKey00001",
        "Bearer demokey00001"
      })
  void authorization_wrong_is401AndNeverRepeated(String header) {
    Answer answer =
        api.send(
            api.bare("/v1/scores")
                .header("Authorization", header)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(comments(1))));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).contains("invalid_token");
    assertThat(answer.body()).doesNotContainIgnoringCase("key00001").doesNotContain("wrong-key");
  }

  @Test
  void authorization_schemeInOtherCase_isTaken() {
    Answer answer =
        api.send(api.bare("/v1/comments/x").header("Authorization", "bEARER " + DEMO_KEY).GET());

    assertThat(answer.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1", "/v2/comments", "/v1/comments/a/b", "/.env", "/docs/../etc", "/%zz"})
  void unknownPath_is404OrNoPath(String path) {
    try (RawHttp raw = new RawHttp(api.port())) {
      Answer answer = raw.lines("GET " + path + " HTTP/1.1", "Host: x", "").answer();

      assertThat(answer.status()).isIn(400, 404);
      assertThat(answer.header("content-type")).isEqualTo(Problem.MEDIA_TYPE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
  void methodThatPathDoesNotTake_is405WithAllow(String method) {
    Answer answer = api.send(api.request("/v1/comments").method(method, BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo("POST");
    assertThat(answer.problemType()).isEqualTo("urn:replyguard:problem:method-not-allowed");
  }

  @Test
  void postToStoredComment_is405WithAllow() {
    assertThat(api.post("/v1/comments/x", "{}").header("allow")).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/jsonp",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=iso-8859-1",
        "json"
      })
  void contentTypeOtherThanJson_is415(String contentType) {
    Answer answer =
        api.send(
            api.bare("/v1/comments")
                .header("Authorization", "Bearer " + DEMO_KEY)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{\"text\":\"Thank you.\"}")));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("accept")).isEqualTo("application/json");
  }

  @Test
  void contentTypeMissing_is415() {
    Answer answer =
        api.send(
            api.bare("/v1/comments")
                .header("Authorization", "Bearer " + DEMO_KEY)
                .POST(BodyPublishers.ofString("{\"text\":\"Thank you.\"}")));

    assertThat(answer.status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Application/JSON",
        "application/json;charset=utf-8",
        "application/json; charset=\"UTF-8\"",
        "application/json; profile=x"
      })
  void contentTypeJsonInAnyForm_isTaken(String contentType) {
    Answer answer =
        api.send(
            api.bare("/v1/comments")
                .header("Authorization", "Bearer " + DEMO_KEY)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{\"text\":\"Thank you.\"}")));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static String comments(int count) {
    JsonArray comments = new JsonArray();
    for (int i = 0; i < count; i++) {
      comments.add(new JsonObject().put("text", "Thank you for number " + i));
    }
    return new JsonObject().put("comments", comments).encode();
  }
}
