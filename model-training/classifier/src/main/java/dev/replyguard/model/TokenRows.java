package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.TokenHashing;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * From tokens to their {@link TokenRow}s, with the filters of all networks side by side. A token
 * that is not in the vocabulary is made up from its n-grams of characters (Bojanowski et al.,
 * Enriching Word Vectors with Subword Information, 2017). The row of a frequent token, in the
 * vocabulary or not, is worked out once, when the token is first seen; that of another one every
 * time. Thread-safe.
 */
final class TokenRows {
  /** The rows of so many tokens stay near until they are used. */
  static final int AT_ONCE = 128;

  /** The rows of so many most frequent tokens are near already. */
  private static final int NEAR = 256;

  /** How many longs the processor fetches at once. */
  private static final int CACHE_LINE = 8;

  /** So many tokens' rows are kept: 37 MB for two networks of 128 filters. */
  private static final int MOST_KEPT = 40_000;

  private final List<RoundedVectors> words;
  private final Linear linear;
  private final int vocabulary;
  private final List<FilterBank> filters;
  private final List<GramVectors> grams;
  private final int columns;
  private final AtomicReferenceArray<@Nullable TokenRow> known;

  /** What of a token's vectors is summed over all tokens of a text. */
  interface Linear {
    /** How many sums there are. */
    int width();

    /**
     * Writes what a token adds to each sum.
     *
     * @param vectors the token's, one for each network
     */
    void write(float[][] vectors, double[] into);
  }

  /**
   * Rows for {@code networks}, all for the same vocabulary.
   *
   * @param tokens how many the list has that starts with the vocabulary
   */
  TokenRows(List<NetworkWeights> networks, Linear linear, int tokens) {
    this.words = networks.stream().map(RoundedVectors::ofWords).toList();
    this.linear = linear;
    this.vocabulary = networks.get(0).shape().vocabulary();
    List<CompletableFuture<FilterBank>> banks =
        networks.stream().map(one -> Shares.start(() -> new FilterBank(one))).toList();
    this.grams = GramVectors.of(networks);
    this.filters = banks.stream().map(Shares::await).toList();
    this.columns = filters.stream().mapToInt(FilterBank::columns).sum();
    this.known = new AtomicReferenceArray<>(Math.min(tokens, MOST_KEPT));
  }

  /** What one thread writes to. */
  static final class Workspace {
    // The rows of tokens outside the vocabulary: three at a time are in use.
    private final TokenRow[] composed = new TokenRow[NetworkWeights.WIDTH];
    private float[][] vectors = {};
    private FilterBank.Scratch[] scratch = {};
    private GramVectors.Scratch[] grams = {};
    private int[] buckets = {};
    private double[] sums = {};
    private final int[] far = new int[AT_ONCE];
    // What was read, so that reading is not thought of no use.
    long read;

    /** Prepares for the rows of a text. */
    void fit(TokenRows rows) {
      int count = rows.words.size();
      boolean fits = vectors.length == count && composed[0].linear().length == rows.linear.width();
      for (int i = 0; fits && i < count; i++) {
        fits = scratch[i].fits(rows.filters.get(i));
      }
      fits &= grams.length == rows.grams.size();
      for (int i = 0; fits && i < grams.length; i++) {
        fits = grams[i].fits(rows.grams.get(i));
      }
      if (!fits) {
        grams =
            rows.grams.stream().map(GramVectors.Scratch::new).toArray(GramVectors.Scratch[]::new);
        vectors = new float[count][];
        scratch = new FilterBank.Scratch[count];
        for (int i = 0; i < count; i++) {
          vectors[i] = new float[rows.words.get(i).dimensions()];
          scratch[i] = new FilterBank.Scratch(rows.filters.get(i));
        }
        Arrays.setAll(composed, i -> rows.empty());
        sums = new double[rows.linear.width()];
      }
    }
  }

  /** How many longs the filters of all networks take at each place. */
  int columns() {
    return columns;
  }

  /** How many sums there are. */
  int width() {
    return linear.width();
  }

