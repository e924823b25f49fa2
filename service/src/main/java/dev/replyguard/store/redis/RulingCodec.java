package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A {@link Ruling} as JSON; {@code by} is what scripts compare actors by. */
final class RulingCodec {
  private static final String WHAT = "ruling";
  private static final int VERSION = 1;

  private RulingCodec() {}

  static String encode(Ruling ruling) {
    JsonObject json =
        StoredJson.ofVersion(VERSION)
            .put("verdict", ruling.verdict().key())
            .put("by", ruling.by().id())
            .put("means", ruling.means().key())
            .put("at", ruling.at().toString());
    RejectReason reason = ruling.reason();
    StoredJson.put(json, "reason", reason == null ? null : reason.key());
    StoredJson.put(json, "note", ruling.note());
    return json.encode();
  }

  static Ruling decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, RulingCodec::ruling);
  }

  private static Ruling ruling(JsonObject json) {
    return new Ruling(
        Verdict.ofKey(StoredJson.text(json, "verdict")),
        reason(json.getString("reason")),
        json.getString("note"),
        Actor.ofId(StoredJson.text(json, "by")),
        Ruling.Means.ofKey(StoredJson.text(json, "means")),
        Instant.parse(StoredJson.text(json, "at")));
  }

  private static @Nullable RejectReason reason(@Nullable String key) {
    return key == null ? null : RejectReason.ofKey(key).orElseThrow();
  }
}
