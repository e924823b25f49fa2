package dev.replyguard.model;

import dev.replyguard.text.TokenHashing;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What frequent tokens add to every label, each worked out when the token is first seen: a token
 * found here costs one row instead of one for each of its n-grams. Thread-safe; what it tells of a
 * token does not depend on what was seen before.
 *
 * <p>The row of a token is its place in the {@link TokenIndex}. It holds the labels' sums for the
 * token as a word, then for its characters.
 */
final class TokenTable {
  /** Where in a row the sums of its characters start. */
  static final int CHARACTERS = FlatWeights.LABELS;

  /** Where in the sums of rows the squared factors of words are. */
  static final int WORD_SQUARE = 2 * FlatWeights.LABELS;

  static final int CHARACTER_SQUARE = WORD_SQUARE + 1;

  /** How many sums there are. */
  static final int WIDTH = CHARACTER_SQUARE + 1;

  /**
   * There is room for sums of so many times the largest weight. Trained weights come to three times
   * as much; more room would cost the precision of all.
   */
  private static final int REACH = 4;

  /** Of a token not seen yet. */
  private static final long UNSEEN = 0;

  /** Of a token whose sums there is no room for. */
  private static final long TOO_LARGE = 1;

  private final FrequentTokens tokens;
  private final TokenBatches batches;
  private final FeatureIndex index;
  private final PackedRows weights;
  private final float largest;
  private final PackedRows rows;
  // For each token the squared factors of the word and, in the upper half, of its characters, as
  // bits of floats. The sign, which squares do not need, says that the row is there.
  private final AtomicLongArray squares;

  /**
   * A table.
   *
   * @param weights of the buckets that {@code index} finds
   */
  TokenTable(FrequentTokens tokens, TokenBatches batches, FeatureIndex index, PackedRows weights) {
    this.tokens = tokens;
    this.batches = batches;
    this.index = index;
    this.weights = weights;
    this.largest = REACH * weights.largest();
    this.rows = new PackedRows(tokens.size(), 2 * FlatWeights.LABELS, largest);
    this.squares = new AtomicLongArray(tokens.size());
  }

  /** What one thread writes to. */
  static final class Workspace {
    private final FeatureBatch batch = new FeatureBatch();
    private final double[] sums = new double[FlatWeights.LABELS];
    private final float[] row = new float[2 * FlatWeights.LABELS];
  }

  /** Whether there is a row of a token; it is worked out now unless it was before. */
  boolean has(int token, Workspace workspace) {
    long square = squares.getAcquire(token);
    return square < 0 || (square == UNSEEN && make(token, workspace));
  }

  /** Two threads at once make equal rows. */
  private boolean make(int token, Workspace into) {
    long square = Long.MIN_VALUE;
    for (int part = 0; part < 2; part++) {
      gather(token, part, into.batch);
      square |= (long) Float.floatToIntBits((float) into.batch.squares()) << (part * Integer.SIZE);
      Arrays.fill(into.sums, 0);
      into.batch.sum(index, weights, into.sums);
      for (int label = 0; label < FlatWeights.LABELS; label++) {
        into.row[part * FlatWeights.LABELS + label] = (float) into.sums[label];
      }
    }
    boolean fits = FlatWeights.largest(into.row) <= largest;
    if (fits) {
      rows.set(token, into.row);
    }
    squares.setRelease(token, fits ? square : TOO_LARGE);
    return fits;
  }

  private void gather(int token, int part, FeatureBatch into) {
    char[] units = tokens.units();
    int start = tokens.start(token);
    int end = tokens.end(token);
    into.clear();
    if (part == 0) {
      batches.addWord(TokenHashing.tokenHash(units, start, end), 1, into);
    } else {
      batches.addCharacters(units, start, end, 1, into);
    }
  }

  /** Adds the first {@code count} of {@code found}, each once and each {@link #has had}. */
  void add(int[] found, int count, double[] sums) {
    rows.add(found, count, sums);
    double words = 0;
    double characters = 0;
    for (int i = 0; i < count; i++) {
      long square = squares.getPlain(found[i]);
      words += word(square);
      characters += characters(square);
    }
    sums[WORD_SQUARE] += words;
    sums[CHARACTER_SQUARE] += characters;
  }

  /** Adds a row that is {@link #has had}, times {@code weight}, to {@code sums}. */
  void add(int row, double weight, double[] sums) {
    rows.add(row, weight, sums);
    sums[WORD_SQUARE] += weight * word(squares.getPlain(row));
    sums[CHARACTER_SQUARE] += weight * characters(squares.getPlain(row));
  }

  private static float word(long square) {
    return Float.intBitsToFloat((int) square);
  }

  private static float characters(long square) {
    return Float.intBitsToFloat((int) (square >>> Integer.SIZE) & Integer.MAX_VALUE);
  }
}
