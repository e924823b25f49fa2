package dev.replyguard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Perspective's protocol over the whole service, word for word; see {@link Golden}. */
@ExtendWith(RedisExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PerspectiveIT {
  private static final String ANALYZE = "/v1alpha1/comments:analyze";
  private static final String SUGGEST = "/v1alpha1/comments:suggestscore";
  private static final String RUDE = "What a stupid idea, you idiot.";
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final TestRedis redis;
  private final LiveApi api;

  PerspectiveIT(TestRedis redis) {
    this.redis = redis;
    this.api = LiveApi.over(redis);
  }

  @AfterAll
  void close() {
    api.close();
  }

  record Case(String name, Function<PerspectiveIT, Answer> exchange) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        analyze(
            "analyze",
            """
            {"comment": {"text": "%s"}, "languages": ["en"],
             "requestedAttributes": {"TOXICITY": {}, "INSULT": {}}}
            """
                .formatted(RUDE)),
        analyze(
            "analyze-all-names",
            """
            {"comment": {"text": "%s", "type": "PLAIN_TEXT"}, "languages": ["en-GB"],
             "requestedAttributes": {"TOXICITY": {"scoreType": "PROBABILITY"}, "SEVERE_TOXICITY": {},
               "IDENTITY_ATTACK": {}, "INSULT": {}, "PROFANITY": {}, "THREAT": {},
               "SEXUALLY_EXPLICIT": {}, "SPAM": {}, "OBSCENE": {}, "TOXICITY_FAST": {},
               "TOXICITY_EXPERIMENTAL": {}, "THREAT_EXPERIMENTAL": null, "INSULT@1": {}},
             "context": {"entries": [{"text": "Before."}]}, "sessionId": "s", "communityId": "c"}
            """
                .formatted(RUDE)),
        analyze(
            "analyze-spans",
            """
            {"comment": {"text": "%s  Thank you for the article. 🙂 Bye."}, "languages": ["en"],
             "requestedAttributes": {"TOXICITY": {}}, "spanAnnotations": true, "doNotStore": true,
             "clientToken": "t-1"}
            """
                .formatted(RUDE)),
        analyze(
            "analyze-detected",
            """
            {"comment": {"text": "Thank you, this is the clearest explanation I have read so far."},
             "requestedAttributes": {"TOXICITY": {}}}
            """),
        analyze(
            "analyze-undetected",
            "{\"comment\": {\"text\": \"ok\"}, \"requestedAttributes\": {\"TOXICITY\": {}}}"),
        analyze(
            "analyze-thresholds",
            """
            {"comment": {"text": "%s"}, "languages": ["en"],
             "requestedAttributes": {"INSULT": {"scoreThreshold": 0.1},
               "THREAT": {"scoreThreshold": "0.99"}}}
            """
                .formatted(RUDE)),
        analyze(
            "analyze-below-thresholds",
            """
            {"comment": {"text": "Thank you."}, "languages": ["en"],
             "requestedAttributes": {"THREAT": {"scoreThreshold": 0.99}}}
            """),
        analyze(
            "analyze-as-protobuf",
            """
            {"comment": {"text": "%s", "type": 1}, "languages": ["en"], "do_not_store": true,
             "requested_attributes": {"TOXICITY": {"score_type": 1, "score_threshold": null}},
             "client_token": null,
             "context": {"article_and_parent_comment": {"article": {"text": "A"},
               "parent_comment": {"text": "P"}}}}
            """
                .formatted(RUDE)),
        analyze(
            "analyze-drop-unsupported",
            """
            {"comment": {"text": "Vielen Dank für den Artikel."}, "languages": ["de"],
             "requestedAttributes": {"TOXICITY": {}}, "dropUnsupportedAttributes": true}
            """),
        new Case(
            "analyze-pretty",
            test ->
                test.post(
                    ANALYZE + "?key=" + LiveApi.KEY + "&prettyPrint=true&alt=json&$.xgafv=2",
                    "{\"comment\":{\"text\":\"Hi.\"},\"languages\":[\"en\"],"
                        + "\"requestedAttributes\":{\"SPAM\":{}}}")),
        analyze("400-empty-body", ""),
        analyze("400-no-comment", "{\"requestedAttributes\": {\"TOXICITY\": {}}}"),
        analyze(
            "400-empty-comment",
            "{\"comment\": {\"text\": \"\"}, \"requestedAttributes\": {\"NOPE\": {}}}"),
        analyze(
            "400-too-long",
            "{\"comment\": {\"text\": \""
                + "é".repeat(11_684)
                + "\"}, \"requestedAttributes\": {\"NOPE\": {}}}"),
        analyze("400-html", "{\"comment\": {\"text\": \"<b>\", \"type\": \"HTML\"}}"),
        analyze(
            "400-both-contexts",
            """
            {"comment": {"text": "Hi."}, "requestedAttributes": {"TOXICITY": {}},
             "context": {"entries": [], "articleAndParentComment": {}}}
            """),
        analyze("400-no-attributes", "{\"comment\": {\"text\": \"Hi.\"}}"),
        attribute("400-unknown-attribute", "FLIRTATION", "{}"),
        attribute("400-unknown-version", "TOXICITY@6", "{}"),
        attribute("400-score-type", "TOXICITY", "{\"scoreType\": \"RAW\"}"),
        analyze(
            "400-language-requested",
            """
            {"comment": {"text": "Hi."}, "languages": ["en", "om"],
             "requestedAttributes": {"TOXICITY": {}}}
            """),
        analyze(
            "400-language-detected",
            """
            {"comment": {"text": "Vielen Dank für diesen ausgezeichneten Artikel, ich habe ihn gern gelesen."},
             "requestedAttributes": {"THREAT": {}}}
            """),
        analyze("400-unknown-field", "{\"foo\": 1}"),
        analyze("400-unknown-inner-field", "{\"comment\": {\"foo\": 1}}"),
        analyze("400-wrong-type", "{\"comment\": {\"text\": 1}}"),
        analyze("400-no-message", "[]"),
        analyze("400-no-json", "{\"comment\": "),
        attribute("400-endless-name", "X".repeat(2_000), "{}"),
        new Case(
            "400-not-utf8",
            test ->
                test.api.foreign(
                    "POST",
                    ANALYZE + "?key=" + LiveApi.KEY,
                    new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                    JSON)),
        new Case("400-alt", test -> test.post(ANALYZE + "?alt=proto&key=" + LiveApi.KEY, "{}")),
        new Case("403-no-key", test -> test.post(ANALYZE, "{")),
        new Case("400-wrong-key", test -> test.post(ANALYZE + "?key=nobodys", "{")),
        new Case("405-method", test -> test.api.foreign("GET", ANALYZE, new byte[0], Map.of())),
        new Case(
            "415-media-type",
            test ->
                test.api.foreign(
                    "POST",
                    ANALYZE + "?key=" + LiveApi.KEY,
                    new byte[] {'x'},
                    Map.of("Content-Type", "text/plain"))),
        suggest(
            "suggest",
            """
            {"comment": {"text": "You are a fool."}, "languages": ["en"], "clientToken": "comment:7",
             "attributeScores": {"INSULT": {"summaryScore": {"value": 1}}}}
            """),
        suggest(
            "suggest-spans",
            """
            {"comment": {"text": "Thank you, this is the clearest explanation I have read so far."},
             "attributeScores": {"TOXICITY": {"spanScores": [
               {"begin": 0, "end": 3, "score": {"value": "0.1", "type": "PROBABILITY"}}]}}}
            """),
        suggest("400-suggest-nothing", "{\"comment\": {\"text\": \"Hi.\"}}"),
        suggest(
            "400-suggest-no-score",
            "{\"comment\": {\"text\": \"Hi.\"}, \"attributeScores\": {\"INSULT\": {}}}"),
        suggest(
            "400-suggest-no-end",
            """
            {"comment": {"text": "Hi."},
             "attributeScores": {"INSULT": {"spanScores": [{"begin": 0, "score": {"value": 1}}]}}}
            """),
        new Case(
            "404-discovery-version",
            test ->
                test.api.foreign(
                    "GET", "/$discovery/rest?version=v1beta9", new byte[0], Map.of())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answer_isAsItWas(Case golden) {
    Golden.checkLive("perspective-" + golden.name(), golden.exchange().apply(this));
  }

  @Test
  void key_isTakenFromEitherHeader() {
    String body = "{\"comment\":{\"text\":\"Hi.\"},\"requestedAttributes\":{\"SPAM\":{}}}";

    for (Map.Entry<String, String> header :
        Map.of("X-Goog-Api-Key", LiveApi.KEY, "Authorization", "Bearer " + LiveApi.KEY)
            .entrySet()) {
      Answer answer =
          api.foreign(
              "POST",
              ANALYZE,
              body.getBytes(UTF_8),
              Map.of(
                  "Content-Type",
                  "application/json; charset=UTF-8",
                  header.getKey(),
                  header.getValue()));
      assertThat(answer.status()).as(header.getKey()).isEqualTo(200);
    }
  }

  @Test
  void spans_areTheSentencesInUtf16Units() {
    String text = "Thank you 🙂🙂. Fine!  You idiot.";
    JsonObject answer =
        post(
                keyed(ANALYZE),
                new JsonObject()
                    .put("comment", new JsonObject().put("text", text))
                    .put("languages", java.util.List.of("en"))
                    .put("spanAnnotations", true)
                    .put("requestedAttributes", new JsonObject().put("INSULT", new JsonObject()))
                    .encode())
            .json();

    Stream<String> parts =
        answer
            .getJsonObject("attributeScores")
            .getJsonObject("INSULT")
            .getJsonArray("spanScores")
            .stream()
            .map(JsonObject.class::cast)
            .map(span -> text.substring(span.getInteger("begin"), span.getInteger("end")));
    assertThat(parts).containsExactly("Thank you 🙂🙂.", "Fine!", "You idiot.");
  }

  @Test
  void pinnedModel_isKnownByItsVersion() {
    String version =
        api.post("/v1/scores", "{\"comments\":[{\"text\":\"Hi.\"}]}").json().getString("model");

    Answer answer =
        post(
            keyed(ANALYZE),
            "{\"comment\":{\"text\":\"Hi.\"},\"requestedAttributes\":{\"INSULT@"
                + version
                + "\":{}}}");

    assertThat(answer.json().getJsonObject("attributeScores").fieldNames())
        .containsExactly("INSULT@" + version);
  }

  @Test
  void analysis_isRecordedOnlyWhereTheSiteWantsItAndTheCallerDoesNotMind() {
    analyzed("r-1", false);
    policy("protocols: {perspective: {record: true}}");
    try {
      analyzed("r-2", false);
      analyzed("r-3", true);
    } finally {
      policy("{}");
    }

    assertThat(api.get("/v1/comments/r-1").status()).isEqualTo(404);
    assertThat(api.get("/v1/comments/r-2").status()).isEqualTo(200);
    assertThat(api.get("/v1/comments/r-3").status()).isEqualTo(404);
  }

  @Test
  void suggestion_isTheSitesOwnDecision() {
    String text = "The museum opens at ten.";
    String context =
        new JsonObject()
            .put("url", "https://news.example/a#c")
            .put("Coral_comment_id", "coral-1")
            .encode();
    JsonObject body =
        new JsonObject()
            .put("comment", new JsonObject().put("text", text))
            .put("languages", java.util.List.of("en"))
            .put("clientToken", "comment:coral-1")
            .put(
                "context",
                new JsonObject()
                    .put("entries", java.util.List.of(new JsonObject().put("text", context))))
            .put(
                "attributeScores",
                new JsonObject()
                    .put(
                        "TOXICITY",
                        new JsonObject().put("summaryScore", new JsonObject().put("value", 1))));

    assertThat(post(keyed(SUGGEST), body.encode()).status()).isEqualTo(200);

    JsonObject comment = api.get("/v1/comments/coral-1").json();
    assertThat(comment.getString("verdict")).isEqualTo("reject");
    assertThat(comment.encode()).contains("site.reject");
  }

  @Test
  void suggestionWhileTheStoreIsAway_isToBeSentAgain() {
    redis.pause();

    Answer answer =
        post(
            keyed(SUGGEST),
            "{\"comment\":{\"text\":\"Hi.\"},\"attributeScores\":{\"SPAM\":"
                + "{\"summaryScore\":{\"value\":0}}}}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().getJsonObject("error").getString("status")).isEqualTo("UNAVAILABLE");
  }

  @Test
  void siteThatIgnoresTrouble_isAnsweredAsFarAsThatGoes() {
    policy("protocols: {perspective: {unsupportedLanguages: ignore, unknownAttributes: ignore}}");
    try {
      JsonObject answer =
          post(
                  keyed(ANALYZE),
                  "{\"comment\":{\"text\":\"Hallo.\"},\"languages\":[\"de\"],"
                      + "\"requestedAttributes\":{\"TOXICITY\":{},\"FLIRTATION\":{}}}")
              .json();

      assertThat(answer.getJsonObject("attributeScores").fieldNames()).containsExactly("TOXICITY");
      assertThat(answer.getJsonArray("languages")).containsExactly("de");
    } finally {
      policy("protocols: {perspective: {undetectedLanguages: error}}");
    }
    Golden.checkLive(
        "perspective-400-language-undetected",
        post(
            keyed(ANALYZE),
            "{\"comment\":{\"text\":\"ok\"},\"requestedAttributes\":{\"TOXICITY\":{}}}"));
    policy("{}");
  }

  @Test
  void quota_isToldAsGoogleDoes_andDiscoveryNamesTheConfiguredAddress() {
    try (LiveApi limited =
        LiveApi.over(
            redis,
            Map.of(
                "REPLYGUARD_LIMITS_SITE_REQUESTS_PER_SECOND", "1",
                "REPLYGUARD_SERVER_PUBLIC_URL", "https://moderation.example/rg"))) {
      Answer refused =
          Stream.generate(() -> limited.foreign("POST", keyed(ANALYZE), "{}".getBytes(UTF_8), JSON))
              .limit(100)
              .filter(answer -> answer.status() == 429)
              .findFirst()
              .orElseThrow();
      Golden.checkLive("perspective-429-quota", refused);

      Golden.checkLive(
          "perspective-discovery",
          limited.foreign(
              "GET", "/$discovery/rest?version=v1alpha1", new byte[0], Map.of("Host2", "x")));
    }
    JsonObject unconfigured = api.foreign("GET", "/$discovery/rest", new byte[0], Map.of()).json();
    assertThat(URI.create(unconfigured.getString("rootUrl")))
        .isEqualTo(URI.create(api.url() + "/"));
  }

  private void analyzed(String token, boolean doNotStore) {
    Answer answer =
        post(
            keyed(ANALYZE),
            new JsonObject()
                .put("comment", new JsonObject().put("text", "The museum opens at nine."))
                .put("languages", java.util.List.of("en"))
                .put("clientToken", token)
                .put("doNotStore", doNotStore)
                .put("requestedAttributes", new JsonObject().put("SPAM", new JsonObject()))
                .encode());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private void policy(String source) {
    int current = api.get("/v1/policy").json().getInteger("number");
    Answer answer =
        api.put(
            "/v1/policy",
            new JsonObject()
                .put("format", "yaml")
                .put("source", source)
                .put("expected", current)
                .encode());
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private static Case analyze(String name, String body) {
    return new Case(name, test -> test.post(keyed(ANALYZE), body));
  }

  @Test
  void pathWrittenOtherwise_isAnsweredAlike() {
    String body =
        "{\"comment\": {\"text\": \"Hi.\"}, \"languages\": [\"en\"], "
            + "\"requestedAttributes\": {\"TOXICITY\": {}}}";

    Answer straight = post(keyed(ANALYZE), body);
    Answer roundabout = post(keyed(ANALYZE.replaceFirst("/", "/./")), body);

    assertThat(straight.status()).isEqualTo(200);
    assertThat(roundabout.body()).isEqualTo(straight.body());
  }

  private static Case attribute(String name, String attribute, String parameters) {
    return analyze(
        name,
        "{\"comment\":{\"text\":\"Hi.\"},\"languages\":[\"om\"],\"requestedAttributes\":{\""
            + attribute
            + "\":"
            + parameters
            + "}}");
  }

  private static Case suggest(String name, String body) {
    return new Case(name, test -> test.post(keyed(SUGGEST), body));
  }

  private static String keyed(String path) {
    return path + "?key=" + LiveApi.KEY;
  }

  private Answer post(String path, String body) {
    return api.foreign("POST", path, body.getBytes(StandardCharsets.UTF_8), JSON);
  }
}
