package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.NormalizedText;
import java.util.Arrays;
import java.util.List;

/**
 * One or more {@link TokenConvolution}s, each trained from another start, with the vocabulary their
 * weights are for: from the tokens of a text to the numbers that Tribuo's model has weights for.
 * Several of them together err less than each (Hansen and Salamon, Neural Network Ensembles, 1990).
 * Immutable and thread-safe; a {@link Workspace} belongs to one thread.
 */
public final class TokenNetwork {
  private final TokenIndex vocabulary;
  private final List<TokenConvolution> convolutions;
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
    this.vocabulary = new TokenIndex(tokens.subList(0, expected));
    this.convolutions = weights.stream().map(TokenConvolution::new).toList();
    this.size = convolutions.stream().mapToInt(TokenConvolution::size).sum();
  }

  /** What one thread writes to; it can be used for any network. */
  public static final class Workspace {
    private int[] places = new int[64];
    private TokenConvolution.Pooling[] poolings = {};
    private float[] pooled = {};

    /** A workspace. */
    public Workspace() {}

    /** What {@link #pool} made of the last text: not a copy. */
    public float[] pooled() {
      return pooled;
    }

    private void fit(int networks, int size) {
      if (poolings.length != networks || pooled.length != size) {
        poolings = new TokenConvolution.Pooling[networks];
        Arrays.setAll(poolings, i -> new TokenConvolution.Pooling());
        pooled = new float[size];
      }
    }
  }

  /** How many numbers a text becomes. */
  public int size() {
    return size;
  }

  /**
   * Works out the numbers of a text, to be read from {@link Workspace#pooled()}. It allocates
   * nothing once the workspace has seen a text as long.
   *
   * @param features made of {@code text}: its tokens are read
   */
  public void pool(NormalizedText text, FeatureBuffer features, Workspace workspace) {
    find(text, features, workspace);
    workspace.fit(convolutions.size(), size);
    int at = 0;
    for (int i = 0; i < convolutions.size(); i++) {
      TokenConvolution convolution = convolutions.get(i);
      TokenConvolution.Pooling pooling = workspace.poolings[i];
      convolution.pool(text, features, workspace.places, pooling);
      System.arraycopy(pooling.pooled(), 0, workspace.pooled, at, convolution.size());
      at += convolution.size();
    }
  }

  /** Adds what each token adds to each label, to {@code sums} by token and label. */
  void explain(NormalizedText text, FeatureBuffer features, NetworkOutput output, double[] sums) {
    Workspace workspace = new Workspace();
    find(text, features, workspace);
    int at = 0;
    for (TokenConvolution convolution : convolutions) {
      convolution.explain(text, features, workspace.places, output, at, sums);
      at += convolution.size();
    }
  }

  private void find(NormalizedText text, FeatureBuffer features, Workspace workspace) {
    int tokens = features.tokens();
    if (workspace.places.length < tokens) {
      workspace.places = new int[2 * tokens];
    }
    char[] padded = text.padded();
    for (int token = 0; token < tokens; token++) {
      int start = features.tokenStart(token) + 1;
      int end = features.tokenEnd(token) + 1;
      workspace.places[token] = vocabulary.find(features.tokenHash(token), padded, start, end);
    }
  }
}
