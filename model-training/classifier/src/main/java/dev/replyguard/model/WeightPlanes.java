package dev.replyguard.model;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rows of weights as they lie in a bundle, where they stay: their floats are cut into planes, most
 * significant bytes first, and within a plane go label by label. There are two planes, of weights
 * whose lower 16 bits are all zero, or four. Immutable.
 */
final class WeightPlanes implements WeightRows {
  private static final int LABELS = FlatWeights.LABELS;
  private static final int SMALLEST_SHARE = 1 << 17;

  /** So much is worked on in one call: see {@link PackedRows}. */
  private static final int BATCH = 1 << 13;

  private final byte[] bytes;
  private final int offset;
  private final int size;
  private final int planes;

  /**
   * Rows.
   *
   * @param bytes not to be written to from now on
   * @param offset where the first plane starts; the last ends with the bytes
   * @param size how many rows there are
   * @param planes two or four
   */
  WeightPlanes(byte[] bytes, int offset, int size, int planes) {
    this.bytes = bytes;
    this.offset = offset;
    this.size = size;
    this.planes = planes;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public float get(int row, int label) {
    int at = offset + label * size + row;
    int bits = 0;
    for (int plane = 0; plane < planes; plane++) {
      bits |= (bytes[at + plane * size * LABELS] & 0xFF) << (Float.SIZE - Byte.SIZE * (plane + 1));
    }
    return Float.intBitsToFloat(bits);
  }

  @Override
  public void read(int start, int end, float[] into) {
    for (int label = 0; label < LABELS; label++) {
      int at = offset + label * size;
      readUpper(at, start, end, label, into);
      if (planes > 2) {
        readLower(at + 2 * size * LABELS, start, end, label, into);
      }
    }
  }

  private void readUpper(int at, int start, int end, int label, float[] into) {
    int next = at + size * LABELS;
    int to = label;
    for (int row = start; row < end; row++, to += LABELS) {
      into[to] = Float.intBitsToFloat(bytes[at + row] << 24 | (bytes[next + row] & 0xFF) << 16);
    }
  }

  private void readLower(int at, int start, int end, int label, float[] into) {
    int next = at + size * LABELS;
    int to = label;
    for (int row = start; row < end; row++, to += LABELS) {
      int lower = (bytes[at + row] & 0xFF) << 8 | (bytes[next + row] & 0xFF);
      into[to] = Float.intBitsToFloat(Float.floatToRawIntBits(into[to]) | lower);
    }
  }

  /**
   * A number that no weight is larger than, whatever its sign; the largest weight has the same
   * upper 16 bits. It is not a finite number where a weight is none.
   */
  float largest() {
    AtomicInteger largest = new AtomicInteger();
    Shares.run(
        size * LABELS,
        SMALLEST_SHARE,
        (start, end) -> {
          int most = 0;
          for (int cell = start; cell < end; cell += BATCH) {
            most = Math.max(most, largestUpper(cell, Math.min(end, cell + BATCH)));
          }
          largest.accumulateAndGet(most, Math::max);
        });
    int lower = planes > 2 ? 0xFFFF : 0;
    return Float.intBitsToFloat(largest.get() << 16 | lower);
  }

  /** The upper bits of the largest weight without its sign: they rise as the weights do. */
  private int largestUpper(int start, int end) {
    int at = offset + start;
    int next = at + size * LABELS;
    int most = 0;
    for (int i = 0; i < end - start; i++) {
      most = Math.max(most, (bytes[at + i] & 0x7F) << 8 | (bytes[next + i] & 0xFF));
    }
    return most;
  }
}
