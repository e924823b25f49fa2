package dev.replyguard.text;

/**
 * Undoes, in a folded text, what hides words from a filter but not from a reader.
 *
 * <p>One step after another looks at the text; after one that changed it the text is folded and
 * looked at again from the first, until none has anything to do. So the result is its own result.
 * That ends after {@value #MAX_ROUNDS} rounds at the latest, each linear in the text's length, so
 * that nobody can make it long by hiding things within things.
 *
 * <p>A text of plain words costs no more than a look at each word, and no memory.
 */
final class Deobfuscation {
  private static final int MAX_ROUNDS = 16;

  private Deobfuscation() {}

  static void undo(NormalizedText text) {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (!step(text)) {
        return;
      }
      text.refold();
    }
  }

  private static boolean step(NormalizedText text) {
    int signs = text.disguises();
    return ((signs & Disguise.ESCAPE) != 0 && EscapeDecoding.apply(text))
        || ((signs & Disguise.FOREIGN) != 0 && LookAlikeFolding.apply(text))
        || ((signs & Disguise.SPACED) != 0 && SpacedLetters.apply(text))
        || ((signs & Disguise.LEET) != 0 && LeetSpeak.apply(text))
        || ((signs & Disguise.MASK) != 0 && MaskedWords.apply(text))
        || ((signs & Disguise.WORD) != 0 && SplitWords.apply(text));
  }
}
