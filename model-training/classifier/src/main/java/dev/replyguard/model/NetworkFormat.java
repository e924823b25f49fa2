package dev.replyguard.model;

import dev.replyguard.text.FeatureSettings.Orders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Networks and their {@link NetworkOutput} as bytes, big-endian: "RGN1", the SHA-256 of the Tribuo
 * model the output is taken from, how many networks there are and how many labels, and then for
 * each network: its sizes as six ints; filters, biases and its part of the output as floats; and
 * for tokens and n-grams first all scales, then all vectors.
 */
final class NetworkFormat {
  private static final byte[] MAGIC = "RGN1".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST_BYTES = 32;
  private static final int HEADER = MAGIC.length + DIGEST_BYTES + 2 * Integer.BYTES;
  private static final int SHAPE_BYTES = 6 * Integer.BYTES;
  private static final int MAX_NETWORKS = 8;

  private NetworkFormat() {}

  /** What {@link #read} gives. */
  record Networks(List<NetworkWeights> weights, NetworkOutput output) {}

  static byte[] write(List<NetworkWeights> networks, NetworkOutput output, byte[] modelDigest) {
    long size = HEADER;
    for (NetworkWeights weights : networks) {
      size += SHAPE_BYTES + size(weights.shape());
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
    out.put(MAGIC).put(modelDigest).putInt(networks.size()).putInt(FlatWeights.LABELS);
    int first = 0;
    for (NetworkWeights weights : networks) {
      write(weights, output, first, out);
      first += weights.shape().pooled();
    }
    return out.array();
  }

  private static void write(
      NetworkWeights weights, NetworkOutput output, int first, ByteBuffer out) {
    NetworkWeights.Shape shape = weights.shape();
    out.putInt(shape.vocabulary()).putInt(shape.dimensions()).putInt(shape.filters());
    out.putInt(shape.orders().min()).putInt(shape.orders().max()).putInt(shape.gramBits());
    put(out, weights.filters());
    put(out, weights.biases());
    for (int number = 0; number < shape.pooled(); number++) {
      for (int label = 0; label < FlatWeights.LABELS; label++) {
        out.putFloat(output.weight(first + number, label));
      }
    }
    put(out, weights.wordScales());
    out.put(weights.words());
    put(out, weights.gramScales());
    out.put(weights.grams());
  }

  /** How many bytes a network of that shape takes behind its sizes. */
  private static long size(NetworkWeights.Shape shape) {
    long floats =
        (long) NetworkWeights.WIDTH * shape.dimensions() * shape.filters()
            + shape.filters()
            + (long) shape.pooled() * FlatWeights.LABELS;
    long vectors = (long) shape.vocabulary() + shape.grams();
    return floats * Float.BYTES + vectors * (Float.BYTES + shape.dimensions());
  }

  private static void put(ByteBuffer out, float[] numbers) {
    for (float number : numbers) {
      out.putFloat(number);
    }
  }

  /**
   * Reads networks back.
   *
   * @param bytes not moved
   * @throws IllegalArgumentException when the bytes are no networks
   */
  static Networks read(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate();
    require(in.remaining() >= HEADER, "is cut short");
    byte[] magic = new byte[MAGIC.length];
    in.get(magic);
    require(Arrays.equals(magic, MAGIC), "is not a network");
    in.position(in.position() + DIGEST_BYTES);
    int count = in.getInt();
    require(count >= 1 && count <= MAX_NETWORKS, "has " + count + " networks");
    int labels = in.getInt();
    require(labels == FlatWeights.LABELS, "has " + labels + " labels");
    List<NetworkWeights> networks = new ArrayList<>();
    List<float[]> outputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      require(in.remaining() >= SHAPE_BYTES, "is cut short");
      NetworkWeights.Shape shape =
          new NetworkWeights.Shape(
              in.getInt(),
              in.getInt(),
              in.getInt(),
              new Orders(in.getInt(), in.getInt()),
              in.getInt());
      require(in.remaining() >= size(shape), "is cut short");
      networks.add(read(shape, in, outputs));
    }
    require(!in.hasRemaining(), "is longer than its networks");
    return new Networks(List.copyOf(networks), new NetworkOutput(joined(outputs)));
  }

  /**
   * Checks what networks were made for.
   *
   * @param bytes that were read
   * @throws IllegalArgumentException when they were made for another model
   */
  static void requireOf(ByteBuffer bytes, byte[] modelDigest) {
    boolean same = bytes.slice(MAGIC.length, DIGEST_BYTES).equals(ByteBuffer.wrap(modelDigest));
    require(same, "was made for another model.tribuo");
  }

  private static NetworkWeights read(
      NetworkWeights.Shape shape, ByteBuffer in, List<float[]> outputs) {
    float[] filters = floats(in, NetworkWeights.WIDTH * shape.dimensions() * shape.filters());
    float[] biases = floats(in, shape.filters());
    outputs.add(floats(in, shape.pooled() * FlatWeights.LABELS));
    float[] wordScales = floats(in, shape.vocabulary());
    byte[] words = new byte[shape.vocabulary() * shape.dimensions()];
    in.get(words);
    float[] gramScales = floats(in, shape.grams());
    byte[] grams = new byte[shape.grams() * shape.dimensions()];
    in.get(grams);
    return new NetworkWeights(shape, words, wordScales, grams, gramScales, filters, biases);
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static float[] floats(ByteBuffer in, int length) {
    float[] numbers = new float[length];
    in.asFloatBuffer().get(numbers);
    in.position(in.position() + length * Float.BYTES);
    boolean finite = true;
    for (float number : numbers) {
      finite &= Float.isFinite(number);
    }
    require(finite, "has a number that is not finite");
    return numbers;
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("network.bin: " + problem);
    }
  }
}
