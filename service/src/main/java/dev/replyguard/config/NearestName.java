package dev.replyguard.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant to write. */
public final class NearestName {
  private NearestName() {}

  /** The known name with the fewest edits (Levenshtein 1966) from {@code written}. */
  public static String of(String written, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> edits(written, name)))
        .orElseThrow(() -> new IllegalArgumentException("known: at least one name expected"));
  }

  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
