package dev.replyguard.model;

import dev.replyguard.text.TokenHashing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The vectors of n-grams of networks that have the same n-grams, to be added up: those of all
 * networks lie side by side, in one cache line where they fit, eight bytes are read at once, and
 * one multiplication serves two of them. Immutable and thread-safe.
 */
final class GramVectors {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** How many bytes the processor fetches at once. */
  private static final int CACHE_LINE = 64;

  /** Left free before the first; with an array's header it fills a cache line. */
  private static final int ALIGNMENT = CACHE_LINE - 16;

  /** From signed bytes to unsigned ones, which are {@value #OFFSET} more. */
  private static final long OFFSETS = 0x8080_8080_8080_8080L;

  private static final int OFFSET = 128;

  private static final long LOWEST_BYTES = 0x0000_00FF_0000_00FFL;

  /** The scales' largest; with a byte and {@link #AT_ONCE} of them it fills 32 bits. */
  private static final int LARGEST = (1 << 16) - 1;

  private static final int AT_ONCE = 1 << 8;

  private final TokenHashing hashing;
  // For each network where its numbers start within those of an n-gram, then where all end.
  private final int[] starts;
  private final int[] dimensions;
  private final byte[] numbers;
  // For each n-gram those of all networks.
  private final int[] scales;
  private final float[] units;

  /** The vectors of n-grams of networks, those that make the same of a token together. */
  static List<GramVectors> of(List<NetworkWeights> networks) {
    List<GramVectors> grams = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= networks.size(); i++) {
      if (i == networks.size() || !sameGrams(networks.get(start), networks.get(i))) {
        grams.add(new GramVectors(networks.subList(start, i)));
        start = i;
      }
    }
    return grams;
  }

  private static boolean sameGrams(NetworkWeights one, NetworkWeights other) {
    return one.shape().orders().equals(other.shape().orders())
        && one.shape().gramBits() == other.shape().gramBits();
  }

  private GramVectors(List<NetworkWeights> networks) {
    int count = networks.size();
    int grams = networks.get(0).shape().grams();
    hashing = networks.get(0).shape().hashing();
    dimensions = networks.stream().mapToInt(one -> one.shape().dimensions()).toArray();
    starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      starts[i + 1] = starts[i] + ((dimensions[i] + Long.BYTES - 1) & -Long.BYTES);
    }
    numbers = new byte[ALIGNMENT + grams * starts[count]];
    scales = new int[grams * count];
    units = new float[count];
    for (int i = 0; i < count; i++) {
      float largest = FlatWeights.largest(networks.get(i).gramScales());
      units[i] = largest / LARGEST;
      for (int gram = 0; gram < grams && largest > 0; gram++) {
        take(networks.get(i), i, gram, largest);
      }
    }
  }

  private void take(NetworkWeights network, int number, int gram, float largest) {
    scales[gram * units.length + number] =
        Math.round(network.gramScales()[gram] / largest * LARGEST);
    int from = gram * dimensions[number];
    int to = at(gram) + starts[number];
    System.arraycopy(network.grams(), from, numbers, to, dimensions[number]);
  }

  /** Where the numbers of an n-gram start. */
  private int at(int gram) {
    return ALIGNMENT + gram * starts[units.length];
  }

  /** How the tokens of these networks become buckets. */
  TokenHashing hashing() {
    return hashing;
  }

  /** How many networks there are. */
  int networks() {
    return units.length;
  }

  /** What one thread writes to. */
  static final class Scratch {
    private final float[] sums;
    private final long[] offsets;
    // What was read, so that reading is not thought of no use.
    int read;

    /** For what {@code grams} makes. */
    Scratch(GramVectors grams) {
      sums = new float[grams.starts[grams.units.length]];
      offsets = new long[grams.units.length];
    }

    boolean fits(GramVectors grams) {
      return sums.length == grams.starts[grams.units.length]
          && offsets.length == grams.units.length;
    }
  }

  /**
   * Writes the vectors of a token that is not in the vocabulary: for each network the sum of its
   * n-grams' vectors, divided by the square root of their number.
   *
   * @param buckets of its n-grams
   * @param count how many of them there are
   * @param into the vectors, that of the first network at {@code first}
   */
  void compose(int[] buckets, int count, Scratch scratch, float[][] into, int first) {
    Arrays.fill(scratch.sums, 0);
    for (int start = 0; start < count; start += AT_ONCE) {
      add(buckets, start, Math.min(count, start + AT_ONCE), scratch);
    }
    for (int i = 0; i < units.length; i++) {
      float norm = count == 0 ? 0 : (float) (units[i] / Math.sqrt(count));
      float[] vector = into[first + i];
      for (int dimension = 0; dimension < dimensions[i]; dimension++) {
        vector[dimension] = scratch.sums[starts[i] + dimension] * norm;
      }
    }
  }

  private void add(int[] buckets, int start, int end, Scratch scratch) {
    Arrays.fill(scratch.offsets, 0);
    int read = 0;
    // Also has the processor fetch all that is needed at once.
    for (int i = start; i < end; i++) {
      int at = at(buckets[i]);
      for (int network = 0; network < units.length; network++) {
        scratch.offsets[network] += (long) scales[buckets[i] * units.length + network] * OFFSET;
        read += numbers[at + starts[network]];
      }
    }
    scratch.read = read;
    for (int network = 0; network < units.length; network++) {
      for (int at = starts[network]; at < starts[network + 1]; at += Long.BYTES) {
        addEight(buckets, start, end, network, at, scratch);
      }
    }
  }

  private void addEight(int[] buckets, int start, int end, int network, int from, Scratch scratch) {
    long first = 0;
    long second = 0;
    long third = 0;
    long fourth = 0;
    int stride = starts[units.length];
    int at = ALIGNMENT + from;
    for (int i = start; i < end; i++) {
      int bucket = buckets[i];
      long scale = scales[bucket * units.length + network];
      long eight = (long) LONGS.get(numbers, at + bucket * stride) ^ OFFSETS;
      first += (eight & LOWEST_BYTES) * scale;
      second += (eight >>> 8 & LOWEST_BYTES) * scale;
      third += (eight >>> 16 & LOWEST_BYTES) * scale;
      fourth += (eight >>> 24 & LOWEST_BYTES) * scale;
    }
    long offset = scratch.offsets[network];
    float[] sums = scratch.sums;
    take(first, offset, sums, from);
    take(second, offset, sums, from + 1);
    take(third, offset, sums, from + 2);
    take(fourth, offset, sums, from + 3);
  }

  /** Takes out two sums, four numbers apart. */
  private static void take(long both, long offset, float[] sums, int at) {
    sums[at] += (both & 0xFFFF_FFFFL) - offset;
    sums[at + 4] += (both >>> Integer.SIZE) - offset;
  }
}
