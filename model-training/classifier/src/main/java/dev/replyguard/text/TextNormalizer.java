package dev.replyguard.text;

/**
 * Brings a comment into the one form that features, decision cache and word lists work on, so that
 * what looks the same to a reader is the same.
 *
 * <ol>
 *   <li>Invisible characters are removed: controls, format characters (zero-width and direction
 *       marks, soft hyphens, variation selectors, tags), fillers, lone surrogates.
 *   <li>Each character with its combining marks is folded by {@link CharacterFolding}: NFKC
 *       (Unicode Standard Annex 15), full case folding, few marks a character, plain quotes and
 *       hyphens.
 *   <li>Runs of white space become one blank, none at either end.
 *   <li>Runs of one letter are cut to two or one, of one symbol to three.
 *   <li>What hides words from a filter but not from a reader is undone by {@link Deobfuscation}:
 *       letters of other scripts, escapes of HTML and URLs, spaced letters, leet, masks.
 * </ol>
 *
 * <p>Any string is taken; time and memory are linear in its length; the result has at most {@value
 * #MAX_EXPANSION} units for each of the original. Normalising a normalised text changes nothing.
 * Which characters are letters, marks or cased is what the Java runtime's Unicode tables say.
 */
public final class TextNormalizer {
  /** No character unfolds to more units than this for each of its own. */
  public static final int MAX_EXPANSION = 6;

  private TextNormalizer() {}

  /** The normalised form of {@code text}. */
  public static NormalizedText normalize(String text) {
    NormalizedText result = new NormalizedText();
    normalize(text, result);
    return result;
  }

  /** Replaces what {@code into} holds by the normalised form of {@code text}. */
  public static void normalize(String text, NormalizedText into) {
    into.read(text);
    Deobfuscation.undo(into);
  }
}
