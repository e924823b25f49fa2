package dev.replyguard.training.fit;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TextNormalizer;
import dev.replyguard.training.data.LabelledComment;
import java.util.Arrays;

/** Turns comments to features, using its buffers again and again. Not thread-safe. */
final class RowFeatures {
  private final FeatureExtractor extractor;
  private final NormalizedText text = TextNormalizer.normalize("");
  private final FeatureBuffer buffer = new FeatureBuffer();
  private long[] cells = new long[1024];

  RowFeatures(FeatureSettings settings) {
    this.extractor = new FeatureExtractor(settings);
  }

  /** Reads the features of {@code comment}; their number. */
  int read(LabelledComment comment) {
    TextNormalizer.normalize(comment.text(), text);
    extractor.extract(comment.input(), text, buffer);
    int size = buffer.size();
    if (cells.length < size) {
      cells = new long[2 * size];
    }
    // Sorted by bucket; a float above 0 keeps its place as bits, so one long holds both.
    for (int i = 0; i < size; i++) {
      cells[i] = (long) buffer.bucket(i) << 32 | Float.floatToIntBits(buffer.value(i));
    }
    Arrays.sort(cells, 0, size);
    return size;
  }

  /** The features read last: {@code bucket << 32 | floatToIntBits(value)}, rising by bucket. */
  long[] cells() {
    return cells;
  }

  /** Counts the tokens of the comment read last. */
  void count(TokenCounts counts) {
    counts.add(text, buffer);
  }
}
