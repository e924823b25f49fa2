package dev.replyguard.pipeline.rules;

/**
 * A word, or a shape of words: {@code *} stands for any units of a word, also none, and {@code ?}
 * for one.
 *
 * @param shape the word in small letters, with {@link #ANY} and {@link #ONE} for the wildcards
 */
record Glob(String shape) {
  /** Stands for {@code *}: a code that no text has. */
  static final char ANY = '\uffff';

  /** Stands for {@code ?}. */
  static final char ONE = '\ufffe';

  /** Whether it is one word only. */
  boolean isLiteral() {
    return shape.indexOf(ANY) < 0 && shape.indexOf(ONE) < 0;
  }

  /**
   * Whether it matches the whole of a word. Goes back to the last {@code *} only, which is enough:
   * what an earlier one could take, the last one can.
   */
  boolean matches(String word) {
    int at = 0;
    int i = 0;
    int lastAny = -1;
    int resume = 0;
    while (i < word.length()) {
      if (at < shape.length() && shape.charAt(at) == ANY) {
        lastAny = at++;
        resume = i;
      } else if (at < shape.length()
          && (shape.charAt(at) == ONE || shape.charAt(at) == word.charAt(i))) {
        at++;
        i++;
      } else if (lastAny >= 0) {
        at = lastAny + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < shape.length() && shape.charAt(at) == ANY) {
      at++;
    }
    return at == shape.length();
  }
}
