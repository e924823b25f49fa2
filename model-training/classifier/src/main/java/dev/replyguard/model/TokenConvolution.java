package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TokenHashing;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

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
 * token and its place alone. For a token of the vocabulary it is worked out once, when the token is
 * first seen; then scoring only adds and compares, in numbers of 16 bits, of which the processor
 * takes many at a time. Thread-safe; time is linear in the text's length.
 */
final class TokenConvolution {
  /** A response of one in these numbers of 16 bits; what trained networks add stays far below. */
  private static final float ONE = 512;

  /** Three parts and the difference of two sums of three never overflow. */
  private static final int LARGEST_PART = 5461;

  private static final int SIGN = Short.SIZE - 1;

  private final NetworkWeights weights;
  private final int dimensions;
  private final int filters;
  private final TokenHashing hashing;
  private final AtomicReferenceArray<@Nullable TokenRow> rows;
  private final TokenRow edge;

  TokenConvolution(NetworkWeights weights) {
    this.weights = weights;
    this.dimensions = weights.shape().dimensions();
    this.filters = weights.shape().filters();
    this.hashing = weights.shape().hashing();
    this.rows = new AtomicReferenceArray<>(weights.shape().vocabulary());
    this.edge = new TokenRow(filters, dimensions);
  }

  /**
   * What a token adds.
   *
   * @param before to each filter where the token is before the filter's middle
   * @param here to each filter where it is at the middle, with the filter's bias
   * @param after to each filter where it is after the middle
   * @param vector the token's own
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record TokenRow(short[] before, short[] here, short[] after, float[] vector) {
    TokenRow(int filters, int dimensions) {
      this(new short[filters], new short[filters], new short[filters], new float[dimensions]);
    }

    short[] at(int place) {
      return place == 0 ? before : place == 1 ? here : after;
    }
  }

  /** What one thread writes to. */
  static final class Pooling {
    private float[] pooled = {};
    private short[] maxima = {};
    private short[] differences = {};
    private float[] sum = {};
    private float[] exact = {};
    // The rows of tokens outside the vocabulary: three at a time are in use.
    private TokenRow[] composed = {};
    private int[] buckets = {};

    /** The maxima of the filters, none below 0, then the scaled sum of the vectors. */
    float[] pooled() {
      return pooled;
    }

    private void fit(int filters, int dimensions) {
      if (maxima.length != filters || sum.length != dimensions) {
        pooled = new float[filters + dimensions];
        maxima = new short[filters];
        differences = new short[filters];
        sum = new float[dimensions];
        exact = new float[filters];
        composed = new TokenRow[NetworkWeights.WIDTH];
        Arrays.setAll(composed, i -> new TokenRow(filters, dimensions));
      }
    }
  }

  /** How many numbers it makes of a text. */
  int size() {
    return filters + dimensions;
  }

  /** How the sum of {@code tokens} vectors is scaled: texts of many tokens weigh more, but less. */
  private static float scale(int tokens) {
    return (float) (1 / Math.sqrt(tokens + 4.0));
  }

  /**
   * Fills {@link Pooling#pooled()}.
   *
   * @param vocabulary for each token of {@code features} its place in the vocabulary, or any other
   *     number where it is not in it
   */
  void pool(NormalizedText text, FeatureBuffer features, int[] vocabulary, Pooling into) {
    into.fit(filters, dimensions);
    short[] maxima = into.maxima;
    short[] differences = into.differences;
    Arrays.fill(maxima, (short) 0);
    Arrays.fill(into.sum, 0);
    int tokens = features.tokens();
    TokenRow before = edge;
    TokenRow here = tokens == 0 ? edge : row(text, features, 0, vocabulary, into);
    for (int token = 0; token < tokens; token++) {
      TokenRow after =
          token + 1 == tokens ? edge : row(text, features, token + 1, vocabulary, into);
      respond(before.before, here.here, after.after, maxima, differences);
      raise(differences, maxima);
      add(here.vector, into.sum);
      before = here;
      here = after;
    }
    float[] pooled = into.pooled;
    for (int filter = 0; filter < filters; filter++) {
      pooled[filter] = maxima[filter] / ONE;
    }
    float scale = scale(tokens);
    for (int i = 0; i < dimensions; i++) {
      pooled[filters + i] = into.sum[i] * scale;
    }
  }

