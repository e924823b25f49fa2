package dev.replyguard.text;

/** The kinds of features that the additive token model scales each by itself. */
public enum FeatureGroup {
  /** Tokens, and sequences of words. */
  WORDS,
  /** Sequences of characters within one token. */
  CHARACTERS,
  /** {@linkplain StructuralFeature Structure}. */
  STRUCTURE
}
