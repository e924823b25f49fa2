package dev.replyguard.store.redis;

import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.SimHash;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.TextTrace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is kept of a ruling for other comments, as {@code lib/rulings.lua} has it. */
final class RulingMemory {
  private static final int HUNDRED = 100;

  private RulingMemory() {}

  /** The memory of a ruling on a comment of these scores. */
  static String encode(
      String commentId, TextTrace trace, Ruling ruling, @Nullable Scores scores, Duration age) {
    String value = RememberedRulings.encode(commentId, ruling);
    JsonObject json =
        new JsonObject()
            .put("digest", trace.digest())
            .put("value", value)
            .put("age", age.toMillis());
    SimHash simHash = trace.simHash();
    if (simHash != null) {
      json.put("bands", bands(simHash))
          .put("entry", simHash.hex() + " " + percents(scores) + " " + value);
    }
    return json.encode();
  }

  /** The names of a fingerprint's bands: {@code BAND:VALUE}. */
  static JsonArray bands(SimHash simHash) {
    JsonArray bands = new JsonArray();
    for (int band = 0; band < SimHash.BANDS; band++) {
      bands.add(band + ":" + Integer.toHexString(simHash.band(band)));
    }
    return bands;
  }

  /** Each score in hundredths, two hexadecimal digits a label. */
  private static String percents(@Nullable Scores scores) {
    StringBuilder digits = new StringBuilder(2 * Label.ALL.size());
    for (Label label : Label.ALL) {
      int percent = scores == null ? 0 : Math.round(scores.get(label) * HUNDRED);
      digits
          .append(Character.forDigit(percent >> 4, 16))
          .append(Character.forDigit(percent & 15, 16));
    }
    return digits.toString();
  }
}
