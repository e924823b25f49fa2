package dev.replyguard.model;

/**
 * Vectors of a network as it has them, in 8 bits a number and with a scale each, without the rest
 * of the network. Immutable.
 */
final class RoundedVectors {
  private final int dimensions;
  private final byte[] numbers;
  private final float[] scales;

  private RoundedVectors(int dimensions, byte[] numbers, float[] scales) {
    this.dimensions = dimensions;
    this.numbers = numbers;
    this.scales = scales;
  }

  /** Those of the tokens of the vocabulary. */
  static RoundedVectors ofWords(NetworkWeights network) {
    return new RoundedVectors(network.shape().dimensions(), network.words(), network.wordScales());
  }

  /** Those of the buckets of n-grams. */
  static RoundedVectors ofGrams(NetworkWeights network) {
    return new RoundedVectors(network.shape().dimensions(), network.grams(), network.gramScales());
  }

  /** For each vector its largest number, in a unit that is the same for all. */
  float[] scales() {
    return scales;
  }

  int dimensions() {
    return dimensions;
  }

  /** Writes a vector to the start of {@code into}. */
  void write(int vector, float[] into) {
    float scale = scales[vector];
    for (int i = 0; i < dimensions; i++) {
      into[i] = numbers[vector * dimensions + i] * scale;
    }
  }
}
