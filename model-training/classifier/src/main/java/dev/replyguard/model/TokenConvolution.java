package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import java.util.Arrays;

/**
 * A convolution over the tokens of a text with max-pooling: each filter looks at every token with
 * the one before and the one after it, and keeps the place where it responds most (Collobert et
 * al., Natural Language Processing (Almost) from Scratch, 2011; Kim, Convolutional Neural Networks
 * for Sentence Classification, 2014). So an insult weighs the same in a long comment as by itself.
 * Beside the filters' maxima stand sums over all tokens.
 *
 * <p>A filter's response is a sum of what each of the three tokens adds to it, which depends on the
 * token and its place alone: with the {@link TokenRows} at hand, scoring only adds and compares.
 * Thread-safe; time is linear in the text's length.
 */
final class TokenConvolution {
  private final TokenRows rows;
  private final TokenRow edge;

  TokenConvolution(TokenRows rows) {
    this.rows = rows;
    this.edge = rows.nothing();
  }

  /** What one thread writes to; it can be used for any convolution. */
  static final class Pooling {
    private final TokenRows.Workspace rows = new TokenRows.Workspace();
    private PackedResponses.Maxima maxima = new PackedResponses.Maxima(0);
    private double[] sums = {};

    /** The greatest response of each filter, none below 0. */
    PackedResponses.Maxima maxima() {
      return maxima;
    }

    /** The sums over all tokens of what each adds wherever it is. */
    double[] sums() {
      return sums;
    }

    private void begin(TokenRows of) {
      rows.fit(of);
      if (maxima.columns() != of.columns() || sums.length != of.width()) {
        maxima = new PackedResponses.Maxima(of.columns());
        sums = new double[of.width()];
      }
      maxima.clear();
      Arrays.fill(sums, 0);
    }
  }

  /** What a step of the maxima of a network's filter is, in the network's own unit. */
  float step(int network, int filter) {
    return rows.step(network, filter);
  }

  /** How sums over {@code tokens} are scaled: texts of many tokens weigh more, but less. */
  static double scale(int tokens) {
    return 1 / Math.sqrt(tokens + 4.0);
  }

  /**
   * Fills {@link Pooling#maxima()} and {@link Pooling#sums()}. It allocates nothing once {@code
   * into} has seen a token as long and each frequent token was seen.
   *
   * @param padded the text, as its units lie in memory
   * @param places for each token its place in a list that starts with the vocabulary, or {@link
   *     TokenIndex#NONE}
   */
  void pool(FeatureBuffer features, char[] padded, int[] places, Pooling into) {
    into.begin(rows);
    int tokens = features.tokens();
    rows.fetch(places, 0, Math.min(tokens, TokenRows.AT_ONCE), into.rows);
    TokenRow before = edge;
    TokenRow here = tokens == 0 ? edge : rows.get(features, padded, 0, places[0], into.rows);
    for (int token = 0; token < tokens; token++) {
      int next = token + 1;
      if (next % TokenRows.AT_ONCE == 0) {
        rows.fetch(places, next, Math.min(tokens, next + TokenRows.AT_ONCE), into.rows);
      }
      TokenRow after =
          next == tokens ? edge : rows.get(features, padded, next, places[next], into.rows);
      into.maxima.raise(before.before(), here.here(), after.after());
      add(here.linear(), into.sums);
      before = here;
      here = after;
    }
  }

  private static void add(float[] row, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += row[i];
    }
  }

  /**
   * The rows of all tokens of a text, for explanations, with that of no token at both ends: {@link
   * NetworkWeights#WIDTH} from the n-th on are those around the n-th token.
   */
  TokenRow[] rows(FeatureBuffer features, char[] padded, int[] places) {
    TokenRow[] all = new TokenRow[features.tokens() + 2];
    Arrays.fill(all, edge);
    for (int token = 0; token < features.tokens(); token++) {
      TokenRows.Workspace workspace = new TokenRows.Workspace();
      workspace.fit(rows);
      all[token + 1] = rows.get(features, padded, token, places[token], workspace);
    }
    return all;
  }
}
