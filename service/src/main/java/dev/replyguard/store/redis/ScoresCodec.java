package dev.replyguard.store.redis;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/**
 * {@link Scores} as a JSON value: the Base64 of a 32-bit float for each label, in the order of
 * {@link Label#ALL}, big-endian; not a number where the model did not know the label. That is a
 * fifth of what they take by name and in decimals, as every stored comment once had them; both are
 * read. Labels are only ever added at the end: those beyond a stored value's end have no score.
 */
final class ScoresCodec {
  private ScoresCodec() {}

  static String encode(Scores scores) {
    ByteBuffer bytes = ByteBuffer.allocate(Label.ALL.size() * Float.BYTES);
    for (Label label : Label.ALL) {
      bytes.putFloat(scores.get(label));
    }
    return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** The scores of the field of that name, in either form. */
  static Scores decode(JsonObject document, String field) {
    Object value = document.getValue(field);
    return value instanceof String packed
        ? unpacked(Base64.getDecoder().decode(packed))
        : named(document.getJsonObject(field));
  }

  private static Scores unpacked(byte[] bytes) {
    ByteBuffer floats = ByteBuffer.wrap(bytes);
    Map<Label, Float> known = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      float score = floats.remaining() < Float.BYTES ? Float.NaN : floats.getFloat();
      if (!Float.isNaN(score)) {
        known.put(label, score);
      }
    }
    return Scores.partial(known);
  }

  private static Scores named(JsonObject json) {
    Map<Label, Float> known = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      Float score = json.getFloat(label.key());
      if (score != null) {
        known.put(label, score);
      }
    }
    return Scores.partial(known);
  }
}
