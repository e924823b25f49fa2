package dev.replyguard.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@link FlatWeights} as bytes, big-endian: "RGW1", the SHA-256 of the Tribuo model they were taken
 * from, the number of hash bits and of labels (one byte each), the number of rows (four bytes), the
 * biases, a bit for each bucket that has a row, and the rows. The rows' floats are cut into four
 * planes, most significant bytes first, and within a plane go label by label: like bytes beside
 * each other deflate to about half of what whole floats do.
 */
final class WeightsFormat {
  private static final byte[] MAGIC = "RGW1".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST_BYTES = 32;
  private static final int LABELS = FlatWeights.LABELS;
  private static final int HEADER = MAGIC.length + DIGEST_BYTES + 2 + 4 + LABELS * Float.BYTES;

  private static final String NOT_FINITE = "has a weight that is not a finite number";

  /** The bits of what is larger than any finite number; those of what is no number are more. */
  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  private static final int BLOCK = 512;
  private static final int SMALLEST_SHARE = 1 << 14;

  private WeightsFormat() {}

  static byte[] write(FlatWeights weights, byte[] modelDigest) {
    int[] buckets = new int[1 << weights.hashBits()];
    int rows = 0;
    byte[] present = new byte[buckets.length / 8];
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      if (weights.matters(bucket)) {
        present[bucket >> 3] |= (byte) (1 << (bucket & 7));
        buckets[rows++] = bucket;
      }
    }
    int cells = rows * LABELS;
    ByteBuffer out = ByteBuffer.allocate(HEADER + present.length + cells * Float.BYTES);
    out.put(MAGIC).put(modelDigest);
    out.put((byte) weights.hashBits()).put((byte) LABELS).putInt(rows);
    for (int label = 0; label < LABELS; label++) {
      out.putFloat(weights.bias(label));
    }
    out.put(present);
    byte[] bytes = out.array();
    int cell = out.position();
    for (int label = 0; label < LABELS; label++) {
      for (int row = 0; row < rows; row++, cell++) {
        int bits = Float.floatToIntBits(weights.weight(buckets[row], label));
        bytes[cell] = (byte) (bits >>> 24);
        bytes[cell + cells] = (byte) (bits >>> 16);
        bytes[cell + 2 * cells] = (byte) (bits >>> 8);
        bytes[cell + 3 * cells] = (byte) bits;
      }
    }
    return bytes;
  }

  /**
   * Reads weights back.
   *
   * @throws IllegalArgumentException when the bytes are not such weights, or were taken from
   *     another model or for other features
   */
  static FlatWeights read(byte[] bytes, byte[] modelDigest, int hashBits) {
    require(bytes.length >= HEADER, "is cut short");
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte[] magic = new byte[MAGIC.length];
    byte[] digest = new byte[DIGEST_BYTES];
    in.get(magic).get(digest);
    require(Arrays.equals(magic, MAGIC), "is not a table of weights");
    require(Arrays.equals(digest, modelDigest), "was taken from another model.tribuo");
    int bits = in.get();
    int labels = in.get();
    int rows = in.getInt();
    require(bits == hashBits, "has " + bits + " hash bits, " + hashBits + " expected");
    require(labels == LABELS, "has " + labels + " labels, " + LABELS + " expected");
    int buckets = 1 << hashBits;
    require(
        rows >= 0 && rows <= buckets, "has " + rows + " rows, at most " + buckets + " expected");
    long expected = (long) HEADER + buckets / 8 + (long) rows * LABELS * Float.BYTES;
    require(bytes.length == expected, "has " + bytes.length + " bytes, " + expected + " expected");
    float[] biases = new float[LABELS];
    for (int label = 0; label < LABELS; label++) {
      biases[label] = finite(in.getFloat());
    }
    IntBuffer present = in.slice(HEADER, buckets / 8).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    FeatureIndex index = FeatureIndex.ofBits(present);
    require(index.rows() == rows, "has " + index.rows() + " buckets for " + rows + " rows");
    float[] weights = new float[rows * LABELS];
    float largest = readRows(bytes, HEADER + buckets / 8, rows, weights);
    return new FlatWeights(hashBits, biases, index, weights, largest);
  }

  /** Reads all rows; the largest weight, whatever its sign. */
  private static float readRows(byte[] bytes, int offset, int rows, float[] weights) {
    AtomicInteger largest = new AtomicInteger();
    Shares.run(
        rows,
        SMALLEST_SHARE,
        (start, end) -> {
          int most = 0;
          for (int row = start; row < end; row += BLOCK) {
            int last = Math.min(end, row + BLOCK);
            most = Math.max(most, readBlock(bytes, offset, rows, row, last, weights));
          }
          largest.accumulateAndGet(most, Math::max);
        });
    require(largest.get() < INFINITY, NOT_FINITE);
    return Float.intBitsToFloat(largest.get());
  }

  /** Label by label, of so few rows that they stay in a near cache meanwhile. */
  private static int readBlock(
      byte[] bytes, int offset, int rows, int start, int end, float[] weights) {
    int most = 0;
    for (int label = 0; label < LABELS; label++) {
      int plane = offset + label * rows;
      most = Math.max(most, readLabel(bytes, plane, rows * LABELS, label, start, end, weights));
    }
    return most;
  }

  /** The bits of the largest weight without its sign: they rise as the weights do. */
  private static int readLabel(
      byte[] bytes, int plane, int cells, int label, int start, int end, float[] weights) {
    int most = 0;
    for (int row = start; row < end; row++) {
      int cell = plane + row;
      int bits =
          bytes[cell] << 24
              | (bytes[cell + cells] & 0xFF) << 16
              | (bytes[cell + 2 * cells] & 0xFF) << 8
              | (bytes[cell + 3 * cells] & 0xFF);
      most = Math.max(most, bits & Integer.MAX_VALUE);
      weights[row * LABELS + label] = Float.intBitsToFloat(bits);
    }
    return most;
  }

  private static float finite(float weight) {
    require(Float.isFinite(weight), NOT_FINITE);
    return weight;
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("weights.bin: " + problem);
    }
  }
}
