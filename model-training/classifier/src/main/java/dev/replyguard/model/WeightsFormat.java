package dev.replyguard.model;

import dev.replyguard.text.FeatureSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@link FlatWeights} as bytes, big-endian: "RGW1" or "RGW2", the SHA-256 of the Tribuo model they
 * were taken from, the number of hash bits and of labels (one byte each), the number of rows (four
 * bytes), the biases, a bit for each bucket that has a row, and the rows as {@link WeightPlanes}:
 * like bytes beside each other deflate to about half of what whole floats do. "RGW1" has all four
 * planes, "RGW2" the upper two, the others being zero; which of the two is written depends on the
 * weights alone.
 */
final class WeightsFormat {
  private static final byte[] MAGIC = "RGW".getBytes(StandardCharsets.US_ASCII);
  private static final int ALL_PLANES = Float.BYTES;
  private static final int UPPER_PLANES = 2;
  private static final int DIGEST_BYTES = 32;
  private static final int LABELS = FlatWeights.LABELS;
  private static final int HEADER = MAGIC.length + 1 + DIGEST_BYTES + 2 + 4 + LABELS * Float.BYTES;

  private static final String NOT_FINITE = "has a weight that is not a finite number";

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
    int planes = planes(weights, buckets, rows);
    ByteBuffer out = ByteBuffer.allocate(HEADER + present.length + cells * planes);
    out.put(MAGIC).put((byte) (planes == UPPER_PLANES ? '2' : '1')).put(modelDigest);
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
        for (int plane = 0; plane < planes; plane++) {
          bytes[cell + plane * cells] = (byte) (bits >>> (Float.SIZE - Byte.SIZE * (plane + 1)));
        }
      }
    }
    return bytes;
  }

  private static int planes(FlatWeights weights, int[] buckets, int rows) {
    for (int row = 0; row < rows; row++) {
      for (int label = 0; label < LABELS; label++) {
        if ((short) Float.floatToIntBits(weights.weight(buckets[row], label)) != 0) {
          return ALL_PLANES;
        }
      }
    }
    return UPPER_PLANES;
  }

  /**
   * Reads weights back.
   *
   * @param bytes not to be written to from now on
   * @throws IllegalArgumentException when the bytes are not such weights
   */
  static FlatWeights read(byte[] bytes) {
    require(bytes.length >= HEADER, "is cut short");
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte[] magic = new byte[MAGIC.length];
    in.get(magic);
    int form = in.get();
    boolean known = Arrays.equals(magic, MAGIC) && (form == '1' || form == '2');
    require(known, "is not a table of weights");
    int planes = form == '2' ? UPPER_PLANES : ALL_PLANES;
    in.position(in.position() + DIGEST_BYTES);
    int bits = in.get();
    int labels = in.get();
    int rows = in.getInt();
    boolean possible =
        bits >= FeatureSettings.MIN_HASH_BITS && bits <= FeatureSettings.MAX_HASH_BITS;
    require(possible, "has " + bits + " hash bits");
    require(labels == LABELS, "has " + labels + " labels, " + LABELS + " expected");
    int buckets = 1 << bits;
    require(
        rows >= 0 && rows <= buckets, "has " + rows + " rows, at most " + buckets + " expected");
    long expected = (long) HEADER + buckets / 8 + (long) rows * LABELS * planes;
    require(bytes.length == expected, "has " + bytes.length + " bytes, " + expected + " expected");
    float[] biases = new float[LABELS];
    for (int label = 0; label < LABELS; label++) {
      biases[label] = finite(in.getFloat());
    }
    IntBuffer present = in.slice(HEADER, buckets / 8).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    FeatureIndex index = FeatureIndex.ofBits(present);
    require(index.rows() == rows, "has " + index.rows() + " buckets for " + rows + " rows");
    WeightPlanes weights = new WeightPlanes(bytes, HEADER + buckets / 8, rows, planes);
    float largest = weights.largest();
    require(Float.isFinite(largest), NOT_FINITE);
    return new FlatWeights(bits, biases, index, weights, new PackedRows(weights, LABELS, largest));
  }

  /** Whether what was written leaves out planes of zeros. */
  static boolean isBrief(byte[] bytes) {
    return bytes[MAGIC.length] == '2';
  }

  /**
   * Checks what weights were made for.
   *
   * @param bytes that were read
   * @throws IllegalArgumentException when they were taken from another model or for other features
   */
  static void requireOf(byte[] bytes, byte[] modelDigest, int hashBits) {
    int digest = MAGIC.length + 1;
    int end = digest + DIGEST_BYTES;
    boolean same = Arrays.equals(bytes, digest, end, modelDigest, 0, DIGEST_BYTES);
    require(same, "was taken from another model.tribuo");
    require(bytes[end] == hashBits, "has " + bytes[end] + " hash bits, " + hashBits + " expected");
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
