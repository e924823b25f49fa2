package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TokenHashing;
import java.util.Arrays;

/**
 * A convolution over the tokens of a text with max-pooling: each filter looks at every token with
 * the one before and the one after it, and keeps the place where it responds most (Collobert et
 * al., Natural Language Processing (Almost) from Scratch, 2011; Kim, Convolutional Neural Networks
 * for Sentence Classification, 2014). So an insult weighs the same in a long comment as by itself.
 * Beside the filters' maxima stands the scaled sum of all tokens' vectors. A token that is not in
 * the vocabulary is made up from its n-grams of characters (Bojanowski et al., Enriching Word
 * Vectors with Subword Information, 2017).
 *
 * <p>A filter's response is a sum of what each of the three tokens adds to it, which depends on the
 * token and its place alone. For the vocabulary it is therefore worked out once, here, and scoring
 * only adds and compares. Immutable and thread-safe; time is linear in the text's length.
 */
final class TokenConvolution {
  private final NetworkWeights weights;
  private final int dimensions;
  private final int filters;
  private final int stride;
  private final TokenHashing hashing;
  // For each token of the vocabulary what it adds to each filter from the place before, at and
  // after the filter's middle (at it with the filter's bias), then its vector.
  private final float[] rows;
  private final float[] edge;

  TokenConvolution(NetworkWeights weights) {
    this.weights = weights;
    this.dimensions = weights.shape().dimensions();
    this.filters = weights.shape().filters();
    this.stride = NetworkWeights.WIDTH * filters + dimensions;
    this.hashing = weights.shape().hashing();
    int vocabulary = weights.shape().vocabulary();
    this.rows = new float[vocabulary * stride];
    this.edge = new float[stride];
    float[] vector = new float[dimensions];
    for (int token = 0; token < vocabulary; token++) {
      weights.word(token, vector);
      writeRow(vector, rows, token * stride);
    }
  }

  /** What one thread writes to. */
  static final class Pooling {
    private float[] pooled = {};
    private float[] responses = {};
    private float[] vector = {};
    // The rows of tokens outside the vocabulary: three at a time are in use.
    private float[][] composed = new float[NetworkWeights.WIDTH][0];
    private int[] buckets = {};

    /** The maxima of the filters, none below 0, then the scaled sum of the vectors. */
    float[] pooled() {
      return pooled;
    }

    private void fit(NetworkWeights.Shape shape, int stride) {
      if (pooled.length != shape.pooled() || composed[0].length != stride) {
        pooled = new float[shape.pooled()];
        responses = new float[shape.filters()];
        vector = new float[shape.dimensions()];
        composed = new float[NetworkWeights.WIDTH][stride];
      }
    }
  }

  /** How many numbers it makes of a text. */
  int size() {
    return filters + dimensions;
  }

  /** How the sum of {@code tokens} vectors is scaled: texts of many tokens weigh more, but less. */
  static float scale(int tokens) {
    return (float) (1 / Math.sqrt(tokens + 4.0));
  }

  /**
   * Fills {@link Pooling#pooled()}.
   *
   * @param vocabulary for each token of {@code features} its place in the vocabulary, or any other
   *     number where it is not in it
   */
  void pool(NormalizedText text, FeatureBuffer features, int[] vocabulary, Pooling into) {
    into.fit(weights.shape(), stride);
    float[] pooled = into.pooled;
    Arrays.fill(pooled, 0);
    int tokens = features.tokens();
    float[] before = edge;
    int beforeAt = 0;
    float[] here = edge;
    int hereAt = 0;
    for (int next = 0; next <= tokens && tokens > 0; next++) {
      float[] after = edge;
      int afterAt = 0;
      if (next < tokens) {
        int token = vocabulary[next];
        if (token >= 0 && token < weights.shape().vocabulary()) {
          after = rows;
          afterAt = token * stride;
        } else {
          after = compose(text, features, next, into);
        }
      }
      if (next > 0) {
        float[] responses = into.responses;
        respond(before, beforeAt, here, hereAt + filters, after, afterAt + 2 * filters, responses);
        raise(responses, pooled);
        add(here, hereAt + NetworkWeights.WIDTH * filters, pooled);
      }
      before = here;
      beforeAt = hereAt;
      here = after;
      hereAt = afterAt;
    }
    float scale = scale(tokens);
    for (int i = filters; i < pooled.length; i++) {
      pooled[i] *= scale;
    }
  }

