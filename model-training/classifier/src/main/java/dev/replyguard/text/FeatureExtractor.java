package dev.replyguard.text;

import java.util.Set;

/**
 * Takes the hashed features of a text: n-grams of words, n-grams of characters, and {@linkplain
 * StructuralFeature structure}. Immutable and thread-safe; the {@link FeatureBuffer} is not.
 *
 * <p>Hashing ("the hashing trick", Weinberger et al., 2009) needs no dictionary: a feature's bucket
 * is the top bits of a 32-bit hash. An n-gram is hashed by FNV-1a over UTF-16 units (Fowler, Noll,
 * Vo), which grows one unit at a time, so all lengths from one start cost one pass; MurmurHash3's
 * finaliser (Appleby) then spreads it over all 32 bits.
 */
public final class FeatureExtractor {
  static final int FNV_OFFSET = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  // One start value for each kind of feature, so that "the" as a word and as letters differ.
  private static final int CHARACTERS = 0x3C6EF372;
  private static final int WORDS = 0x1B873593;
  private static final int STRUCTURE = 0x5851F42D;

  private final FeatureSettings settings;
  private final float[] factors;
  private final int shift;
  private final int characterSeed;
  private final int wordSeed;
  private final StructuralFeatures structure;
  private final AdditiveFeatures additive;

  /**
   * An extractor for settings without inverse document frequency.
   *
   * @throws IllegalArgumentException when the settings ask for it
   */
  public FeatureExtractor(FeatureSettings settings) {
    this(settings, new float[0]);
  }

  /**
   * An extractor that multiplies each feature by its bucket's factor.
   *
   * @param factors one finite factor above 0 for each bucket, where the settings ask for inverse
   *     document frequency; else none. They are copied.
   * @throws IllegalArgumentException when the number of factors is another, or one is out of range
   */
  public FeatureExtractor(FeatureSettings settings, float[] factors) {
    int expected = settings.inverseDocumentFrequency() ? settings.buckets() : 0;
    if (factors.length != expected) {
      throw new IllegalArgumentException(
          "factors: " + expected + " expected, got " + factors.length);
    }
    for (int bucket = 0; bucket < factors.length; bucket++) {
      if (!(factors[bucket] > 0 && factors[bucket] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "factors[" + bucket + "]: above 0 and finite expected, got " + factors[bucket]);
      }
    }
    this.settings = settings;
    this.factors = factors.clone();
    this.shift = Integer.SIZE - settings.hashBits();
    this.characterSeed = seed(CHARACTERS);
    this.wordSeed = seed(WORDS);
    this.structure =
        new StructuralFeatures(Set.copyOf(settings.structure()), this, seed(STRUCTURE));
    this.additive = new AdditiveFeatures(settings, this.factors);
  }

  /** The settings this extractor works by. */
  public FeatureSettings settings() {
    return settings;
  }

  /** As {@link #extract(ScoringInput, NormalizedText, FeatureBuffer)}, of a text alone. */
  public void extract(NormalizedText text, FeatureBuffer into) {
    extract(ScoringInput.of(text.original()), text, into);
  }

  /**
   * Replaces what {@code into} holds by the features of {@code input}; an empty text has none.
   *
   * @param text the input's text, normalised
   */
  public void extract(ScoringInput input, NormalizedText text, FeatureBuffer into) {
    Tokens tokens = into.readTokens(text);
    into.reset();
    if (settings.isAdditive()) {
      additive.extract(text, tokens, into);
      structure(input, text, tokens, into);
      additive.weigh(into);
      return;
    }
    if (text.length() > 0) {
      words(text, tokens, into);
      characters(text, into);
    }
    structure(input, text, tokens, into);
    into.weigh(settings, factors);
  }

  /**
   * Replaces what {@code into} holds by the tokens and the structural features alone: all that the
   * features depend on beside the normalised text. In the additive token model they have their
   * {@link FeatureBuffer#occurrenceValue}.
   */
  public void extractStructure(ScoringInput input, NormalizedText text, FeatureBuffer into) {
    readTokens(text, into);
    extractStructureOfTokens(input, text, into);
  }

