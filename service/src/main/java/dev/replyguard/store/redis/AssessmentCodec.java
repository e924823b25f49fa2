package dev.replyguard.store.redis;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Evidence;
import dev.replyguard.model.Label;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/** An {@link Assessment} as JSON. */
final class AssessmentCodec {
  private static final String WHAT = "assessment";
  private static final int VERSION = 2;

  private AssessmentCodec() {}

  static String encode(Assessment assessment) {
    JsonObject json =
        StoredJson.ofVersion(VERSION).put("scores", ScoresCodec.encode(assessment.scores()));
    StoredJson.put(json, "language", assessment.language());
    JsonObject evidence = new JsonObject();
    assessment.evidence().forEach((label, found) -> evidence.put(label.key(), encode(found)));
    StoredJson.putPart(json, "evidence", evidence);
    return json.encode();
  }

  static Assessment decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, AssessmentCodec::assessment);
  }

  private static Assessment assessment(JsonObject json) {
    Map<Label, Evidence> evidence = new EnumMap<>(Label.class);
    JsonObject stored = StoredJson.part(json, "evidence");
    for (String key : stored.fieldNames()) {
      evidence.put(Label.ofKey(key).orElseThrow(), evidence(stored.getJsonObject(key)));
    }
    return new Assessment(ScoresCodec.decode(json, "scores"), json.getString("language"), evidence);
  }

  private static JsonObject encode(Evidence evidence) {
    JsonObject json = new JsonObject();
    if (!evidence.words().isEmpty()) {
      json.put("words", DecisionCodec.encode(evidence.words()));
    }
    if (!evidence.features().isEmpty()) {
      json.put("features", new JsonArray(evidence.features()));
    }
    return json;
  }

  private static Evidence evidence(JsonObject json) {
    return new Evidence(
        DecisionCodec.matches(json.getJsonArray("words")),
        DecisionCodec.strings(json.getJsonArray("features")));
  }
}
