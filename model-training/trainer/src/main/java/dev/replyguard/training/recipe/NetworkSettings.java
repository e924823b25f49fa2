package dev.replyguard.training.recipe;

import dev.replyguard.model.NetworkWeights;
import dev.replyguard.text.FeatureSettings.Orders;

/**
 * How the network over tokens is made and trained.
 *
 * @param vocabulary how many of the most frequent tokens have a vector of their own, at least 1
 * @param dimensions of a token's vector
 * @param filters how many there are
 * @param characterOrders lengths of the n-grams of characters that all other tokens are made of
 * @param gramBits the number of buckets for n-grams is two to this power
 * @param networks how many are trained, from different seeds, 0 (none) to 8; they count as one by
 *     the mean of their log-odds
 * @param epochs how often the training rows are gone through, 1 to 100
 * @param learningRate AdaGrad's, above 0; it falls to a twentieth in the end
 * @param dropout the share of the pooled numbers that is left out at random, 0 to below 1
 * @param wordDropout the share of tokens whose own vector is left out at random, so that n-grams
 *     learn too, 0 to below 1
 * @param maxTokens a longer text is cut in training, at least 10
 * @param otherWeight how much a row counts of a source without natural rates, for labels that other
 *     sources have at natural rates, above 0
 */
public record NetworkSettings(
    int vocabulary,
    int dimensions,
    int filters,
    Orders characterOrders,
    int gramBits,
    int networks,
    int epochs,
    double learningRate,
    double dropout,
    double wordDropout,
    int maxTokens,
    double otherWeight) {

  /** No network. */
  public static final NetworkSettings NONE =
      new NetworkSettings(1, 1, 1, new Orders(3, 5), 8, 0, 1, 0.05, 0, 0, 300, 1);

  public NetworkSettings {
    require(vocabulary >= 1, "vocabulary", "1 or more", vocabulary);
    require(networks >= 0 && networks <= 8, "networks", "0 to 8", networks);
    require(epochs >= 1 && epochs <= 100, "epochs", "1 to 100", epochs);
    require(learningRate > 0, "learningRate", "above 0", learningRate);
    require(dropout >= 0 && dropout < 1, "dropout", "0 to below 1", dropout);
    require(wordDropout >= 0 && wordDropout < 1, "wordDropout", "0 to below 1", wordDropout);
    require(maxTokens >= 10, "maxTokens", "10 or more", maxTokens);
    require(otherWeight > 0, "otherWeight", "above 0", otherWeight);
    shape(vocabulary, dimensions, filters, characterOrders, gramBits);
  }

  private static void require(boolean condition, String field, String expected, Number value) {
    if (!condition) {
      throw new IllegalArgumentException(
          "network.%s: %s expected, got %s".formatted(field, expected, value));
    }
  }

  /**
   * The sizes of the network.
   *
   * @param tokens how many tokens there are to choose the vocabulary from
   */
  public NetworkWeights.Shape shape(int tokens) {
    return shape(Math.min(vocabulary, tokens), dimensions, filters, characterOrders, gramBits);
  }

  private static NetworkWeights.Shape shape(
      int vocabulary, int dimensions, int filters, Orders orders, int gramBits) {
    return new NetworkWeights.Shape(vocabulary, dimensions, filters, orders, gramBits);
  }
}
