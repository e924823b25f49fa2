package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sites send by mistake, and others on purpose. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private final ApiFixture api = ApiFixture.start();

  @AfterAll
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"text\":",
        "{\"text\":\"Thank you.\"",
        "{\"text\":\"Thank you.\"}}",
        "{\"text\":\"Thank you.\"}{}",
        "{\"text\":\"Thank you.\",}",
        "{'text':'Thank you.'}",
        "{text:\"Thank you.\"}",
        "{\"text\":\"Thank \n you.\"}",
        "{\"text\":\"\\x\"}",
        "{\"text\":NaN}",
        "text=Thank+you",
        "<text>Thank you.</text>",
        "\ufeff{\"text\":\"Thank you.\"}",
        "// comment\n{\"text\":\"Thank you.\"}"
      })
  void bodyThatIsNoJson_is400(String body) {
    Answer answer = api.post("/v1/comments", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemType()).isEqualTo("urn:replyguard:problem:malformed-body");
    assertThat(answer.body()).doesNotContain("Thank you");
  }

  @Test
  void bodyNestedTooDeeply_is400() {
    Answer answer = api.post("/v1/comments", "{\"a\":" + "[".repeat(100_000));

    assertThat(answer.status()).isEqualTo(400);
  }

  static Stream<byte[]> malformedUtf8() {
    return Stream.of(
        new byte[] {(byte) 0xff},
        new byte[] {(byte) 0xc3, '('},
        // an overlong NUL
        new byte[] {(byte) 0xc0, (byte) 0x80},
        // a surrogate, and a pair of them, encoded one by one
        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0xbd, (byte) 0xed, (byte) 0xb8, (byte) 0x80},
        // beyond the last code point
        new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        // Latin-1
        "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("malformedUtf8")
  void bodyThatIsNotUtf8_is400NamingTheByte(byte[] malformed) {
    byte[] head = "{\"text\":\"".getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\"}".getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[head.length + malformed.length + tail.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(malformed, 0, body, head.length, malformed.length);
    System.arraycopy(tail, 0, body, head.length + malformed.length, tail.length);

    Answer answer = api.send(api.request("/v1/comments").POST(ApiFixture.bytes(body)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("detail")).contains("UTF-8 expected", "at byte ");
  }

  @Test
  void bodyCutShortInsideACharacter_is400() {
    byte[] whole = "{\"text\":\"caf\u00e9".getBytes(StandardCharsets.UTF_8);
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);

    Answer answer = api.send(api.request("/v1/comments").POST(ApiFixture.bytes(cut)));

    assertThat(answer.status()).isEqualTo(400);
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        Arguments.of("{}", "text", "must be there"),
        Arguments.of("[]", "body", "an object expected, got an array"),
        Arguments.of("\"text\"", "body", "an object expected, got a string"),
        Arguments.of("null", "body", "an object expected, got null"),
        Arguments.of("{\"text\":null}", "text", "a string expected, got null"),
        Arguments.of("{\"text\":17}", "text", "a string expected, got a number"),
        Arguments.of("{\"text\":[\"a\"]}", "text", "a string expected, got an array"),
        Arguments.of("{\"text\":{\"a\":{}}}", "text", "a string expected, got an object"),
        Arguments.of("{\"text\":\"\"}", "text", "1 to 20,480 bytes of UTF-8 expected, got none"),
        Arguments.of("{\"text\":\" \\t\\r\\n \"}", "text", BLANK),
        Arguments.of("{\"text\":\"\\u200b\\u200d\\ufeff\\u00a0\\u2028\"}", "text", BLANK),
        Arguments.of("{\"text\":\"\\u0000\"}", "text", BLANK),
        Arguments.of(
            "{\"text\":\"" + "x".repeat(20_481) + "\"}",
            "text",
            "at most 20,480 bytes of UTF-8 expected, got 20,481"),
        Arguments.of(
            "{\"text\":\"" + "\u20ac".repeat(6_827) + "\"}",
            "text",
            "at most 20,480 bytes of UTF-8 expected, got 20,481"),
        Arguments.of(
            "{\"text\":\"a\\ud83d!\"}",
            "text",
            "well-formed Unicode expected, got an unpaired surrogate at offset 1"),
        Arguments.of(
            "{\"text\":\"\\ude00\\ud83d\"}",
            "text",
            "well-formed Unicode expected, got an unpaired surrogate at offset 0"),
        Arguments.of(with("\"id\":\"\""), "id", "1 to 200 characters expected, got none"),
        Arguments.of(
            with("\"id\":\"" + "x".repeat(201) + "\""),
            "id",
            "at most 200 characters expected, got 201"),
        Arguments.of(
            with("\"id\":\"a\\nb\""), "id", "no control character expected, got one at offset 1"),
        Arguments.of(with("\"id\":7"), "id", "a string expected, got a number"),
        Arguments.of(with("\"author\":\"Ada\""), "author", "an object expected, got a string"),
        Arguments.of(with("\"author\":null"), "author", "an object expected, got null"),
        Arguments.of(
            with("\"author\":{\"url\":false}"), "author.url", "a string expected, got a boolean"),
        Arguments.of(
            with("\"author\":{\"url\":\"" + "x".repeat(2_049) + "\"}"),
            "author.url",
            "at most 2,048 characters expected, got 2,049"),
        Arguments.of(with("\"author\":{\"nick\":\"A\"}"), "author.nick", "there is no such field"),
        Arguments.of(with("\"Text\":\"x\""), "Text", "there is no such field"),
        Arguments.of(
            with("\"text\":\"x\""),
            "text",
            "one value expected, the field is there more than once"),
        Arguments.of(with("\"createdAt\":\"yesterday\""), "createdAt", TIMESTAMP),
        Arguments.of(with("\"createdAt\":\"2026-11-22\""), "createdAt", TIMESTAMP),
        Arguments.of(with("\"createdAt\":\"2026-11-22T10:15:30\""), "createdAt", TIMESTAMP),
        Arguments.of(
            with("\"createdAt\":\"2026-02-30T10:15:30Z\""),
            "createdAt",
            "a day, time and offset that exist expected"),
        Arguments.of(
            with("\"createdAt\":1700000000"), "createdAt", "a string expected, got a number"),
        Arguments.of(with("\"language\":\"en_US\""), "language", LANGUAGE),
        Arguments.of(with("\"language\":\"\""), "language", LANGUAGE));
  }

  private static final String BLANK =
      "is blank: a character expected that is not white space, control or format character";
  private static final String TIMESTAMP =
      "date and time of RFC 3339 expected, such as 2026-11-22T10:15:30Z";
  private static final String LANGUAGE =
      "a BCP 47 tag of at most 35 characters expected, such as en or pt-BR";

  @ParameterizedTest
  @MethodSource("wrongFields")
  void fieldThatIsWrong_is422NamingIt(String body, String field, String message) {
    Answer answer = api.post("/v1/comments", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.problemType()).isEqualTo("urn:replyguard:problem:invalid-request");
    assertThat(answer.errors()).containsOnlyKeys(field).containsEntry(field, message);
  }

  @Test
  void everyFieldWrong_namesEveryOne() {
    Answer answer =
        api.post(
            "/v1/comments",
            """
            {"text": 1, "id": 2, "author": {"id": 3, "name": 4, "email": 5, "url": 6, "ip": 7, "userAgent": 8},
             "article": {"id": 9, "url": 10, "title": 11}, "parent": {"id": 12, "text": 13},
             "createdAt": 14, "language": 15, "mood": 16}
            """);

    assertThat(answer.errors())
        .containsOnlyKeys(
            "text",
            "id",
            "author.id",
            "author.name",
            "author.email",
            "author.url",
            "author.ip",
            "author.userAgent",
            "article.id",
            "article.url",
            "article.title",
            "parent.id",
            "parent.text",
            "createdAt",
            "language",
            "mood");
  }

  @Test
  void wrongFieldsInABatch_areNamedByPosition() {
    Answer answer =
        api.post(
            "/v1/scores",
            "{\"comments\":[{\"text\":\"fine\"},{\"text\":\"\"},{},7,{\"text\":\"x\",\"id\":\"y\"}]}");

    assertThat(answer.errors())
        .containsOnlyKeys("comments[1].text", "comments[2].text", "comments[3]", "comments[4].id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"comments\":[]}", "{\"comments\":{}}", "{\"comments\":null}"})
  void batchWithoutComments_is422(String body) {
    Answer answer = api.post("/v1/scores", body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors()).containsOnlyKeys("comments");
  }

  @Test
  void moreErrorsThanAreReported_stayBounded() {
    StringBuilder body = new StringBuilder("{\"text\":\"x\"");
    for (int i = 0; i < 5_000; i++) {
      body.append(",\"f").append(i).append("\":").append(i);
    }

    Answer answer = api.post("/v1/comments", body.append('}').toString());

    assertThat(answer.json().getJsonArray("errors")).hasSize(100);
    assertThat(answer.body().length()).isLessThan(20_000);
  }

  @Test
  void nameOfUnknownField_isCutAndCleaned() {
    Answer answer = api.post("/v1/comments", with("\"\\u0000\\ud800<" + "n".repeat(300) + "\":1"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors().keySet().iterator().next()).startsWith("??<nnn").hasSize(67);
  }

  static Stream<String> oddButGoodTexts() {
    return Stream.of(
        "a\u0000b",
        "\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c \u0645\u0631\u062d\u0628\u0627",
        "zero\u200bwidth\u200d\ufeff",
        "\ud83d\udc4d\ud83c\udffd",
        "\ufffe\uffff",
        "a".repeat(20_480),
        "e" + "\u0301".repeat(10_239),
        "\ud83d\ude00".repeat(5_120),
        "\u001f".repeat(20_479) + "x");
  }

  @ParameterizedTest
  @MethodSource("oddButGoodTexts")
  void textThatIsOddButGood_isJudgedAsItIs(String text) {
    Answer answer = api.post("/v1/comments", new JsonObject().put("text", text).encode());

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(api.comments.comment("demo", answer.json().getString("id")).orElseThrow().text())
        .isEqualTo(text);
  }

  @Test
  void longestTextAndParentInEscapes_fitIntoTheBody() {
    String escaped = "\\u0001".repeat(20_479) + "x";

    Answer answer =
        api.post(
            "/v1/comments",
            "{\"text\":\"" + escaped + "\",\"parent\":{\"text\":\"" + escaped + "\"}}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static String with(String field) {
    return "{\"text\":\"Thank you.\"," + field + "}";
  }
}
