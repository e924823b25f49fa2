package dev.replyguard.text;

import java.util.List;

/**
 * Features of a comment that are neither its words nor its characters. Each has steps: one for each
 * thing it tells apart.
 *
 * <p>What is not known adds nothing: a comment of which only the text is known has no feature of
 * its author, rather than one of its own that all data without authors would be taken for.
 */
public enum StructuralFeature {
  /** Words written in capitals, by word and as such. */
  CAPITAL_WORDS(1),
  /** How much of the text's letters are capitals, in five steps. */
  CAPITAL_SHARE(2),
  /** How many exclamation marks there are, in powers of two. */
  EXCLAMATIONS(3),
  /** Links by their first letters: that there are some, and how many, in powers of two. */
  LINKS(4),
  /** How long the text is, in powers of two. */
  LENGTH(5),
  /** How many links of any form there are. */
  LINK_COUNT(6),
  /** How much of the text its links take up. */
  LINK_SHARE(7),
  /** Whether the text starts or ends with a link, or is nothing else. */
  LINK_PLACE(8),
  /** How a link is written, with or without markup, and what an anchor says. */
  LINK_FORM(9),
  /** Where a link leads to, by {@link LinkTraits}. */
  LINK_TRAIT(10),
  /** Whether links lead to one domain again and again, or to many. */
  LINK_DOMAINS(11),
  /** Mail addresses, telephone numbers, handles of messengers. */
  CONTACTS(12),
  /** Amounts of money, shares, long numbers. */
  AMOUNTS(13),
  /** How often words and sentences come again. */
  REPETITION(14),
  /** Marks of a text that a program was to vary: <code>{good|great}</code>. */
  SPUN_TEXT(15),
  /** Phrases that praise any article, with what comes along with them. */
  FLATTERY(16),
  /** Whether the author left the address of a site. */
  AUTHOR_URL(17),
  /** Where the author's site is, by {@link LinkTraits}. */
  AUTHOR_URL_TRAIT(18),
  /** What the author's name looks like. */
  AUTHOR_NAME(19),
  /** Signs of a language other than English: scripts, and the lack of its commonest words. */
  FOREIGN_TEXT(20),
  /** Words of trade, by their share, and with a link or an author's site. */
  COMMERCE(21);

  private final int code;

  StructuralFeature(int code) {
    this.code = code;
  }

  /** The number that goes into the hash: stable, whatever the order of the constants. */
  int code() {
    return code;
  }

  /** The feature of that {@link #code()}. */
  static StructuralFeature ofCode(int code) {
    return CODES.get(code - 1);
  }

  private static final List<StructuralFeature> CODES = List.of(values());

  /** What {@code step} of this feature means, in words for a moderator. */
  String describe(int step) {
    return StructureNames.of(this, step);
  }
}
