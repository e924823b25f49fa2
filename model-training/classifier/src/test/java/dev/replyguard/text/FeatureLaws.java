package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What holds for the features of every string, whatever was in the buffer before. */
final class FeatureLaws {
  private FeatureLaws() {}

  static void check(String text, FeatureExtractor extractor, FeatureBuffer reused) {
    NormalizedText normalized = TextNormalizer.normalize(text);
    extractor.extract(normalized, reused);
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    Map<Integer, Double> shares = new LinkedHashMap<>();
    boolean inPlace = true;
    for (int i = 0; i < reused.occurrences(); i++) {
      counts.merge(reused.occurrenceBucket(i), 1, Integer::sum);
      shares.merge(reused.occurrenceBucket(i), reused.occurrenceValue(i), Double::sum);
      int start = reused.occurrenceStart(i);
      int end = reused.occurrenceEnd(i);
      boolean whole = start == FeatureBuffer.WHOLE_TEXT && end == FeatureBuffer.WHOLE_TEXT;
      int length = reused.isNamed(i) ? text.length() : normalized.length();
      boolean within = 0 <= start && start < end && end <= length;
      inPlace &= whole || within;
    }
    assertThat(inPlace).as("places of occurrences").isTrue();
    assertThat(reused.buckets())
        .containsExactly(counts.keySet().stream().mapToInt(Integer::intValue).toArray());
    double squares = 0;
    for (int count : counts.values()) {
      squares += Math.pow(1 + Math.log(count), 2);
    }
    boolean bucketsInRange = true;
    double largest = 0;
    for (int i = 0; i < reused.size(); i++) {
      int bucket = reused.bucket(i);
      bucketsInRange &= bucket >= 0 && bucket < extractor.settings().buckets();
      double expected = (1 + Math.log(counts.getOrDefault(bucket, 0))) / Math.sqrt(squares);
      largest = Math.max(largest, Math.abs(reused.value(i) - expected));
      largest = Math.max(largest, Math.abs(reused.value(i) - shares.getOrDefault(bucket, 0.0)));
    }
    assertThat(bucketsInRange).isTrue();
    assertThat(largest).isLessThan(1e-6);
    FeatureBuffer fresh = new FeatureBuffer();
    extractor.extract(normalized, fresh);
    assertThat(Arrays.equals(fresh.buckets(), reused.buckets())).isTrue();
    assertThat(Arrays.equals(fresh.values(), reused.values())).isTrue();
  }
}
