package dev.replyguard.pipeline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.policy.PolicyFormat;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The reader does what the published schema says: changed at random, the document of the manual is
 * taken by both or refused by both. What no schema can say is told apart by the reader's own words.
 */
class ReaderAgainstSchemaTest {
  private static final int ROUNDS = 6_000;

  private static final List<String> BEYOND_SCHEMA =
      List.of(
          "reject: at least hold expected",
          "another name expected",
          "the name of a domain expected",
          "at least min.characters expected",
          "a letter or digit expected beside wildcards",
          "got nothing that can be seen",
          "wildcards expected",
          "a regular expression as RE2 has it",
          "that does not match the empty text");

  private final Validator validator = validator();

  @Test
  void read_documentChangedAtRandom_asTheSchemaSays() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String manual = example();
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      JsonObject document = new JsonObject(manual);
      int changes = 1 + random.nextInt(2);
      for (int i = 0; i < changes; i++) {
        change(document, random);
      }
      List<Violation> violations = violations(document);
      boolean onlyBeyond =
          violations.stream()
              .allMatch(
                  violation -> BEYOND_SCHEMA.stream().anyMatch(violation.message()::contains));
      if (violations.isEmpty() || !onlyBeyond) {
        OutputUnit result = validator.validate(document);
        assertThat(violations.isEmpty())
            .as(
                "seed %d, round %d: the reader says %s, the schema %s, of %s",
                seed, round, violations, result.getErrors(), document)
            .isEqualTo(Boolean.TRUE.equals(result.getValid()));
      }
      taken += violations.isEmpty() ? 1 : 0;
    }
    assertThat(taken).as("taken, seed %d", seed).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
  }

  @Test
  void schema_manualsExample_isTaken() throws IOException {
    OutputUnit result = validator.validate(new JsonObject(example()));

    assertThat(result.getValid()).as("%s", result.getErrors()).isTrue();
  }

  private static List<Violation> violations(JsonObject document) {
    try {
      assertThat(PolicyReader.read(document.encode(), PolicyFormat.JSON)).isNotNull();
      return List.of();
    } catch (InvalidPolicyException e) {
      return e.violations();
    }
  }

  /** Walks to a random place and changes what is there. */
  private static void change(JsonObject document, Random random) {
    Object at = document;
    while (true) {
      List<Object> keys = keys(at);
      if (keys.isEmpty()) {
        return;
      }
      Object key = keys.get(random.nextInt(keys.size()));
      Object child = get(at, key);
      boolean deeper =
          (child instanceof JsonObject || child instanceof JsonArray) && random.nextInt(5) > 0;
      if (!deeper) {
        replace(at, key, random);
        return;
      }
      at = child;
    }
  }

  private static List<Object> keys(Object at) {
    if (at instanceof JsonObject object) {
      return new ArrayList<>(object.fieldNames());
    }
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < ((JsonArray) at).size(); i++) {
      keys.add(i);
    }
    return keys;
  }

  private static Object get(Object at, Object key) {
    return at instanceof JsonObject object
        ? object.getValue((String) key)
        : ((JsonArray) at).getValue((Integer) key);
  }

  private static void replace(Object at, Object key, Random random) {
    if (at instanceof JsonObject object) {
      if (random.nextInt(3) == 0) {
        object.remove((String) key);
      } else if (random.nextInt(8) == 0) {
        object.put("mood", value(random));
      } else {
        object.put((String) key, value(random));
      }
    } else if (random.nextInt(3) == 0) {
      ((JsonArray) at).remove((int) (Integer) key);
    } else {
      ((JsonArray) at).set((Integer) key, value(random));
    }
  }

  private static Object value(Random random) {
    Object[] values = {
      0,
      1,
      -1,
      20,
      21,
      100,
      101,
      1_000_000,
      0.5,
      1.5,
      "",
      "x",
      "hold",
      "reject",
      "approve",
      "off",
      "shadow",
      "never",
      "text",
      "author.url",
      "site",
      "en",
      "english",
      "undetermined",
      true,
      false,
      "a".repeat(41),
      "b".repeat(101),
      "c".repeat(501),
      "ctrl\u0001",
      new JsonArray(),
      new JsonArray().add("x"),
      new JsonArray().add(7),
      new JsonObject(),
      new JsonObject().put("verdict", "hold"),
      new JsonObject().put("hold", 0.4)
    };
    Object value = values[random.nextInt(values.length)];
    return value instanceof JsonObject object
        ? object.copy()
        : value instanceof JsonArray array ? array.copy() : value;
  }

  private static String example() throws IOException {
    String page = Files.readString(Path.of("docs", "policy.md"));
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    String yaml = page.substring(start, page.indexOf("```", start));
    return new JsonObject(PolicyTree.parse(yaml, PolicyFormat.YAML)).encode();
  }

  private static Validator validator() {
    try {
      JsonObject schema =
          (JsonObject) Json.decodeValue(Files.readString(Path.of("docs", "policy.schema.json")));
      return Validator.create(
          JsonSchema.of(schema),
          new JsonSchemaOptions()
              .setBaseUri("urn:test")
              .setDraft(Draft.DRAFT202012)
              .setOutputFormat(OutputFormat.Basic));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
