package dev.replyguard.store.redis;

import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.RememberedRuling;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A {@link RememberedRuling} as it is stored, once for the same text and once for similar ones. */
final class RememberedRulings {
  private static final String WHAT = "remembered ruling";
  private static final int VERSION = 1;
  private static final int HEX = 16;
  private static final float HUNDRED = 100f;

  private RememberedRulings() {}

  static String encode(String commentId, Ruling ruling) {
    JsonObject json =
        StoredJson.ofVersion(VERSION)
            .put("comment", commentId)
            .put("verdict", ruling.verdict().key())
            .put("at", ruling.at().toEpochMilli());
    RejectReason reason = ruling.reason();
    StoredJson.put(json, "reason", reason == null ? null : reason.key());
    return json.encode();
  }

  /** The ruling on the same text. */
  static RememberedRuling decode(String json) {
    return decode(json, 0, null);
  }

  /**
   * The ruling on a similar text, from what follows the fingerprint in its entry: each score in two
   * hexadecimal digits, then the ruling.
   */
  static RememberedRuling decodeEntry(String entry, int distance) {
    int jsonAt = 2 * Label.ALL.size();
    float[] scores = new float[Label.ALL.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Integer.parseInt(entry, 2 * i, 2 * i + 2, HEX) / HUNDRED;
    }
    return decode(entry.substring(jsonAt), distance, Scores.of(scores));
  }

  private static RememberedRuling decode(String json, int distance, @Nullable Scores scores) {
    return StoredJson.read(
        WHAT,
        json,
        VERSION,
        stored -> {
          String reason = stored.getString("reason");
          return new RememberedRuling(
              StoredJson.text(stored, "comment"),
              Verdict.ofKey(StoredJson.text(stored, "verdict")),
              reason == null ? null : RejectReason.ofKey(reason).orElseThrow(),
              Instant.ofEpochMilli(stored.getLong("at")),
              distance,
              scores);
        });
  }
}
