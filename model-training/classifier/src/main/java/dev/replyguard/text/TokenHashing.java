package dev.replyguard.text;

/**
 * From tokens to buckets in the additive token model. Immutable and thread-safe.
 *
 * <p>Sequences of words are hashed from their words' hashes, so a word's units are read once; its
 * n-grams of characters depend on the word alone.
 */
public final class TokenHashing {
  private static final int CHARACTERS = 0x3C6EF372;
  private static final int WORDS = 0x1B873593;
  private static final int SEQUENCES = 0x2545F491;
  private static final int SKIPS = 0x6A09E667;

  /** So many units of ASCII go into one number. */
  static final int PACKED = 8;

  /** Masks of the lowest bytes, by their number. */
  private static final long[] LOWEST = lowest();

  /** By how many units there are, the hash that becomes that of none once zeros fill up eight. */
  private static final int[] BEFORE_ZEROS = beforeZeros();

  private final int shift;
  private final int minOrder;
  private final int maxOrder;
  private final int wordSeed;
  private final int characterSeed;
  private final int sequenceSeed;
  private final int skipSeed;

  TokenHashing(FeatureSettings settings) {
    this.shift = Integer.SIZE - settings.hashBits();
    this.minOrder = settings.characterOrders().min();
    this.maxOrder = settings.characterOrders().max();
    this.wordSeed = seed(WORDS, settings);
    this.characterSeed = seed(CHARACTERS, settings);
    this.sequenceSeed = seed(SEQUENCES, settings);
    this.skipSeed = seed(SKIPS, settings);
  }

  private static int seed(int kind, FeatureSettings settings) {
    return FeatureExtractor.finish((FeatureExtractor.FNV_OFFSET ^ kind) + settings.seed());
  }

  /** The hash of a token by its units, from {@code start} to {@code end}, exclusive. */
  public static int tokenHash(char[] units, int start, int end) {
    int hash = FeatureExtractor.FNV_OFFSET;
    for (int i = start; i < end; i++) {
      hash = FeatureExtractor.step(hash, units[i]);
    }
    return hash;
  }

  /**
   * A number that tells a token from others: above 0 for up to {@value #PACKED} units of ASCII,
   * which it holds, so that no other token has it; below 0 for all else, made of the hash, so that
   * another token may have it.
   */
  public static long tokenKey(char[] units, int start, int end) {
    long packed = 0;
    boolean ascii = end - start <= PACKED;
    for (int i = start; i < end; i++) {
      packed = packed << 8 | units[i];
      ascii &= units[i] < 0x80;
    }
    return ascii ? packed : keyOfHash(tokenHash(units, start, end));
  }

  /** The last eight units, or all where there are less, eight bits each. */
  static long lastUnits(char[] units) {
    long packed = 0;
    for (char unit : units) {
      packed = packed << 8 | unit;
    }
    return packed;
  }

  /** The key of a token that is not its units. */
  static long keyOfHash(int hash) {
    return Long.MIN_VALUE | (hash & 0xFFFF_FFFFL);
  }

  /**
   * The key of up to eight units of ASCII; something else for more.
   *
   * @param recent the last eight units, eight bits each, those before the token among them
   */
  static long packed(long recent, int length) {
    return recent & LOWEST[Math.min(length, PACKED)];
  }

  /**
   * {@link #tokenHash} of up to eight units of ASCII; something else for more. In eight steps for
   * any number: that of a zero multiplies, which {@link #BEFORE_ZEROS} makes good before.
   */
  static int hashOfKey(long key, int length) {
    int hash = BEFORE_ZEROS[Math.min(length, PACKED)];
    hash = FeatureExtractor.step(hash, (int) (key >>> 56));
    hash = FeatureExtractor.step(hash, (int) (key >>> 48) & 0xFF);
    hash = FeatureExtractor.step(hash, (int) (key >>> 40) & 0xFF);
    hash = FeatureExtractor.step(hash, (int) (key >>> 32) & 0xFF);
    hash = FeatureExtractor.step(hash, (int) (key >>> 24) & 0xFF);
    hash = FeatureExtractor.step(hash, (int) (key >>> 16) & 0xFF);
    hash = FeatureExtractor.step(hash, (int) (key >>> 8) & 0xFF);
    return FeatureExtractor.step(hash, (int) key & 0xFF);
  }

  private static long[] lowest() {
    long[] masks = new long[PACKED + 1];
    for (int bytes = 1; bytes <= PACKED; bytes++) {
      masks[bytes] = masks[bytes - 1] << 8 | 0xFF;
    }
    return masks;
  }

  private static int[] beforeZeros() {
    // The inverse of the factor modulo 2^32, by Newton's iteration.
    int factor = FeatureExtractor.step(1, 0);
    int inverse = factor;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - factor * inverse;
    }
    int[] hashes = new int[PACKED + 1];
    hashes[PACKED] = FeatureExtractor.FNV_OFFSET;
    for (int length = PACKED - 1; length >= 0; length--) {
      hashes[length] = hashes[length + 1] * inverse;
    }
    return hashes;
  }

  /** The bucket of a token by its {@linkplain FeatureBuffer#tokenHash hash}. */
  public int wordBucket(int tokenHash) {
    return FeatureExtractor.finish(tokenHash ^ wordSeed) >>> shift;
  }

  /** The key of two words that follow each other, or of a shorter sequence and one more word. */
  public int sequence(int before, int tokenHash) {
    return FeatureExtractor.step(Integer.rotateLeft(before, 13) + sequenceSeed, tokenHash);
  }

  /** The key of two words with one between them. */
  public int skip(int before, int tokenHash) {
    return FeatureExtractor.step(Integer.rotateLeft(before, 13) + skipSeed, tokenHash);
  }

  /** The bucket of a {@link #sequence} or a {@link #skip}. */
  public int sequenceBucket(int key) {
    return FeatureExtractor.finish(key) >>> shift;
  }

  /** How many n-grams of characters a token has at most, by its length in units. */
  public int mostCharacterBuckets(int length) {
    return maxOrder == 0 ? 0 : (length + 2) * (maxOrder - minOrder + 1);
  }

  /**
   * Writes the buckets of a token's n-grams of characters, a blank put before and after it.
   *
   * @param units where the token is, from {@code start} to {@code end}, exclusive
   * @param into from {@code at} on at least {@link #mostCharacterBuckets} long
   * @return how many there are; equal ones are there as often as they occur
   */
  public int characterBuckets(char[] units, int start, int end, int[] into, int at) {
    if (maxOrder == 0) {
      return 0;
    }
    int count = at;
    // From the blank before the token to the one after it.
    for (int first = start - 1; first <= end; first++) {
      int hash = characterSeed;
      int stop = Math.min(first + maxOrder, end + 1);
      for (int last = first; last < stop; last++) {
        boolean blank = last < start || last == end;
        hash = FeatureExtractor.step(hash, blank ? ' ' : units[last]);
        int order = last - first + 1;
        if (order >= minOrder && !(blank && order == 1)) {
          into[count++] = FeatureExtractor.finish(hash) >>> shift;
        }
      }
    }
    return count - at;
  }
}
