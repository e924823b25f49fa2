package dev.replyguard.store.redis;

import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.SimHash;
import dev.replyguard.store.TextTrace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a text's near-duplicates are found by, as {@code lib/near.lua} and its users have it. */
final class NearDuplicates {
  private static final long HALF = (1L << Integer.SIZE) - 1;

  private NearDuplicates() {}

  /** For a look-up; empty where the text is too short to have any. */
  static String lookedUp(TextTrace trace, MemoryPolicy memory) {
    SimHash simHash = trace.simHash();
    return simHash == null ? "" : found(simHash, memory).encode();
  }

  /**
   * For a record; empty where the text is too short to have any.
   *
   * @param author who wrote it, 32 bits of a keyed hash
   */
  static String recorded(TextTrace trace, MemoryPolicy memory, long author) {
    SimHash simHash = trace.simHash();
    return simHash == null
        ? ""
        : found(simHash, memory)
            .put("age", memory.groupAge().toMillis())
            .put("author", author)
            .put("authors", memory.campaignAuthors())
            .put("window", memory.campaignWindow().toMillis())
            .encode();
  }

  private static JsonArray bands(SimHash simHash) {
    JsonArray bands = new JsonArray();
    for (int band = 0; band < SimHash.BANDS; band++) {
      bands.add(band + ":" + Integer.toHexString(simHash.band(band)));
    }
    return bands;
  }

  /** The fingerprint in two halves, and its bands. */
  static JsonObject fingerprint(SimHash simHash) {
    return new JsonObject()
        .put("high", simHash.bits() >>> Integer.SIZE)
        .put("low", simHash.bits() & HALF)
        .put("bands", bands(simHash));
  }

  private static JsonObject found(SimHash simHash, MemoryPolicy memory) {
    return fingerprint(simHash).put("distance", memory.distance());
  }
}
