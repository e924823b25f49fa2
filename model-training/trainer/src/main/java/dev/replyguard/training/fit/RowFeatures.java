package dev.replyguard.training.fit;

import dev.replyguard.model.TextReading;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.training.data.LabelledComment;
import java.util.Arrays;
import java.util.List;

/** Turns comments to features, using its buffers again and again. Not thread-safe. */
final class RowFeatures {
  private final TextReading reading;
  private long[] cells = new long[1024];

  /**
   * Features.
   *
   * @param tokens that the model is to know, the most frequent first
   */
  RowFeatures(FeatureSettings settings, List<String> tokens) {
    this.reading = new TextReading(new FeatureExtractor(settings), tokens);
  }

  /** Reads the features of {@code comment}; their number. */
  int read(LabelledComment comment) {
    reading.extract(comment.input());
    FeatureBuffer buffer = reading.features();
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
}
