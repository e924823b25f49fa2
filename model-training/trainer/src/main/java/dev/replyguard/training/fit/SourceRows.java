package dev.replyguard.training.fit;

import dev.replyguard.training.cache.CacheInput;
import dev.replyguard.training.cache.CacheOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of one source.
 *
 * @param blocks all its comments, in order
 */
record SourceRows(List<FeatureRows> blocks) {
  SourceRows {
    blocks = List.copyOf(blocks);
  }

  /** How many comments there are. */
  int size() {
    return blocks.stream().mapToInt(FeatureRows::size).sum();
  }

  void encode(CacheOutput out) throws IOException {
    FeatureRowsFormat format = new FeatureRowsFormat();
    out.writeCount(blocks.size());
    for (FeatureRows block : blocks) {
      format.encode(block, out);
    }
  }

  static SourceRows decode(CacheInput in) throws IOException {
    FeatureRowsFormat format = new FeatureRowsFormat();
    int size = in.readCount();
    List<FeatureRows> blocks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      blocks.add(format.decode(in));
    }
    return new SourceRows(blocks);
  }
}
