package dev.replyguard.store.redis;

import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Match.Field;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Decision} as JSON. In versions 1 and 2, which are read, too, the time was a text, the
 * language was called {@code detectedLanguage}, and where there were no reasons their empty list
 * was written; in 1 the scores were numbers by name.
 */
final class DecisionCodec {
  private static final String WHAT = "decision";
  private static final int VERSION = 3;

  private DecisionCodec() {}

  static String encode(Decision decision) {
    JsonObject json =
        StoredJson.ofVersion(VERSION)
            .put("verdict", decision.verdict().key())
            .put("model", decision.model())
            .put("policy", decision.policy());
    StoredJson.putTime(json, "decidedAt", decision.decidedAt());
    Scores scores = decision.scores();
    StoredJson.put(json, "scores", scores == null ? null : ScoresCodec.encode(scores));
    StoredJson.put(json, "language", decision.detectedLanguage());
    if (!decision.reasons().isEmpty()) {
      JsonArray reasons = new JsonArray();
      decision.reasons().forEach(reason -> reasons.add(encode(reason)));
      json.put("reasons", reasons);
    }
    return json.encode();
  }

  static Decision decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, DecisionCodec::decision);
  }

  static Decision decode(JsonObject json) {
    return StoredJson.read(WHAT, json, VERSION, DecisionCodec::decision);
  }

  private static Decision decision(JsonObject json) {
    return new Decision(
        Verdict.ofKey(StoredJson.text(json, "verdict")),
        json.containsKey("scores") ? ScoresCodec.decode(json, "scores") : null,
        objects(json.getJsonArray("reasons")).stream().map(DecisionCodec::reason).toList(),
        StoredJson.text(json, "model"),
        StoredJson.text(json, "policy"),
        json.getString("language", json.getString("detectedLanguage")),
        StoredJson.time(json, "decidedAt"));
  }

  private static JsonObject encode(Reason reason) {
    JsonObject json =
        new JsonObject()
            .put("stage", reason.stage().key())
            .put("rule", reason.rule())
            .put("message", reason.message());
    Label label = reason.label();
    StoredJson.put(json, "label", label == null ? null : label.key());
    StoredJson.put(json, "score", reason.score());
    StoredJson.put(json, "threshold", reason.threshold());
    if (!reason.matches().isEmpty()) {
      json.put("matches", encode(reason.matches()));
    }
    Verdict verdict = reason.verdict();
    StoredJson.put(json, "verdict", verdict == null ? null : verdict.key());
    if (reason.shadow()) {
      json.put("shadow", true);
    }
    if (!reason.features().isEmpty()) {
      json.put("features", new JsonArray(reason.features()));
    }
    return json;
  }

  static JsonArray encode(List<Match> matches) {
    JsonArray array = new JsonArray();
    matches.forEach(match -> array.add(encode(match)));
    return array;
  }

  static List<Match> matches(@Nullable JsonArray array) {
    return objects(array).stream().map(DecisionCodec::match).toList();
  }

  private static Reason reason(JsonObject json) {
    return new Reason(
        Stage.ofKey(StoredJson.text(json, "stage")),
        StoredJson.text(json, "rule"),
        label(json.getString("label")),
        json.getFloat("score"),
        json.getFloat("threshold"),
        StoredJson.text(json, "message"),
        matches(json.getJsonArray("matches")),
        strings(json.getJsonArray("features")),
        verdict(json.getString("verdict")),
        json.getBoolean("shadow", false));
  }

  private static @Nullable Verdict verdict(@Nullable String key) {
    return key == null ? null : Verdict.ofKey(key);
  }

  private static @Nullable Label label(@Nullable String key) {
    return key == null ? null : Label.ofKey(key).orElseThrow();
  }

  private static JsonObject encode(Match match) {
    JsonObject json =
        new JsonObject()
            .put("text", match.text())
            .put("start", match.start())
            .put("end", match.end());
    return match.field() == Field.TEXT ? json : json.put("field", match.field().key());
  }

  private static Match match(JsonObject json) {
    return new Match(
        Field.ofKey(json.getString("field", Field.TEXT.key())),
        StoredJson.text(json, "text"),
        json.getInteger("start"),
        json.getInteger("end"));
  }

  static List<String> strings(@Nullable JsonArray array) {
    return array == null ? List.of() : array.stream().map(element -> (String) element).toList();
  }

  private static List<JsonObject> objects(@Nullable JsonArray array) {
    return array == null ? List.of() : array.stream().map(element -> (JsonObject) element).toList();
  }
}
