package dev.replyguard.domain;

/**
 * A fingerprint of a text of which similar texts differ in few bits: SimHash (Charikar, "Similarity
 * estimation techniques from rounding algorithms", STOC 2002), 64 bits wide as for finding
 * near-duplicate web pages (Manku, Jain, Das Sarma, WWW 2007).
 *
 * <p>Two fingerprints within {@value #BANDS} - 1 bits of each other agree on at least one of their
 * {@value #BANDS} bands, by the pigeonhole principle, and so can be found by looking up each band.
 * At a distance d beyond that the chance is about 1 - (1 - (1 - 1/{@value #BANDS})^d)^{@value
 * #BANDS}: 0.80 at 8, 0.65 at 10.
 *
 * @param bits the fingerprint
 */
public record SimHash(long bits) {
  /** How many bands the bits are cut into, for an index. */
  public static final int BANDS = 6;

  /** The largest distance at which looking up bands is worth while. */
  public static final int MAX_DISTANCE = 10;

  // 64 bits in six bands: four of 11 bits, two of 10.
  private static final int[] STARTS = {0, 11, 22, 33, 44, 54, 64};

  /** In how many bits the two differ, 0 to 64. */
  public int distance(SimHash other) {
    return Long.bitCount(bits ^ other.bits);
  }

  /** The band of that number, 0 to {@value #BANDS} exclusive, as a number of 11 or 10 bits. */
  public int band(int number) {
    int start = STARTS[number];
    return (int) (bits >>> start) & ((1 << (STARTS[number + 1] - start)) - 1);
  }

  /** 16 lower-case hexadecimal digits. */
  public String hex() {
    return String.format("%016x", bits);
  }

  /**
   * The fingerprint of that {@link #hex()}.
   *
   * @throws NumberFormatException when it is none
   */
  public static SimHash ofHex(String hex) {
    return new SimHash(Long.parseUnsignedLong(hex, 16));
  }
}
