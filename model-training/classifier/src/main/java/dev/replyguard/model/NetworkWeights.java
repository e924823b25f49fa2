package dev.replyguard.model;

import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.text.FeatureSettings.CharacterScope;
import dev.replyguard.text.FeatureSettings.Orders;
import dev.replyguard.text.FeatureSettings.TermFrequency;
import dev.replyguard.text.TokenHashing;
import java.util.Set;

/**
 * What a network over tokens learned: a vector for each of the most frequent tokens, one for each
 * bucket of n-grams of characters, of which all other tokens are made up, and filters over three
 * tokens in a row. Vectors are kept in 8 bits a number, with a scale for each vector, so that what
 * is measured in training is, to the bit, what a bundle holds. Immutable and thread-safe.
 *
 * @see TokenConvolution
 */
public final class NetworkWeights {
  /** How many tokens in a row a filter sees. */
  public static final int WIDTH = 3;

  private static final int LARGEST = 127;

  private final Shape shape;
  private final byte[] words;
  private final float[] wordScales;
  private final byte[] grams;
  private final float[] gramScales;
  private final float[] filters;
  private final float[] biases;

  /**
   * The sizes of a network.
   *
   * @param vocabulary how many tokens have a vector of their own: the first of {@link
   *     ModelBundle#frequentTokens()}
   * @param dimensions of a token's vector, 1 to 256
   * @param filters how many there are, 1 to 512
   * @param orders lengths of n-grams of characters in UTF-16 units
   * @param gramBits the number of buckets for n-grams is two to this power, 8 to 20
   */
  public record Shape(int vocabulary, int dimensions, int filters, Orders orders, int gramBits) {
    private static final int MAX_VOCABULARY = 100_000;

    public Shape {
      require("vocabulary", vocabulary, 0, MAX_VOCABULARY);
      require("dimensions", dimensions, 1, 256);
      require("filters", filters, 1, 512);
      require("gramBits", gramBits, FeatureSettings.MIN_HASH_BITS, 20);
      if (orders.max() == 0) {
        throw new IllegalArgumentException("network.orders: n-grams expected, got none");
      }
    }

    private static void require(String name, int value, int min, int max) {
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            "network.%s: %d to %d expected, got %d".formatted(name, min, max, value));
      }
    }

    /** How many buckets of n-grams there are. */
    public int grams() {
      return 1 << gramBits;
    }

    /** How many numbers the network makes of a text. */
    public int pooled() {
      return filters + dimensions;
    }

    /** How a token becomes buckets of n-grams: those of {@link TokenHashing#characterBuckets}. */
    public TokenHashing hashing() {
      FeatureSettings settings =
          new FeatureSettings(
              FeatureSettings.CURRENT_VERSION,
              gramBits,
              0,
              Orders.NONE,
              orders,
              CharacterScope.TOKEN,
              TermFrequency.LINEAR,
              false,
              true,
              Set.of());
      return new FeatureExtractor(settings).tokenHashing();
    }
  }

  NetworkWeights(
      Shape shape,
      byte[] words,
      float[] wordScales,
      byte[] grams,
      float[] gramScales,
      float[] filters,
      float[] biases) {
    this.shape = shape;
    this.words = words;
    this.wordScales = wordScales;
    this.grams = grams;
    this.gramScales = gramScales;
    this.filters = filters;
    this.biases = biases;
  }

  /**
   * Weights, each vector rounded to 8 bits a number.
   *
   * @param words the vectors of the vocabulary, one after the other
   * @param grams the vectors of the buckets of n-grams, one after the other
   * @param filters for each of the three places and each dimension the weights of all filters
   * @param biases of the filters
   * @throws IllegalArgumentException when an array's length does not fit the shape, or a number is
   *     not finite
   */
  public static NetworkWeights of(
      Shape shape, float[] words, float[] grams, float[] filters, float[] biases) {
    requireFinite("words", words, shape.vocabulary() * shape.dimensions());
    requireFinite("grams", grams, shape.grams() * shape.dimensions());
    requireFinite("filters", filters, WIDTH * shape.dimensions() * shape.filters());
    requireFinite("biases", biases, shape.filters());
    float[] wordScales = scales(words, shape.dimensions());
    float[] gramScales = scales(grams, shape.dimensions());
    return new NetworkWeights(
        shape,
        rounded(words, wordScales, shape.dimensions()),
        wordScales,
        rounded(grams, gramScales, shape.dimensions()),
        gramScales,
        filters.clone(),
        biases.clone());
  }

  private static void requireFinite(String name, float[] numbers, int length) {
    if (numbers.length != length) {
      throw new IllegalArgumentException(
          "network.%s: %d numbers expected, got %d".formatted(name, length, numbers.length));
    }
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException("network." + name + ": finite numbers expected");
      }
    }
  }

  private static float[] scales(float[] vectors, int dimensions) {
    float[] scales = new float[vectors.length / dimensions];
    for (int vector = 0; vector < scales.length; vector++) {
      float largest = 0;
      for (int i = 0; i < dimensions; i++) {
        largest = Math.max(largest, Math.abs(vectors[vector * dimensions + i]));
      }
      scales[vector] = largest / LARGEST;
    }
    return scales;
  }

  private static byte[] rounded(float[] vectors, float[] scales, int dimensions) {
    byte[] rounded = new byte[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      float scale = scales[i / dimensions];
      rounded[i] = scale == 0 ? 0 : (byte) Math.round(vectors[i] / scale);
    }
    return rounded;
  }

  /** The sizes. */
  public Shape shape() {
    return shape;
  }

  /** How large the numbers of tokens' vectors are, but for rare ones made up from n-grams. */
  float reach() {
    // Where n-grams agree, their sum grows faster than the square root it is divided by.
    return LARGEST * Math.max(FlatWeights.largest(wordScales), 2 * FlatWeights.largest(gramScales));
  }

  /** For each of the three places and each dimension the weights of all filters. */
  float[] filters() {
    return filters;
  }

  float[] biases() {
    return biases;
  }

  byte[] words() {
    return words;
  }

  float[] wordScales() {
    return wordScales;
  }

  byte[] grams() {
    return grams;
  }

  float[] gramScales() {
    return gramScales;
  }
}
