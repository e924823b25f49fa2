package dev.replyguard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Akismet's protocol over the whole service, word for word; see {@link Golden}. */
@ExtendWith(RedisExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AkismetIT {
  private static final String CHECK = "/1.1/comment-check";
  private static final String RUDE = "What a stupid idea, you idiot.";
  private static final String KIND = "Thank you, this is the clearest explanation I have read.";

  private final TestRedis redis;
  private final LiveApi api;

  AkismetIT(TestRedis redis) {
    this.redis = redis;
    this.api = LiveApi.over(redis);
  }

  @AfterEach
  void standardPolicy() {
    redis.resume();
    if (api.get("/v1/policy").json().getInteger("number") > 0) {
      policy("{}");
    }
  }

  @AfterAll
  void close() {
    api.close();
  }

  record Case(String name, Function<AkismetIT, Answer> exchange) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        call(
            "verify-key",
            "/1.1/verify-key",
            Map.of("key", LiveApi.KEY, "blog", "https://a.example")),
        call(
            "verify-key-wrong",
            "/1.1/verify-key",
            Map.of("key", "nobodysKey00", "blog", "https://a.example")),
        call("verify-key-no-blog", "/1.1/verify-key", Map.of("api_key", LiveApi.KEY)),
        check("check-ham", Map.of("comment_content", KIND)),
        check("check-spam", Map.of("comment_content", RUDE, "classify", "1")),
        check("check-empty-text", Map.of("comment_content", "")),
        check("check-guaranteed-author", Map.of("comment_author", "viagra-test-123")),
        check(
            "check-guaranteed-email",
            Map.of("comment_author_email", "akismet-guaranteed-spam@example.com")),
        check("check-administrator", Map.of("user_role", "administrator", "comment_content", RUDE)),
        check("check-test", Map.of("is_test", "1", "comment_content", RUDE)),
        check(
            "check-honeypot",
            Map.of("honeypot_field_name", "hp", "hp", "x", "comment_content", KIND)),
        check("check-honeypot-of-plugin", Map.of("POST_ak_hp_textarea", "x")),
        check("check-no-ip", Map.of("user_ip", "")),
        check("check-no-blog", Map.of("blog", " ")),
        check("check-wrong-key", Map.of("api_key", "nobodysKey00")),
        check("check-no-key", Map.of("api_key", "")),
        call(
            "submit-ham",
            "/1.1/submit-ham",
            with(Map.of("comment_content", "Buy it.", "is_test", "true"))),
        call("deactivate", "/1.1/deactivate", Map.of("key", LiveApi.KEY, "blog", "b")),
        call("get-subscription", "/1.1/get-subscription", Map.of("key", LiveApi.KEY)),
        call("usage-limit-wrong-key", "/1.2/usage-limit", Map.of("api_key", "nobodysKey00")),
        call("token", "/1.1/token", Map.of("api_key", LiveApi.KEY)),
        new Case(
            "compatible-plugins",
            test -> test.api.foreign("GET", "/1.2/compatible-plugins", new byte[0], Map.of())),
        new Case("test", test -> test.api.foreign("GET", "/1.1/test", new byte[0], Map.of())),
        new Case("405-method", test -> test.api.foreign("GET", CHECK, new byte[0], Map.of())),
        new Case(
            "415-media-type",
            test ->
                test.api.foreign(
                    "POST", CHECK, "{}".getBytes(UTF_8), Map.of("Content-Type", "text/plain"))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answer_isAsItWas(Case golden) {
    Golden.checkLive("akismet-" + golden.name(), golden.exchange().apply(this));
  }

  @Test
  void everyCallOfTheContract_isThere_andItIsPublished() {
    Answer published = api.foreign("GET", "/protocols.yaml", new byte[0], Map.of());
    Map<String, Object> contract =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(published.body());
    Map<?, ?> paths = (Map<?, ?>) requireNonNull(contract.get("paths"));

    assertThat(paths).hasSize(14);
    paths.forEach(
        (path, calls) ->
            ((Map<?, ?>) calls)
                .keySet()
                .forEach(
                    method -> {
                      String verb = String.valueOf(method).toUpperCase(Locale.ROOT);
                      assertThat(
                              api.foreign(verb, String.valueOf(path), new byte[0], Map.of())
                                  .status())
                          .as("%s %s", verb, path)
                          .isNotIn(404, 405);
                    }));
  }

  @Test
  void word_hasNoNewline() {
    assertThat(check(Map.of("comment_content", KIND)).body()).isEqualTo("false");
    assertThat(check(Map.of("comment_content", RUDE)).body()).isEqualTo("true");
  }

  @Test
  void key_isTakenFromTheHost_byHttp10() {
    String body = form(Map.of("blog", "https://a.example", "user_ip", "192.0.2.1"));
    try (RawHttp raw = new RawHttp(URI.create(api.url()).getPort())) {
      Answer answer =
          raw.lines(
                  "POST /1.1/comment-check HTTP/1.0",
                  "Host: " + LiveApi.KEY + ".rest.akismet.com",
                  "User-Agent: WordPress/6.1 | Akismet/5.0.2",
                  "Content-Type: application/x-www-form-urlencoded; charset=UTF-8",
                  "Content-Length: " + body.length(),
                  "")
              .write(body)
              .answer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("false");
    }
  }

  @Test
  void test_leavesNoTrace() {
    Answer answer = check(Map.of("comment_content", "A test of a test.", "is_test", "1"));

    assertThat(answer.body()).isEqualTo("false");
    assertThat(comment(answer).status()).isEqualTo(404);
  }

  @Test
  void longText_isTakenWhole() {
    Answer answer = check(Map.of("comment_content", "All is well. ".repeat(4_000) + RUDE));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(comment(answer).json().getString("text")).isNull();
    assertThat(comment(answer).status()).isEqualTo(200);
  }

  @Test
  void people_overruleByEitherSubmission_andWhatIsAskedAgainIsAnsweredSo() {
    Map<String, String> comment = Map.of("comment_content", "A walk along the harbour wall.");
    Answer before = check(comment);
    assertThat(before.body()).isEqualTo("false");

    assertThat(call("/1.1/submit-spam", with(comment)).body())
        .isEqualTo("Thanks for making the web a better place.");
    assertThat(check(comment).body()).isEqualTo("true");
    assertThat(comment(before).json().getString("verdict")).isEqualTo("reject");

    call("/1.1/submit-ham", with(comment));
    assertThat(check(comment).body()).isEqualTo("false");
  }

  @Test
  void heldComment_isAskedAboutAgain_untilAModeratorDecides() {
    policy("rules: {firstTime: {approved: 20, verdict: hold}}");
    Map<String, String> comment =
        Map.of("comment_content", "The kestrel on the mast is back.", "comment_author", "Ada");

    Answer held = check(comment);
    assertThat(held.body()).isEmpty();
    assertThat(held.status()).isEqualTo(200);
    assertThat(held.header("x-akismet-error")).isEqualTo("held");
    assertThat(held.header("x-akismet-debug-help")).isNotEmpty();

    Answer decided =
        api.as(
            "ada",
            "POST",
            "/v1/comments/" + held.header("x-akismet-guid") + "/decision",
            "{\"verdict\":\"approve\"}");
    assertThat(decided.status()).as(decided.body()).isLessThan(300);
    assertThat(check(comment).body()).isEqualTo("false");
  }

  @Test
  void heldComment_isSpam_whereTheSiteWantsThat() {
    policy(
        """
        rules: {firstTime: {approved: 20, verdict: hold}}
        protocols: {akismet: {held: spam}}
        """);

    assertThat(check(Map.of("comment_content", "A heron stands in the river.")).body())
        .isEqualTo("true");
  }

  @Test
  void siteThatWantsSpamAlone_isNotToldOfInsults() {
    policy("protocols: {akismet: {toxicity: false}}");

    assertThat(check(Map.of("comment_content", "Shut up, you stupid idiot.")).body())
        .isEqualTo("false");
  }

  @Test
  void classification_isThatOfTheAnswer() {
    assertThat(classified("comment_content", KIND)).isEqualTo("ham");
    assertThat(classified("comment_content", "Shut up, you stupid idiot.")).isEqualTo("toxicity");
    assertThat(classified("POST_ak_hp_textarea", "x")).isEqualTo("honeypot");
    policy("protocols: {akismet: {toxicity: false}}");
    assertThat(classified("comment_content", "Shut up, you stupid idiot.")).isEqualTo("ham");
    policy("rules: {firstTime: {approved: 20, verdict: hold}}");
    assertThat(classified("comment_content", "A grey heron."))
        .as("of what is not decided")
        .isEmpty();
  }

  private String classified(String field, String value) {
    return check(Map.of(field, value, "classify", "1")).header("x-akismet-classification");
  }

  @Test
  void check_isNotedAsTheLastScored_unlessItIsATest() {
    String guid = check(Map.of("comment_content", KIND)).header("x-akismet-guid");
    check(Map.of("comment_content", KIND, "comment_author", "Ann", "is_test", "1"));

    Answer usage =
        api.foreign(
            "GET",
            "/v1/usage?days=1",
            new byte[0],
            Map.of("Authorization", "Bearer " + LiveApi.KEY));
    JsonObject last =
        usage.json().getJsonArray("keys").getJsonObject(0).getJsonObject("lastScored");
    assertThat(last.getString("comment")).isEqualTo(guid);
    assertThat(last.getString("protocol")).isEqualTo("akismet");
  }

  @Test
  void sitesOfAKey_comeInPages_andAWrongMonthIsCalledSo() {
    JsonObject beyond =
        call("/1.2/key-sites", Map.of("api_key", LiveApi.KEY, "limit", "1", "offset", "1")).json();
    assertThat(beyond.getInteger("limit")).isEqualTo(1);
    assertThat(beyond.getInteger("offset")).isEqualTo(1);
    assertThat(beyond.getInteger("total")).isEqualTo(1);
    assertThat(beyond.toString()).contains("[]");

    Answer wrong = call("/1.2/key-sites", Map.of("api_key", LiveApi.KEY, "month", "2023-7"));
    assertThat(wrong.body()).isEqualTo("invalid");
    assertThat(wrong.header("x-akismet-debug-help"))
        .isEqualTo("Wrong \"month\" value: YYYY-MM expected");
  }

  @Test
  void whatCouldNotBeRecorded_isNeverHam() {
    redis.pause();

    Answer answer = check(Map.of("comment_content", "The ferry is late.", "classify", "1"));

    assertThat(answer.header("x-akismet-classification")).isEmpty();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("x-akismet-error")).isEqualTo("store-unavailable");
  }

  @Test
  void quota_isA429_andNeverAWord() {
    try (LiveApi limited =
        LiveApi.over(redis, Map.of("REPLYGUARD_LIMITS_SITE_REQUESTS_PER_SECOND", "1"))) {
      byte[] form = form(with(Map.of("comment_content", KIND))).getBytes(UTF_8);
      Answer refused =
          Stream.generate(
                  () ->
                      limited.foreign(
                          "POST",
                          CHECK,
                          form,
                          Map.of("Content-Type", "application/x-www-form-urlencoded")))
              .limit(100)
              .filter(answer -> answer.status() == 429)
              .findFirst()
              .orElseThrow();

      assertThat(refused.body()).isEmpty();
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(refused.header("x-akismet-error")).isEqualTo("quota-exceeded");
      assertThat(refused.header("x-akismet-guid")).startsWith("unchecked-");
    }
  }

  @Test
  void account_tellsWhatTheSitesCommentsCameTo() {
    check(Map.of("comment_content", "The bridge is open again."));
    Map<String, String> key = Map.of("api_key", LiveApi.KEY, "from", "60-days");

    JsonObject statistics = call("/1.1/get-stats", key).json();
    assertThat(statistics.getLong("ham")).isPositive();
    assertThat(statistics.fieldNames())
        .contains("spam", "missed_spam", "false_positives", "accuracy", "time_saved", "breakdown");
    JsonObject usage = call("/1.2/usage-limit", key).json();
    assertThat(usage.getString("limit")).isEqualTo("none");
    assertThat(usage.getLong("usage")).isPositive();
    JsonObject sites =
        api.foreign("GET", "/1.2/key-sites?api_key=" + LiveApi.KEY, new byte[0], Map.of()).json();
    assertThat(sites.getInteger("total")).isEqualTo(1);
    assertThat(
            call("/1.2/key-sites", Map.of("api_key", LiveApi.KEY, "format", "csv")).body().lines())
        .hasSize(3)
        .element(1)
        .isEqualTo("Site,Total API Calls,Spam,Ham,Missed Spam,False Positives,Is Revoked");
  }

  private Answer comment(Answer answer) {
    return api.get("/v1/comments/" + answer.header("x-akismet-guid"));
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

  private static Case check(String name, Map<String, String> fields) {
    return call(name, CHECK, with(fields));
  }

  private static Case call(String name, String path, Map<String, String> fields) {
    return new Case(name, test -> test.call(path, fields));
  }

  private Answer check(Map<String, String> fields) {
    return call(CHECK, with(fields));
  }

  private Answer call(String path, Map<String, String> fields) {
    return api.foreign(
        "POST",
        path,
        form(fields).getBytes(UTF_8),
        Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  private static Map<String, String> with(Map<String, String> fields) {
    Map<String, String> all =
        new TreeMap<>(
            Map.of(
                "api_key", LiveApi.KEY,
                "blog", "https://blog.example",
                "user_ip", "192.0.2.7",
                "user_agent", "Mozilla/5.0",
                "permalink", "https://blog.example/a",
                "comment_type", "comment",
                "comment_date_gmt", "2026-11-30 05:00:00"));
    all.putAll(fields);
    return all;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
