package dev.replyguard.pipeline.rules;

/**
 * Estimates how large a regular expression becomes when its counted repetitions are written out,
 * which is what RE2/J does with them: {@code (a{1000}){1000}} is a short pattern and a program of a
 * million steps. Only the brackets and counts are understood; whether the expression is right is
 * for RE2/J to say. For one expression.
 */
final class RegexSize {
  /** The largest size accepted. */
  static final int MAX = 2_000;

  private final String regex;
  private int at;

  private RegexSize(String regex) {
    this.regex = regex;
  }

  /** The size in characters to be matched, of any well-formed expression; never below it. */
  static long estimate(String regex) {
    RegexSize size = new RegexSize(regex);
    long sum = 0;
    while (size.at < regex.length()) {
      sum = Math.addExact(sum, size.alternatives());
      size.at++; // a closing bracket that nothing has opened
    }
    return sum;
  }

  /** Up to the closing bracket, or the end. */
  private long alternatives() {
    long sum = 0;
    while (at < regex.length() && regex.charAt(at) != ')') {
      long atom = atom();
      sum = Math.min(Integer.MAX_VALUE, sum + Math.multiplyExact(atom, repeats()));
    }
    return sum;
  }

  private long atom() {
    char unit = regex.charAt(at++);
    if (unit == '\\') {
      return escape();
    }
    if (unit == '[') {
      skipClass();
      return 1;
    }
    if (unit != '(') {
      return 1;
    }
    long size = alternatives();
    at++;
    return Math.max(1, size);
  }

  private long escape() {
    if (at >= regex.length()) {
      return 1;
    }
    char kind = regex.charAt(at++);
    if (kind == 'Q') {
      int end = regex.indexOf("\\E", at);
      int length = (end < 0 ? regex.length() : end) - at;
      at = end < 0 ? regex.length() : end + 2;
      return Math.max(1, length);
    }
    boolean takesBraces = kind == 'p' || kind == 'P' || kind == 'x';
    if (takesBraces && at < regex.length() && regex.charAt(at) == '{') {
      int end = regex.indexOf('}', at);
      at = end < 0 ? regex.length() : end + 1;
    }
    return 1;
  }

  private void skipClass() {
    if (at < regex.length() && regex.charAt(at) == '^') {
      at++;
    }
    boolean first = true;
    while (at < regex.length() && (first || regex.charAt(at) != ']')) {
      first = false;
      if (regex.charAt(at) == '\\') {
        at++;
      } else if (regex.startsWith("[:", at) && regex.indexOf(":]", at + 2) > 0) {
        at = regex.indexOf(":]", at + 2) + 1;
      }
      at++;
    }
    at++;
  }

  /** How often what went before is repeated at most, as a counted repetition says. */
  private int repeats() {
    if (at >= regex.length() || regex.charAt(at) != '{') {
      return 1;
    }
    int end = regex.indexOf('}', at);
    if (end < 0) {
      return 1;
    }
    String[] bounds = regex.substring(at + 1, end).split(",", -1);
    int most = 0;
    for (String bound : bounds) {
      if (bound.length() > 6 || !bound.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
        return 1; // not a repetition, but a bracket to be matched
      }
      most = bound.isEmpty() ? most : Math.max(most, Integer.parseInt(bound));
    }
    at = end + 1;
    return Math.max(1, most);
  }
}
