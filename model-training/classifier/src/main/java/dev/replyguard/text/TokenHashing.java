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
  private static final int PACKED = 8;

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
    int seen = 0;
    for (int i = start; i < end; i++) {
      packed = packed << 8 | units[i];
      seen |= units[i];
    }
    return key(packed, seen, tokenHash(units, start, end), end - start);
  }

  /**
   * The key of a token.
   *
   * @param packed its last units, eight bits each
   * @param seen all bits that its units have
   */
  static long key(long packed, int seen, int hash, int length) {
    return length <= PACKED && seen < 0x80 ? packed : Long.MIN_VALUE | (hash & 0xFFFF_FFFFL);
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
