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

  /** Marks looked at for one character: what is beyond is not language but noise ("zalgo"). */
  private static final int MAX_MARKS = 8;

  private TextNormalizer() {}

  /** The normalised form of {@code text}. */
  public static NormalizedText normalize(String text) {
    NormalizedText result = new NormalizedText();
    normalize(text, result);
    return result;
  }

  /** Replaces what {@code into} holds by the normalised form of {@code text}. */
  public static void normalize(String text, NormalizedText into) {
    fold(text, into);
    Deobfuscation.undo(into);
  }

  /** The steps before deobfuscation. */
  static void fold(String text, NormalizedText into) {
    into.reset(text);
    int length = text.length();
    int i = 0;
    while (i < length) {
      char unit = text.charAt(i);
      if (unit == ' ') {
        into.blank(i, i + 1);
        i++;
        continue;
      }
      char folded = CharacterFolding.simple(unit);
      if (folded != CharacterFolding.COMPLEX && standsAlone(text, i, length)) {
        into.appendUnit(folded, i);
        i++;
      } else {
        i = complex(text, i, into);
      }
    }
    into.finish();
  }

  /** Whether what follows the unit at {@code index} surely does not combine with it. */
  private static boolean standsAlone(String text, int index, int length) {
    if (index + 1 == length) {
      return true;
    }
    char next = text.charAt(index + 1);
    return next == ' ' || CharacterFolding.simple(next) != CharacterFolding.COMPLEX;
  }

  /** Handles what is not one plain unit from {@code start} on; returns where to go on. */
  private static int complex(String text, int start, NormalizedText into) {
    int first = text.codePointAt(start);
    int end = start + Character.charCount(first);
    if (CharacterFolding.isBlank(first)) {
      into.blank(start, end);
      return end;
    }
    if (CharacterFolding.isInvisible(first)) {
      return end;
    }
    StringBuilder cluster = new StringBuilder().appendCodePoint(first);
    int marks = 0;
    int next = end;
    while (next < text.length()) {
      int codePoint = text.codePointAt(next);
      int after = next + Character.charCount(codePoint);
      if (!CharacterFolding.isInvisible(codePoint)) {
        if (!CharacterFolding.isJoiner(codePoint)) {
          break;
        }
        marks = CharacterFolding.isMark(codePoint) ? marks + 1 : 0;
        if (marks <= MAX_MARKS) {
          cluster.appendCodePoint(codePoint);
        }
        end = after;
      }
      next = after;
    }
    append(CharacterFolding.fold(cluster.toString()), start, end, into);
    return next;
  }

  private static void append(String folded, int start, int end, NormalizedText into) {
    int i = 0;
    while (i < folded.length()) {
      int codePoint = folded.codePointAt(i);
      i += Character.charCount(codePoint);
      if (CharacterFolding.isBlank(codePoint)) {
        into.blank(start, end);
      } else if (!CharacterFolding.isInvisible(codePoint)
          && (into.hasBase() || !CharacterFolding.isMark(codePoint))) {
        into.append(codePoint, start, end);
      }
    }
  }
}
