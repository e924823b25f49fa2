package dev.replyguard.text;

import java.util.Arrays;

/**
 * The features of one text: every occurrence with its place, and each distinct bucket with its
 * value. Filled by {@link FeatureExtractor}, again and again without garbage; it belongs to one
 * thread.
 */
public final class FeatureBuffer {
  /** The start and the end of an occurrence that is about the text as a whole. */
  public static final int WHOLE_TEXT = -1;

  private static final int SMALLEST_TABLE = 256;

  private final Tokens tokens = new Tokens();
  private final double[] logarithmic = new double[64];

  private int occurrences;
  private int[] occurrenceBuckets = new int[1024];
  // The start in the upper half, the end in the lower.
  private long[] occurrencePlaces = new long[1024];

  private int size;
  private int[] buckets = new int[1024];
  private int[] counts = new int[1024];
  private float[] values = new float[1024];

  // Open addressing with linear probing: the bucket plus one in the upper half, its index in the
  // lower, so that a look-up touches one array; 0 for free.
  private long[] table = new long[SMALLEST_TABLE];
  private int mask = SMALLEST_TABLE - 1;

  /** An empty buffer. */
  public FeatureBuffer() {
    for (int count = 1; count < logarithmic.length; count++) {
      logarithmic[count] = 1 + Math.log(count);
    }
  }

  /** How many distinct buckets the text has. */
  public int size() {
    return size;
  }

  /**
   * A distinct bucket, in the order of first occurrence.
   *
   * @param index 0 to {@link #size()}, exclusive
   */
  public int bucket(int index) {
    return buckets[index];
  }

  /**
   * What the bucket at {@code index} is worth, after weighing and scaling; never 0.
   *
   * @param index 0 to {@link #size()}, exclusive
   */
  public float value(int index) {
    return values[index];
  }

  /** A copy of all distinct buckets, in the order of first occurrence. */
  public int[] buckets() {
    return Arrays.copyOf(buckets, size);
  }

  /** A copy of the values, in the order of {@link #buckets()}. */
  public float[] values() {
    return Arrays.copyOf(values, size);
  }

  /** How many features occur in the text, each counted as often as it occurs. */
  public int occurrences() {
    return occurrences;
  }

  /**
   * The bucket of an occurrence.
   *
   * @param occurrence 0 to {@link #occurrences()}, exclusive
   */
  public int occurrenceBucket(int occurrence) {
    return occurrenceBuckets[occurrence];
  }

  /** Where an occurrence starts in the normalised text, or {@link #WHOLE_TEXT}. */
  public int occurrenceStart(int occurrence) {
    return (int) (occurrencePlaces[occurrence] >> Integer.SIZE);
  }

  /** Where an occurrence ends, exclusive, in the normalised text, or {@link #WHOLE_TEXT}. */
  public int occurrenceEnd(int occurrence) {
    return (int) occurrencePlaces[occurrence];
  }

  /**
   * The part of its bucket's value that falls to one occurrence: an equal share. The shares of all
   *
   * <p>occurrences of a bucket add up to its value.
   */
  public double occurrenceValue(int occurrence) {
    int index = (int) table[slotOf(occurrenceBuckets[occurrence])];
    return (double) values[index] / counts[index];
  }

  /** How many tokens (words and runs of symbols) the normalised text has. */
  public int tokens() {
    return tokens.count();
  }

  /** Where a token starts in the normalised text. */
  public int tokenStart(int token) {
    return tokens.start(token);
  }

  /** Where a token ends, exclusive, in the normalised text. */
  public int tokenEnd(int token) {
    return tokens.end(token);
  }

  Tokens readTokens(NormalizedText text) {
    tokens.read(text);
    return tokens;
  }

  /** Empties the buffer and makes room for that many occurrences. */
  void reset(int atMost) {
    size = 0;
    occurrences = 0;
    if (occurrenceBuckets.length < atMost) {
      int capacity = Math.max(atMost, 2 * occurrenceBuckets.length);
      occurrenceBuckets = new int[capacity];
      occurrencePlaces = new long[capacity];
      buckets = new int[capacity];
      counts = new int[capacity];
      values = new float[capacity];
    }
  }

  void add(int bucket, int start, int end) {
    int occurrence = occurrences++;
    occurrenceBuckets[occurrence] = bucket;
    occurrencePlaces[occurrence] = (long) start << Integer.SIZE | (end & 0xFFFF_FFFFL);
  }

  /** Turns occurrences into distinct buckets with values; {@code factors} may be empty for none. */
  void weigh(FeatureSettings settings, float[] factors) {
    clearTable();
    for (int i = 0; i < occurrences; i++) {
      count(occurrenceBuckets[i]);
    }
    boolean binary = settings.termFrequency() == FeatureSettings.TermFrequency.BINARY;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      double frequency = binary ? 1 : logarithmic(counts[i]);
      double factor = factors.length == 0 ? 1 : factors[buckets[i]];
      values[i] = (float) (frequency * factor);
      squares += (double) values[i] * values[i];
    }
    if (settings.unitLength() && squares > 0) {
      double scale = 1 / Math.sqrt(squares);
      for (int i = 0; i < size; i++) {
        values[i] = (float) (values[i] * scale);
      }
    }
  }

  private void clearTable() {
    // At most two thirds full, whatever repeats; a small table stays in the nearest cache.
    int wanted = Math.max(occurrences + occurrences / 2, SMALLEST_TABLE / 2);
    int slots = Integer.highestOneBit(wanted) << 1;
    if (table.length < slots) {
      table = new long[slots];
    } else {
      Arrays.fill(table, 0, slots, 0);
    }
    mask = slots - 1;
  }

  private void count(int bucket) {
    int slot = slotOf(bucket);
    long entry = table[slot];
    if (entry == 0) {
      buckets[size] = bucket;
      counts[size] = 1;
      table[slot] = (bucket + 1L) << Integer.SIZE | size;
      size++;
    } else {
      counts[(int) entry]++;
    }
  }

  /** The slot that holds {@code bucket}, or the free one where it belongs. */
  private int slotOf(int bucket) {
    int slot = bucket & mask;
    int key = bucket + 1;
    int found = (int) (table[slot] >>> Integer.SIZE);
    while (found != key && found != 0) {
      slot = (slot + 1) & mask;
      found = (int) (table[slot] >>> Integer.SIZE);
    }
    return slot;
  }

  private double logarithmic(int count) {
    return count < logarithmic.length ? logarithmic[count] : 1 + Math.log(count);
  }
}