  /** The row of no token, which is never the one in the middle. */
  TokenRow nothing() {
    TokenRow row = empty();
    int at = 0;
    for (FilterBank bank : filters) {
      bank.writeNothing(row, at);
      at += bank.columns();
    }
    return row;
  }

  /** What a step of the responses of a network's filter is. */
  float step(int network, int filter) {
    return filters.get(network).step(filter);
  }

  private TokenRow empty() {
    return TokenRow.empty(columns, linear.width());
  }

  /**
   * The row of a token, valid until the row of the third token after it is asked for.
   *
   * @param place of the token in a list that starts with the vocabulary, or {@link TokenIndex#NONE}
   */
  TokenRow get(FeatureBuffer features, char[] padded, int token, int place, Workspace into) {
    if (place < 0 || place >= known.length()) {
      TokenRow row = into.composed[token % NetworkWeights.WIDTH];
      compose(features, padded, token, into);
      write(row, into);
      return row;
    }
    TokenRow row = known.get(place);
    return row == null ? make(features, padded, token, place, into) : row;
  }

  /**
   * Has the processor fetch the rows of frequent tokens, before {@link #get} asks for one after the
   * other: with nothing else in between, it waits for many at once. What is read here means
   * nothing.
   *
   * @param start the first token
   * @param end exclusive, at most {@link #AT_ONCE} later
   */
  void fetch(int[] places, int start, int end, Workspace into) {
    int[] far = into.far;
    int count = 0;
    for (int token = start; token < end; token++) {
      int place = places[token];
      far[count] = place;
      count += place >= NEAR && place < known.length() ? 1 : 0;
    }
    // First what leads to the numbers, then the numbers: each only waits once.
    long read = 0;
    for (int i = 0; i < count; i++) {
      TokenRow row = known.get(far[i]);
      if (row != null) {
        read += row.before().length + row.here().length + row.after().length;
      }
    }
    for (int i = 0; i < count; i++) {
      TokenRow row = known.get(far[i]);
      if (row != null) {
        read += read(row.before()) + read(row.here()) + read(row.after()) + row.linear().length;
      }
    }
    into.read = read;
  }

  private static long read(long[] numbers) {
    long sum = 0;
    for (int i = 0; i < numbers.length; i += CACHE_LINE) {
      sum += numbers[i];
    }
    return sum;
  }

  /** Makes the row of a token seen for the first time; two threads at once make equal ones. */
  private TokenRow make(
      FeatureBuffer features, char[] padded, int token, int place, Workspace into) {
    if (place < vocabulary) {
      for (int i = 0; i < words.size(); i++) {
        words.get(i).write(place, into.vectors[i]);
      }
    } else {
      compose(features, padded, token, into);
    }
    TokenRow row = empty();
    write(row, into);
    known.set(place, row);
    return row;
  }

  /** Makes the vectors of a token that has none of its own. */
  private void compose(FeatureBuffer features, char[] padded, int token, Workspace into) {
    int start = features.tokenStart(token) + 1;
    int end = features.tokenEnd(token) + 1;
    int first = 0;
    for (int i = 0; i < grams.size(); i++) {
      GramVectors vectors = grams.get(i);
      int count = findBuckets(vectors.hashing(), padded, start, end, into);
      vectors.compose(into.buckets, count, into.grams[i], into.vectors, first);
      first += vectors.networks();
    }
  }

  private static int findBuckets(
      TokenHashing hashing, char[] padded, int start, int end, Workspace into) {
    int most = hashing.mostCharacterBuckets(end - start);
    if (into.buckets.length < most) {
      into.buckets = new int[2 * most];
    }
    return hashing.characterBuckets(padded, start, end, into.buckets, 0);
  }

  private void write(TokenRow row, Workspace into) {
    int at = 0;
    for (int i = 0; i < filters.size(); i++) {
      filters.get(i).write(into.vectors[i], into.scratch[i], row, at);
      at += filters.get(i).columns();
    }
    linear.write(into.vectors, into.sums);
    for (int i = 0; i < into.sums.length; i++) {
      row.linear()[i] = (float) into.sums[i];
    }
  }
}
