package dev.replyguard.text;

/** Features of a text that are neither its words nor its characters. */
public enum StructuralFeature {
  /** Words written in capitals, by word and as such. */
  CAPITAL_WORDS(1),
  /** How much of the text's letters are capitals, in five steps. */
  CAPITAL_SHARE(2),
  /** How many exclamation marks there are, in powers of two. */
  EXCLAMATIONS(3),
  /** Links: that there are some, and how many, in powers of two. */
  LINKS(4),
  /** How long the text is, in powers of two. */
  LENGTH(5);

  private final int code;

  StructuralFeature(int code) {
    this.code = code;
  }

  /** The number that goes into the hash: stable, whatever the order of the constants. */
  int code() {
    return code;
  }
}
