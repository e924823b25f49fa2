package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.NormalizedText;
import java.util.List;

/**
 * One or more networks, each trained from another start, with the vocabulary their weights are for:
 * from the tokens of a text to the numbers that Tribuo's model has weights for. Several of them
 * together err less than each (Hansen and Salamon, Neural Network Ensembles, 1990). Thread-safe; a
 * {@link Workspace} belongs to one thread.
 *
 * @see CommentClassifier
 */
public final class TokenNetwork {
  private final TokenIndex vocabulary;
  private final List<NetworkWeights> networks;
  private final TokenConvolution convolution;
  private final int size;

  /**
   * A network.
   *
   * @param weights one or more, for the same vocabulary
   * @param tokens at least as many as the weights' vocabulary has; its tokens come first
   * @throws IllegalArgumentException when there are too few tokens, or the vocabularies differ
   */
  public TokenNetwork(List<NetworkWeights> weights, List<String> tokens) {
    int expected = weights.get(0).shape().vocabulary();
    if (weights.stream().anyMatch(one -> one.shape().vocabulary() != expected)) {
      throw new IllegalArgumentException("network: one vocabulary for all expected");
    }
    if (tokens.size() < expected) {
      throw new IllegalArgumentException(
          "network: a vocabulary of %d expected, got %d tokens".formatted(expected, tokens.size()));
    }
    this.vocabulary = new TokenIndex(FrequentTokens.of(tokens), expected);
    this.networks = List.copyOf(weights);
    int dimensions = weights.stream().mapToInt(one -> one.shape().dimensions()).sum();
    this.convolution =
        new TokenConvolution(new TokenRows(networks, new Vectors(dimensions), expected));
    this.size = weights.stream().mapToInt(one -> one.shape().pooled()).sum();
  }

  /** What one thread writes to; it can be used for any network. */
  public static final class Workspace {
    private final TokenConvolution.Pooling pooling = new TokenConvolution.Pooling();
    private int[] places = new int[64];
    private float[] pooled = {};

    /** A workspace. */
    public Workspace() {}

    /** What {@link #pool} made of the last text: not a copy. */
    public float[] pooled() {
      return pooled;
    }
  }

  /** Sums the vectors themselves, those of all networks one after the other. */
  private record Vectors(int width) implements TokenRows.Linear {
    @Override
    public void write(float[][] vectors, double[] into) {
      int at = 0;
      for (float[] vector : vectors) {
        for (float value : vector) {
          into[at++] = value;
        }
      }
    }
  }

  /** How many numbers a text becomes. */
  public int size() {
    return size;
  }

  /**
   * Works out the numbers of a text, to be read from {@link Workspace#pooled()}: for each network
   * the maxima of the filters, none below 0, then the scaled sum of the vectors.
   *
   * @param features made of {@code text}: its tokens are read
   */
  public void pool(NormalizedText text, FeatureBuffer features, Workspace workspace) {
    int tokens = features.tokens();
    if (workspace.places.length < tokens) {
      workspace.places = new int[2 * tokens];
    }
    vocabulary.find(features, text.padded(), workspace.places);
    convolution.pool(features, text.padded(), workspace.places, workspace.pooling);
    if (workspace.pooled.length != size) {
      workspace.pooled = new float[size];
    }
    write(workspace.pooling, TokenConvolution.scale(tokens), workspace.pooled);
  }

  private void write(TokenConvolution.Pooling pooling, double scale, float[] pooled) {
    int at = 0;
    int first = 0;
    int sums = 0;
    for (int network = 0; network < networks.size(); network++) {
      NetworkWeights.Shape shape = networks.get(network).shape();
      int columns = PackedResponses.columns(shape.filters());
      for (int filter = 0; filter < shape.filters(); filter++) {
        int maximum = pooling.maxima().get(first + filter % columns, filter / columns);
        pooled[at++] = maximum * convolution.step(network, filter);
      }
      first += columns;
      for (int i = 0; i < shape.dimensions(); i++) {
        pooled[at++] = (float) (scale * pooling.sums()[sums++]);
      }
    }
  }
}
