package dev.replyguard.store.redis;

import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.SimHash;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.TextTrace;
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
      json.mergeIn(NearDuplicates.fingerprint(simHash)).put("entry", percents(scores) + value);
    }
    return json.encode();
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
