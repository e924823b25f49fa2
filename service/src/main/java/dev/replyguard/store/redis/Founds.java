package dev.replyguard.store.redis;

import dev.replyguard.store.PrivacyStore.Found;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Members of a sorted set of comments by time, in its order. */
final class Founds {
  private Founds() {}

  /** Members with their scores. */
  static List<Found> read(List<RedisReply> pairs) {
    List<Found> found = new ArrayList<>();
    // RESP3 has them as pairs, RESP2 in turn.
    boolean nested = !pairs.isEmpty() && pairs.get(0).isArray();
    for (int i = 0; i < pairs.size(); i += nested ? 1 : 2) {
      List<RedisReply> pair = nested ? pairs.get(i).elements() : pairs.subList(i, i + 2);
      found.add(new Found(pair.get(0).text(), (long) pair.get(1).decimal()));
    }
    return found;
  }

  /** Whether it comes after the other in the order of a sorted set: by score, then by bytes. */
  static boolean isLater(Found found, Found other) {
    if (found.at() != other.at()) {
      return found.at() > other.at();
    }
    return Arrays.compareUnsigned(
            found.id().getBytes(StandardCharsets.UTF_8),
            other.id().getBytes(StandardCharsets.UTF_8))
        > 0;
  }
}