  /**
   * Writes by how much each filter's response to three tokens in a row is above its maximum. This
   * and {@link #raise} are loops of their own, without a branch and without an offset into any
   * array: only so does the compiler see that it may work on many filters at a time.
   */
  private void respond(
      short[] before, short[] here, short[] after, short[] maxima, short[] differences) {
    for (int filter = 0; filter < filters; filter++) {
      differences[filter] =
          (short) (before[filter] + here[filter] + after[filter] - maxima[filter]);
    }
  }

  /** Adds the differences above 0: the sign's bit, spread over all, clears the others. */
  private void raise(short[] differences, short[] maxima) {
    for (int filter = 0; filter < filters; filter++) {
      maxima[filter] =
          (short) (maxima[filter] + (differences[filter] & ~(differences[filter] >> SIGN)));
    }
  }

  private void add(float[] vector, float[] sum) {
    for (int i = 0; i < dimensions; i++) {
      sum[i] += vector[i];
    }
  }

  private TokenRow row(
      NormalizedText text, FeatureBuffer features, int token, int[] vocabulary, Pooling into) {
    int place = vocabulary[token];
    if (place >= 0 && place < rows.length()) {
      TokenRow row = rows.get(place);
      return row == null ? made(place, into) : row;
    }
    TokenRow row = into.composed[token % NetworkWeights.WIDTH];
    int start = features.tokenStart(token) + 1;
    int end = features.tokenEnd(token) + 1;
    int most = hashing.mostCharacterBuckets(end - start);
    if (into.buckets.length < most) {
      into.buckets = new int[2 * most];
    }
    int count = hashing.characterBuckets(text.padded(), start, end, into.buckets, 0);
    weights.composed(into.buckets, count, row.vector);
    writeParts(row, into.exact);
    return row;
  }

  /** Makes the row of a token seen for the first time; two threads at once make equal ones. */
  private TokenRow made(int place, Pooling into) {
    TokenRow row = new TokenRow(filters, dimensions);
    weights.word(place, row.vector);
    writeParts(row, into.exact);
    rows.set(place, row);
    return row;
  }

  private void writeParts(TokenRow row, float[] exact) {
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      if (place == 1) {
        System.arraycopy(weights.biases(), 0, exact, 0, filters);
      } else {
        Arrays.fill(exact, 0);
      }
      weights.addFilters(place, row.vector, exact);
      short[] parts = row.at(place);
      for (int filter = 0; filter < filters; filter++) {
        float part = Math.max(-LARGEST_PART, Math.min(LARGEST_PART, exact[filter] * ONE));
        // Half way is rounded up, whatever the sign: a cast cuts off towards 0.
        parts[filter] = (short) ((int) (part + LARGEST_PART + 0.5f) - LARGEST_PART);
      }
    }
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
    TokenRow[] all = new TokenRow[tokens + 2];
    Arrays.fill(all, edge);
    for (int token = 0; token < tokens; token++) {
      Pooling workspace = new Pooling();
      workspace.fit(filters, dimensions);
      all[token + 1] = row(text, features, token, vocabulary, workspace);
    }
    for (int filter = 0; filter < filters; filter++) {
      share(filter, all, output, first, sums);
    }
    float scale = scale(tokens);
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < dimensions; i++) {
        float value = all[token + 1].vector[i] * scale;
        output.add(first + filters + i, value, sums, token * FlatWeights.LABELS);
      }
    }
  }

  private void share(int filter, TokenRow[] all, NetworkOutput output, int first, double[] sums) {
    int tokens = all.length - 2;
    int most = 0;
    int peak = -1;
    for (int token = 0; token < tokens; token++) {
      int response = 0;
      for (int place = 0; place < NetworkWeights.WIDTH; place++) {
        response += all[token + place].at(place)[filter];
      }
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
        float part = all[token + 1].at(place)[filter] / ONE;
        output.add(first + filter, part, sums, token * FlatWeights.LABELS);
      }
    }
  }
}
