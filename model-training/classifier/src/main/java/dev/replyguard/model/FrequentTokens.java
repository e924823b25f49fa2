package dev.replyguard.model;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.HashSet;
import java.util.List;
import java.util.RandomAccess;

/**
 * Tokens of the training data in the normalised form, the most frequent first; in a bundle they are
 * UTF-8, one a line. Kept in one array, as there are many. Immutable.
 */
final class FrequentTokens extends AbstractList<String> implements RandomAccess {
  /** A bound for the memory that the table of their sums takes: 80 bytes each and their units. */
  static final int MOST = 100_000;

  /** Longer ones are hardly frequent. */
  static final int MAX_LENGTH = 64;

  // All tokens, a line feed behind each.
  private final char[] units;
  private final int[] starts;

  private FrequentTokens(char[] units, int size) {
    if (size > MOST) {
      throw new IllegalArgumentException("tokens: at most " + MOST + " expected, got " + size);
    }
    this.units = units;
    this.starts = new int[size + 1];
    int at = 0;
    for (int token = 0; token < size; token++) {
      int start = at;
      while (units[at] != '\n') {
        at++;
      }
      check(start, at, token);
      at++;
      starts[token + 1] = at;
    }
  }

  private void check(int start, int end, int token) {
    boolean blank = start == end || end - start > MAX_LENGTH;
    for (int i = start; i < end; i++) {
      blank |= units[i] == ' ' || units[i] == '\r';
    }
    if (blank) {
      throw new IllegalArgumentException(
          "tokens[" + token + "]: 1 to " + MAX_LENGTH + " units without a blank expected");
    }
  }

  static byte[] write(List<String> tokens) {
    return joined(tokens).getBytes(StandardCharsets.UTF_8);
  }

  private static String joined(List<String> tokens) {
    return String.join("\n", tokens) + "\n";
  }

  /**
   * Reads what was written; that no token is there twice is for {@link TokenIndex} to find.
   *
   * @throws IllegalArgumentException when there are too many, or one is none
   */
  static FrequentTokens parse(byte[] bytes) {
    char[] units = new String(bytes, StandardCharsets.UTF_8).toCharArray();
    if (units.length == 0 || units[units.length - 1] != '\n') {
      throw new IllegalArgumentException("tokens.txt: a line end at the end expected");
    }
    int size = 0;
    for (char unit : units) {
      size += unit == '\n' ? 1 : 0;
    }
    return new FrequentTokens(units, size);
  }

  /**
   * The tokens of a list.
   *
   * @throws IllegalArgumentException when it is too long, or a token is not one or is there twice
   */
  static FrequentTokens of(List<String> tokens) {
    if (new HashSet<>(tokens).size() != tokens.size()) {
      throw new IllegalArgumentException("tokens: each once expected");
    }
    String joined = joined(tokens);
    if (joined.lines().count() > Math.max(tokens.size(), 1)) {
      throw new IllegalArgumentException("tokens: none with a line end in it expected");
    }
    return new FrequentTokens(joined.toCharArray(), tokens.size());
  }

  @Override
  public int size() {
    return starts.length - 1;
  }

  @Override
  public String get(int token) {
    return new String(units, starts[token], end(token) - starts[token]);
  }

  /** What the tokens lie in: not a copy, and not to be written to. */
  char[] units() {
    return units;
  }

  int start(int token) {
    return starts[token];
  }

  /** Where the token ends, exclusive. */
  int end(int token) {
    return starts[token + 1] - 1;
  }
}
