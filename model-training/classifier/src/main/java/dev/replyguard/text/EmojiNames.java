package dev.replyguard.text;

import java.util.Locale;

/**
 * Spells emoji out by their names in Unicode, in small letters: a clown's face becomes "clown
 * face". For readers that know words and no emoji, such as a transformer with BERT's vocabulary.
 * Stateless.
 */
public final class EmojiNames {
  private static final int FIRST = 0x2600;
  private static final int LAST_BASIC = 0x27BF;
  private static final int FIRST_SUPPLEMENTARY = 0x1F300;
  private static final int LAST = 0x1FAFF;

  private EmojiNames() {}

  /**
   * {@code text} with each emoji's name for it, blanks around; the same object where there is none.
   * What joins or colours emoji is left, and so is one that this Java does not know yet.
   */
  public static String spellOut(String text) {
    int at = next(text, 0);
    if (at == text.length()) {
      return text;
    }
    StringBuilder spelled = new StringBuilder(text.length() + 64);
    int copied = 0;
    while (at < text.length()) {
      int symbol = text.codePointAt(at);
      String name = Character.getName(symbol);
      spelled.append(text, copied, at).append(' ');
      spelled.append(name.toLowerCase(Locale.ROOT)).append(' ');
      copied = at + Character.charCount(symbol);
      at = next(text, copied);
    }
    return spelled.append(text, copied, text.length()).toString();
  }

  /** Where the next emoji is, or the text's end. */
  private static int next(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int symbol = text.codePointAt(at);
      if (isEmoji(symbol)) {
        return at;
      }
      at += Character.charCount(symbol);
    }
    return at;
  }

  /** Symbols only: colours of skin are of another kind, and unknown characters of none. */
  private static boolean isEmoji(int symbol) {
    return symbol >= FIRST
        && symbol <= LAST
        && (symbol <= LAST_BASIC || symbol >= FIRST_SUPPLEMENTARY)
        && Character.getType(symbol) == Character.OTHER_SYMBOL;
  }
}
