package dev.replyguard.model;

/**
 * What a token adds to what networks make of a text.
 *
 * @param before to each filter where the token is before the filter's middle, {@linkplain
 *     PackedResponses packed}
 * @param here to each filter where it is at the middle, with the filter's bias
 * @param after to each filter where it is after the middle
 * @param linear to what is summed over all tokens, wherever it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TokenRow(long[] before, long[] here, long[] after, float[] linear) {
  /** A row to be written to. */
  static TokenRow empty(int columns, int width) {
    return new TokenRow(new long[columns], new long[columns], new long[columns], new float[width]);
  }

  /** One of the first three. */
  long[] at(int place) {
    return place == 0 ? before : place == 1 ? here : after;
  }
}
