package dev.replyguard.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
    int[] present = presentBuckets(bytes, HEADER, buckets, rows);
    return new FlatWeights(hashBits, biases, present, rows(bytes, HEADER + buckets / 8, rows));
  }

  private static int[] presentBuckets(byte[] bytes, int offset, int buckets, int rows) {
    int[] present = new int[rows];
    int row = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      if ((bytes[offset + (bucket >> 3)] >> (bucket & 7) & 1) != 0) {
        require(row < rows, "has more buckets than rows");
        present[row++] = bucket;
      }
    }
    require(row == rows, "has fewer buckets than rows");
    return present;
  }

  private static float[] rows(byte[] bytes, int offset, int rows) {
    int cells = rows * LABELS;
    float[] weights = new float[cells];
    int cell = offset;
    for (int label = 0; label < LABELS; label++) {
      for (int row = 0; row < rows; row++, cell++) {
        int bits =
            bytes[cell] << 24
                | (bytes[cell + cells] & 0xFF) << 16
                | (bytes[cell + 2 * cells] & 0xFF) << 8
                | (bytes[cell + 3 * cells] & 0xFF);
        weights[row * LABELS + label] = finite(Float.intBitsToFloat(bits));
      }
    }
    return weights;
  }

  private static float finite(float weight) {
    require(Float.isFinite(weight), "has a weight that is not a finite number");
    return weight;
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("weights.bin: " + problem);
    }
  }
}
