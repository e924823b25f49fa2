package dev.replyguard.text;

/** Classes of words and of hosts' names, as {@code word-classes.txt} lists them. */
enum WordClass {
  FUNCTION_WORD(0),
  PRAISE(1),
  PRAISED(2),
  THANKS(3),
  BLOG_TALK(4),
  MESSENGER(5),
  MONEY(6),
  PERIOD(7),
  COMMERCE(8),
  COMMON_TLD(9),
  RESTRICTED_TLD(10),
  CHEAP_TLD(11),
  BARE_TLD(12),
  SHORTENER(13),
  MESSENGER_HOST(14),
  REFERENCE_HOST(15),
  HOSTED(16);

  private final int bit;

  WordClass(int place) {
    this.bit = 1 << place;
  }

  /** Whether a word of those {@linkplain WordClasses#of classes} is in this one. */
  boolean isIn(int classes) {
    return (classes & bit) != 0;
  }

  int bit() {
    return bit;
  }
}
