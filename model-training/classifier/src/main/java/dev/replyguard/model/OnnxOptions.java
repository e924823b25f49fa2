package dev.replyguard.model;

import java.time.Duration;

/**
 * How an ONNX model may use the machine. A linear model pays no heed to it.
 *
 * @param threads on how many threads one text is worked on, 1 to 256, the caller's being one
 * @param limit how long one text may take until it is given up, above 0
 */
public record OnnxOptions(int threads, Duration limit) {
  public OnnxOptions {
    if (threads < 1 || threads > 256) {
      throw new IllegalArgumentException("threads: 1 to 256 expected, got " + threads);
    }
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("limit: above 0 expected, got " + limit);
    }
  }
}
