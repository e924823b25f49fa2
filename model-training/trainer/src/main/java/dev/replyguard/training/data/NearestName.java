package dev.replyguard.training.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that a mistyped one is likely to stand for: the one with the fewest letters
 * put in, left out, replaced or swapped (Damerau, 1964; here each letter is edited at most once,
 * the "optimal string alignment").
 */
public final class NearestName {
  /** Longer ones are no slip of the finger, and not worth the time. */
  private static final int MAX_LENGTH = 64;

  private NearestName() {}

  /** The known name nearest to {@code name}, or empty where none is near. */
  public static Optional<String> to(String name, Collection<String> known) {
    if (name.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String typed = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> candidate.length() <= MAX_LENGTH)
        .filter(candidate -> distance(typed, candidate) <= allowed(candidate))
        .min(
            Comparator.comparingInt((String candidate) -> distance(typed, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * For the end of a message: {@code "; did you mean toxicity?"}, or nothing where none is near.
   */
  public static String hint(String name, Collection<String> known) {
    return to(name, known).map(near -> "; did you mean " + near + '?').orElse("");
  }

  private static int allowed(String candidate) {
    return Math.max(1, candidate.length() / 3);
  }

  private static int distance(String typed, String candidate) {
    String other = candidate.toLowerCase(Locale.ROOT);
    int[][] rows = new int[typed.length() + 1][other.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        rows[i][j] = cell(rows, typed, other, i, j);
      }
    }
    return rows[typed.length()][other.length()];
  }

  private static int cell(int[][] rows, String a, String b, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