  /** Writes each filter's response to three tokens in a row. */
  private void respond(
      float[] before,
      int beforeAt,
      float[] here,
      int hereAt,
      float[] after,
      int afterAt,
      float[] to) {
    for (int filter = 0; filter < filters; filter++) {
      to[filter] = before[beforeAt + filter] + here[hereAt + filter] + after[afterAt + filter];
    }
  }

  /**
   * Raises each maximum to the response, if that is greater. A loop of its own: in one with {@link
   * #respond} the compiler would not see that it may work on many filters at a time, which takes
   * twice as long.
   */
  private void raise(float[] responses, float[] maxima) {
    for (int filter = 0; filter < filters; filter++) {
      maxima[filter] = Math.max(maxima[filter], responses[filter]);
    }
  }

  private void add(float[] row, int at, float[] pooled) {
    for (int i = 0; i < dimensions; i++) {
      pooled[filters + i] += row[at + i];
    }
  }

  private float[] compose(NormalizedText text, FeatureBuffer features, int token, Pooling into) {
    float[] row = into.composed[token % NetworkWeights.WIDTH];
    vector(text, features, token, into);
    writeRow(into.vector, row, 0);
    return row;
  }

  private void vector(NormalizedText text, FeatureBuffer features, int token, Pooling into) {
    int start = features.tokenStart(token) + 1;
    int end = features.tokenEnd(token) + 1;
    int most = hashing.mostCharacterBuckets(end - start);
    if (into.buckets.length < most) {
      into.buckets = new int[2 * most];
    }
    int count = hashing.characterBuckets(text.padded(), start, end, into.buckets, 0);
    weights.composed(into.buckets, count, into.vector);
  }

  private void writeRow(float[] vector, float[] to, int at) {
    float[] all = weights.filters();
    Arrays.fill(to, at, at + NetworkWeights.WIDTH * filters, 0);
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      int start = at + place * filters;
      for (int i = 0; i < dimensions; i++) {
        float value = vector[i];
        int from = weights.filtersAt(place, i);
        for (int filter = 0; filter < filters; filter++) {
          to[start + filter] += value * all[from + filter];
        }
      }
    }
    float[] biases = weights.biases();
    for (int filter = 0; filter < filters; filter++) {
      to[at + filters + filter] += biases[filter];
    }
    System.arraycopy(vector, 0, to, at + NetworkWeights.WIDTH * filters, dimensions);
  }

  /**
   * What each token adds to each label, for explanations: a filter's maximum is shared out among
   * the three tokens it saw there, its bias falling to the middle one.
   *
   * @param output the weights of the numbers of all networks
   * @param first the place of this network's first number among them
   * @param sums by token and label; it is added to
   */
  void explain(
      NormalizedText text,
      FeatureBuffer features,
      int[] vocabulary,
      NetworkOutput output,
      int first,
      double[] sums) {
    int tokens = features.tokens();
    // One row more at each end, which stay 0.
    float[][] all = new float[tokens + 2][stride];
    Pooling workspace = new Pooling();
    workspace.fit(weights.shape(), stride);
    for (int token = 0; token < tokens; token++) {
      int known = vocabulary[token];
      if (known >= 0 && known < weights.shape().vocabulary()) {
        System.arraycopy(rows, known * stride, all[token + 1], 0, stride);
      } else {
        vector(text, features, token, workspace);
        writeRow(workspace.vector, all[token + 1], 0);
      }
    }
    for (int filter = 0; filter < filters; filter++) {
      share(filter, all, output, first, sums);
    }
    float scale = scale(tokens);
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < dimensions; i++) {
        float value = all[token + 1][NetworkWeights.WIDTH * filters + i] * scale;
        output.add(first + filters + i, value, sums, token * FlatWeights.LABELS);
      }
    }
  }

  private void share(int filter, float[][] all, NetworkOutput output, int first, double[] sums) {
    int tokens = all.length - 2;
    float most = 0;
    int peak = -1;
    for (int token = 0; token < tokens; token++) {
      float response =
          all[token][filter]
              + all[token + 1][filters + filter]
              + all[token + 2][2 * filters + filter];
      if (response > most) {
        most = response;
        peak = token;
      }
    }
    if (peak < 0) {
      return;
    }
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      int token = peak + place - 1;
      if (token >= 0 && token < tokens) {
        float part = all[token + 1][place * filters + filter];
        output.add(first + filter, part, sums, token * FlatWeights.LABELS);
      }
    }
  }
}
