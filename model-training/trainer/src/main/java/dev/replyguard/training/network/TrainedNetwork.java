package dev.replyguard.training.network;

import dev.replyguard.model.NetworkWeights;
import dev.replyguard.training.cache.CacheInput;
import dev.replyguard.training.cache.CacheOutput;
import java.io.IOException;

/**
 * What a network learned, its numbers as they were trained.
 *
 * @param words the vectors of the vocabulary
 * @param grams the vectors of the buckets of n-grams
 * @param filters the weights of the filters
 * @param biases of the filters
 * @param outputs for each label the weights of all pooled numbers, before they are weighed against
 *     the n-grams
 * @see NetworkWeights#of
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record TrainedNetwork(
    NetworkWeights.Shape shape,
    float[] words,
    float[] grams,
    float[] filters,
    float[] biases,
    float[] outputs) {

  /** The weights as scoring has them. */
  NetworkWeights weights() {
    return NetworkWeights.of(shape, words, grams, filters, biases);
  }

  void encode(CacheOutput out) throws IOException {
    for (float[] numbers : new float[][] {words, grams, filters, biases, outputs}) {
      out.writeCount(numbers.length);
      for (float number : numbers) {
        out.writeFloat(number);
      }
    }
  }

  /** Reads back what {@link #encode} wrote of a network of that shape. */
  static TrainedNetwork decode(NetworkWeights.Shape shape, CacheInput in) throws IOException {
    return new TrainedNetwork(
        shape, numbers(in), numbers(in), numbers(in), numbers(in), numbers(in));
  }

  private static float[] numbers(CacheInput in) throws IOException {
    float[] numbers = new float[in.readCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readFloat();
    }
    return numbers;
  }
}