  /** Replaces the tokens that {@code into} holds by those of {@code text}. */
  public void readTokens(NormalizedText text, FeatureBuffer into) {
    into.readTokens(text);
  }

  /**
   * As {@link #extractStructure}, where {@code into} has the text's {@linkplain #readTokens tokens}
   * already.
   */
  public void extractStructureOfTokens(
      ScoringInput input, NormalizedText text, FeatureBuffer into) {
    into.reset();
    structure(input, text, into.lastTokens(), into);
    if (settings.isAdditive()) {
      additive.weighStructure(into);
    }
  }

  /** How tokens become buckets in the additive token model. */
  public TokenHashing tokenHashing() {
    return additive.hashing();
  }

  /** What a feature of {@code bucket} is multiplied by: its inverse document frequency, or 1. */
  public float factor(int bucket) {
    return factors.length == 0 ? 1 : factors[bucket];
  }

  private void structure(
      ScoringInput input, NormalizedText text, Tokens tokens, FeatureBuffer into) {
    into.beginGroup(FeatureGroup.STRUCTURE);
    if (text.length() > 0) {
      structure.extract(input, text, tokens, into);
    }
  }

  /** The bucket of a finished hash. */
  int bucket(int hash) {
    return finish(hash) >>> shift;
  }

  /** The hash of a token, to be mixed with the start value of a kind of feature. */
  static int hash(int seed, char[] padded, int start, int end) {
    int hash = seed;
    for (int i = start; i < end; i++) {
      hash = step(hash, padded[i + 1]);
    }
    return hash;
  }

  static int step(int hash, int unit) {
    return (hash ^ unit) * FNV_PRIME;
  }

  private int seed(int kind) {
    return finish((FNV_OFFSET ^ kind) + settings.seed());
  }

  /** The words' n-grams; symbols count as words of one but take no part in longer ones. */
  private void words(NormalizedText text, Tokens tokens, FeatureBuffer into) {
    int min = settings.wordOrders().min();
    int max = settings.wordOrders().max();
    char[] padded = text.padded();
    for (int first = 0; first < tokens.count() && max > 0; first++) {
      int hash = wordSeed;
      int order = 0;
      for (int last = first; last < tokens.count() && order < max; last++) {
        if (last > first && !tokens.isWord(last)) {
          continue;
        }
        hash = step(hash(hash, padded, tokens.start(last), tokens.end(last)), ' ');
        order++;
        if (order >= min) {
          into.add(bucket(hash), tokens.start(first), tokens.end(last));
        }
        if (!tokens.isWord(first)) {
          break;
        }
      }
    }
  }

  /** The characters' n-grams, the blanks before and after the text included. */
  private void characters(NormalizedText text, FeatureBuffer into) {
    int min = settings.characterOrders().min();
    int max = settings.characterOrders().max();
    boolean withinWord = settings.characterScope() == FeatureSettings.CharacterScope.WORD;
    char[] padded = text.padded();
    int length = text.length();
    int stop = length + 2;
    for (int first = 0; first < stop && max > 0; first++) {
      int hash = characterSeed;
      int start = Math.max(first - 1, 0);
      int end = Math.min(stop, first + max);
      boolean blank = padded[first] == ' ';
      for (int last = first; last < end; last++) {
        char unit = padded[last];
        hash = step(hash, unit);
        int order = last - first + 1;
        if (order >= min && !(blank && order == 1)) {
          into.add(bucket(hash), start, Math.min(last, length));
        }
        if (withinWord && unit == ' ' && order > 1) {
          break;
        }
      }
    }
  }

  /** MurmurHash3's 32-bit finaliser: every input bit changes every output bit half of the time. */
  static int finish(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x85EBCA6B;
    h ^= h >>> 13;
    h *= 0xC2B2AE35;
    h ^= h >>> 16;
    return h;
  }
}
