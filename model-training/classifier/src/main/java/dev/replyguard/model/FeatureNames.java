package dev.replyguard.model;

/**
 * The names that buckets go by in Tribuo's model: hexadecimal, padded to one length, so that
 * Tribuo's order of features, which is by name, is the order of the buckets.
 */
public final class FeatureNames {
  private static final String HEX = "0123456789abcdef";

  private static final String POOLED = "pooled";

  private FeatureNames() {}

  /**
   * The name of a number that a network makes of a text: behind those of all buckets.
   *
   * @param number 0 to 999
   */
  public static String ofPooled(int number) {
    if (number < 0 || number > 999) {
      throw new IllegalArgumentException("number: 0 to 999 expected, got " + number);
    }
    return POOLED + String.valueOf(1000 + number).substring(1);
  }

  /** Whether the name is one of {@link #ofPooled}. */
  static boolean isPooled(String name) {
    return name.startsWith(POOLED);
  }

  /**
   * The name of a bucket.
   *
   * @param bucket 0 or more, less than two to the power of {@code hashBits}
   */
  public static String of(int bucket, int hashBits) {
    char[] name = new char[(hashBits + 3) / 4];
    int rest = bucket;
    for (int i = name.length - 1; i >= 0; i--) {
      name[i] = HEX.charAt(rest & 0xF);
      rest >>>= 4;
    }
    if (bucket < 0 || rest != 0 || bucket >>> hashBits != 0) {
      throw new IllegalArgumentException(
          "bucket: less than 2^" + hashBits + " expected, got " + bucket);
    }
    return new String(name);
  }

  /**
   * The bucket of a name.
   *
   * @throws IllegalArgumentException when no bucket of that many bits has it
   */
  public static int bucket(String name, int hashBits) {
    int bucket = 0;
    for (int i = 0; i < name.length() && i < 8; i++) {
      bucket = bucket << 4 | Math.max(HEX.indexOf(name.charAt(i)), 0);
    }
    if (bucket < 0 || bucket >>> hashBits != 0 || !of(bucket, hashBits).equals(name)) {
      throw new IllegalArgumentException(
          "feature: the hexadecimal number of a bucket of " + hashBits + " bits expected");
    }
    return bucket;
  }
}
