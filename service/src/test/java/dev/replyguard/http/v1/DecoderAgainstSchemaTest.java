package dev.replyguard.http.v1;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.CheckedContract;
import dev.replyguard.http.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.json.schema.JsonSchema;
import io.vertx.openapi.contract.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The decoders do what the contract's schemas say: the same documents go to both, and both must
 * come to the same answer. What no schema can say is told apart by the decoder's own words.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecoderAgainstSchemaTest {
  private static final int ROUNDS = 4_000;

  /** Of what a schema knows nothing: bytes of UTF-8, surrogates, repeated names, the calendar. */
  private static final List<String> BEYOND_SCHEMA =
      List.of(
          "at most 20,480 bytes of UTF-8 expected, got ",
          "unpaired surrogate",
          "more than once",
          "a day, time and offset that exist expected");

  private final Vertx vertx = Vertx.vertx();

  @AfterAll
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void comments_decoderAndSchemaAgree() {
    agree("judgeComment", CommentDecoder::decode, DecoderAgainstSchemaTest::comment);
  }

  @Test
  void submissions_decoderAndSchemaAgree() {
    agree("submitComment", CommentDecoder::decodeSubmission, DecoderAgainstSchemaTest::submission);
  }

  @Test
  void drafts_decoderAndSchemaAgree() {
    agree("nudgeComment", NudgeComment::decode, DecoderAgainstSchemaTest::draft);
  }

  @Test
  void scoreRequests_decoderAndSchemaAgree() {
    agree("scoreTexts", ScoreRequestDecoder::decode, DecoderAgainstSchemaTest::scoreRequest);
  }

  private void agree(
      String operation, Function<Buffer, ?> decoder, Function<Random, String> generator) {
    JsonSchema schema = requestSchema(operation);
    var validator = CheckedContract.openApi().getSchemaRepository().validator(schema);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int taken = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String document = generator.apply(random);
      Buffer body = Buffer.buffer(document);
      boolean schemaTakes =
          Boolean.TRUE.equals(validator.validate(Json.decodeValue(body)).getValid());
      List<String> complaints = complaints(decoder, body);
      boolean onlyBeyondSchema =
          complaints.stream()
              .allMatch(complaint -> BEYOND_SCHEMA.stream().anyMatch(complaint::contains));
      if (complaints.isEmpty() || !onlyBeyondSchema) {
        assertThat(complaints.isEmpty())
            .as("seed %d, round %d: %s, the decoder says %s", seed, round, document, complaints)
            .isEqualTo(schemaTakes);
      }
      if (complaints.isEmpty()) {
        taken++;
      } else {
        refused++;
      }
    }
    assertThat(taken).as("taken of %d, seed %d", ROUNDS, seed).isGreaterThan(ROUNDS / 20);
    assertThat(refused).as("refused of %d, seed %d", ROUNDS, seed).isGreaterThan(ROUNDS / 20);
  }

  private JsonSchema requestSchema(String operationId) {
    Operation operation = requireNonNull(CheckedContract.openApi().operation(operationId));
    return requireNonNull(operation.getRequestBody().getContent().get("application/json"))
        .getSchema();
  }

  private static List<String> complaints(Function<Buffer, ?> decoder, Buffer body) {
    try {
      assertThat(decoder.apply(body)).isNotNull();
      return List.of();
    } catch (ProblemException e) {
      assertThat(e.problem().errors()).as(e.getMessage()).isNotEmpty();
      return e.problem().errors().stream().map(error -> error.message()).toList();
    }
  }

  private static String comment(Random random) {
    List<String> fields = new ArrayList<>();
    maybe(random, 0.95, fields, "text", DecoderAgainstSchemaTest::text);
    maybe(random, 0.3, fields, "id", DecoderAgainstSchemaTest::identifier);
    maybe(random, 0.3, fields, "author", DecoderAgainstSchemaTest::author);
    maybe(random, 0.2, fields, "article", DecoderAgainstSchemaTest::article);
    maybe(random, 0.2, fields, "parent", DecoderAgainstSchemaTest::parent);
    maybe(random, 0.2, fields, "createdAt", DecoderAgainstSchemaTest::timestamp);
    maybe(random, 0.2, fields, "language", DecoderAgainstSchemaTest::language);
    maybe(random, 0.2, fields, "form", DecoderAgainstSchemaTest::form);
    maybe(random, 0.02, fields, "mood", DecoderAgainstSchemaTest::anything);
    return object(random, fields);
  }

  private static String submission(Random random) {
    List<String> fields = new ArrayList<>();
    maybe(random, 0.95, fields, "text", DecoderAgainstSchemaTest::text);
    maybe(random, 0.4, fields, "id", DecoderAgainstSchemaTest::submissionId);
    maybe(random, 0.4, fields, "author", r -> browsers(r, "name", "email", "id", "ip"));
    maybe(random, 0.4, fields, "article", r -> browsers(r, "url", "title", "section", "closed"));
    maybe(random, 0.2, fields, "parent", r -> browsers(r, "id", "id", "text", "text"));
    maybe(random, 0.03, fields, "createdAt", DecoderAgainstSchemaTest::timestamp);
    maybe(random, 0.2, fields, "language", DecoderAgainstSchemaTest::language);
    maybe(random, 0.2, fields, "form", DecoderAgainstSchemaTest::form);
    return object(random, fields);
  }

  private static String draft(Random random) {
    List<String> fields = new ArrayList<>();
    maybe(random, 0.95, fields, "text", DecoderAgainstSchemaTest::text);
    maybe(random, 0.3, fields, "language", DecoderAgainstSchemaTest::language);
    maybe(random, 0.05, fields, "id", DecoderAgainstSchemaTest::identifier);
    return object(random, fields);
  }

  private static String submissionId(Random random) {
    return pick(
        random,
        "\"0123456789abcdef\"",
        "\"A-Za-z_0-9-A-Za-z_0-9\"",
        "\"0123456789abcde\"",
        "\"" + "a".repeat(100) + "\"",
        "\"" + "a".repeat(101) + "\"",
        "\"0123456789abcdef/\"",
        "17");
  }

  /** An object of two fields that browsers may send and, rarely, of two that they may not. */
  private static String browsers(Random random, String... names) {
    List<String> fields = new ArrayList<>();
    maybe(random, 0.5, fields, names[0], r -> length(r, 320));
    if (!names[1].equals(names[0])) {
      maybe(random, 0.5, fields, names[1], r -> length(r, 320));
    }
    maybe(random, 0.03, fields, names[2], r -> length(r, 100));
    if (!names[3].equals(names[2])) {
      maybe(random, 0.03, fields, names[3], DecoderAgainstSchemaTest::anything);
    }
    return object(random, fields);
  }

  private static String author(Random random) {
    List<String> fields = new ArrayList<>();
    maybe(random, 0.5, fields, "id", DecoderAgainstSchemaTest::identifier);
    maybe(random, 0.5, fields, "name", r -> length(r, 500));
    maybe(random, 0.3, fields, "email", r -> length(r, 320));
    maybe(random, 0.3, fields, "url", r -> length(r, 2048));
    maybe(random, 0.3, fields, "ip", r -> length(r, 100));
    maybe(random, 0.3, fields, "userAgent", r -> length(r, 2048));
    maybe(random, 0.02, fields, "mood", DecoderAgainstSchemaTest::anything);
    return object(random, fields);
  }

  private static String article(Random random) {
    List<String> fields = new ArrayList<>();
    maybe(random, 0.5, fields, "id", DecoderAgainstSchemaTest::identifier);
    maybe(random, 0.5, fields, "url", r -> length(r, 2048));
    maybe(random, 0.5, fields, "title", r -> length(r, 1000));
    maybe(random, 0.3, fields, "section", DecoderAgainstSchemaTest::identifier);
    maybe(random, 0.3, fields, "publishedAt", DecoderAgainstSchemaTest::timestamp);
    maybe(random, 0.3, fields, "closed", r -> pick(r, "true", "false"));
    maybe(random, 0.02, fields, "mood", DecoderAgainstSchemaTest::anything);
    return object(random, fields);
  }

  private static String form(Random random) {
    List<String> fields = new ArrayList<>();
    maybe(random, 0.5, fields, "honeypot", r -> length(r, 2048));
    maybe(
        random,
        0.7,
        fields,
        "typingMillis",
        r -> pick(r, "0", "42000", "-1", "31536000000", "31536000001", "9".repeat(40)));
    maybe(random, 0.02, fields, "mood", DecoderAgainstSchemaTest::anything);
    return object(random, fields);
  }

  private static String parent(Random random) {
    List<String> fields = new ArrayList<>();
    maybe(random, 0.5, fields, "id", DecoderAgainstSchemaTest::identifier);
    maybe(random, 0.5, fields, "text", r -> length(r, 20_480));
    maybe(random, 0.02, fields, "mood", DecoderAgainstSchemaTest::anything);
    return object(random, fields);
  }

  private static String scoreRequest(Random random) {
    int count =
        pick(
            random,
            0,
            1,
            1,
            1,
            2,
            2,
            5,
            random.nextInt(50) == 0 ? 1_000 : 3,
            random.nextInt(50) == 0 ? 1_001 : 3);
    List<String> comments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> fields = new ArrayList<>();
      maybe(random, count > 100 ? 1 : 0.97, fields, "text", r -> count > 100 ? "\"x\"" : text(r));
      maybe(random, count > 100 ? 0 : 0.02, fields, "id", DecoderAgainstSchemaTest::identifier);
      comments.add(object(random, fields));
    }
    String array = "[" + String.join(",", comments) + "]";
    return switch (random.nextInt(20)) {
      case 0 -> "{\"comments\":" + anything(random) + "}";
      case 1 -> "{\"comments\":" + array + ",\"explain\":true}";
      case 2 -> array;
      default -> "{\"comments\":" + array + "}";
    };
  }

  private static void maybe(
      Random random,
      double probability,
      List<String> fields,
      String name,
      Function<Random, String> value) {
    if (random.nextDouble() < probability) {
      String json = random.nextInt(40) == 0 ? anything(random) : value.apply(random);
      fields.add("\"" + name + "\":" + json);
    }
  }

  private static String object(Random random, List<String> fields) {
    Collections.shuffle(fields, random);
    return "{" + String.join(",", fields) + "}";
  }

  private static String text(Random random) {
    return pick(
        random,
        "\"Thank you.\"",
        "\"x\"",
        "\"\"",
        "\" \"",
        "\"\\t\\n\"",
        "\"\\u0000\"",
        "\"a\\u0000\"",
        "\"\\u200b\"",
        "\"\\u200bx\"",
        "\"\\u0301\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ue000\"",
        "\"\\uffff\"",
        "\"\u3164\"",
        "\"\u2028\u2029\u00a0\u3000\"",
        length(random, 20_480));
  }

  private static String identifier(Random random) {
    return pick(
        random,
        "\"\"",
        "\"a\"",
        "\"a b\"",
        "\"a\\nb\"",
        "\"\\u0000\"",
        "\"\\u007f\"",
        "\"\\u0085x\"",
        "\"\\u2028\"",
        "\"\\ud83d\\ude00\"",
        length(random, 200));
  }

  // No string here ends in a line break: to Java's patterns, not to those of JSON Schema, "$"
  // matches
  // before it too.

  /** A string about as long as may be, of characters of one unit or two. */
  private static String length(Random random, int max) {
    int length = Math.max(0, pick(random, 1, 1, 1, max / 2, max - 1, max, max + 1));
    return "\"" + pick(random, "x", "x", "\\ud83d\\ude00").repeat(length) + "\"";
  }

  private static String timestamp(Random random) {
    return "\""
        + pick(
            random,
            "2026-11-22T10:15:30Z",
            "2026-11-22t10:15:30z",
            "2026-11-22T10:15:30.123456789+05:30",
            "2026-11-22T10:15:30.1234567890Z",
            "2026-11-22T10:15:30",
            "2026-11-22T10:15Z",
            "2026-11-22 10:15:30Z",
            "2026-11-22",
            "2026-11-22T10:15:30+0530",
            "12026-11-22T10:15:30Z",
            "now",
            "")
        + "\"";
  }

  private static String language(Random random) {
    return "\""
        + pick(
            random,
            "en",
            "pt-BR",
            "zh-Hant-TW",
            "en_US",
            "e",
            "",
            "en-",
            "english",
            "englishes",
            "de-1996-" + "x".repeat(8) + "-" + "y".repeat(8) + "-" + "z".repeat(8),
            "de-1996-" + "x".repeat(8) + "-" + "y".repeat(8) + "-" + "z".repeat(8) + "-1")
        + "\"";
  }

  private static String anything(Random random) {
    return pick(random, "null", "true", "17", "1.5e3", "\"x\"", "[]", "[1,{}]", "{}", "{\"a\":[]}");
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
