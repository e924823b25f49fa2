package dev.replyguard.training.fit;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.training.cache.CacheInput;
import dev.replyguard.training.cache.CacheOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the tokens of training comments, to choose those whose sums scoring keeps in a table. Not
 * thread-safe.
 */
final class TokenCounts {
  /** Longer ones are no words, and hardly frequent. */
  private static final int MAX_LENGTH = 40;

  private final Map<String, Count> counts = new HashMap<>();

  /** A counter that is changed in place. */
  private static final class Count {
    private int value;
  }

  /** Counts the tokens of {@code text}, which {@code features} has read. */
  void add(NormalizedText text, FeatureBuffer features) {
    for (int token = 0; token < features.tokens(); token++) {
      int start = features.tokenStart(token);
      int length = features.tokenEnd(token) - start;
      if (length <= MAX_LENGTH) {
        String key = new String(text.padded(), start + 1, length);
        counts.computeIfAbsent(key, unused -> new Count()).value++;
      }
    }
  }

  /** Counts what {@code other} counted. */
  void addAll(TokenCounts other) {
    other.counts.forEach(
        (token, count) ->
            counts.computeIfAbsent(token, unused -> new Count()).value += count.value);
  }

  void encode(CacheOutput out) throws IOException {
    out.writeCount(counts.size());
    for (Map.Entry<String, Count> entry : new TreeMap<>(counts).entrySet()) {
      out.writeText(entry.getKey());
      out.writeCount(entry.getValue().value);
    }
  }

  static TokenCounts decode(CacheInput in) throws IOException {
    TokenCounts decoded = new TokenCounts();
    int size = in.readCount();
    for (int i = 0; i < size; i++) {
      Count count = new Count();
      decoded.counts.put(in.readText(), count);
      count.value = in.readCount();
    }
    return decoded;
  }

  /** Those seen twice or more, the most frequent first, equal ones in the order of their units. */
  List<String> mostFrequent(int most) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue().value > 1)
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Count> entry) -> -entry.getValue().value)
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
