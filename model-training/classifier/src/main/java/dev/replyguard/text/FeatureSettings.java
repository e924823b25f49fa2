package dev.replyguard.text;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which features are taken from a text, and how they are weighed. A model is only good with the
 * settings it was trained with, so they travel in its bundle.
 *
 * @param version how the features are made: {@link #TEXT_VERSION} or {@link #CURRENT_VERSION}; a
 *     change of normaliser, tokens or hashing needs a new number
 * @param hashBits the number of buckets is two to this power, {@value #MIN_HASH_BITS} to {@value
 *     #MAX_HASH_BITS}
 * @param seed of the hash
 * @param wordOrders lengths of word n-grams, at most {@value #MAX_WORD_ORDER}
 * @param characterOrders lengths of character n-grams in UTF-16 units, at most {@value
 *     #MAX_CHARACTER_ORDER}
 * @param characterScope how far a character n-gram reaches
 * @param termFrequency what a feature is worth that occurs more than once
 * @param inverseDocumentFrequency whether each feature is also multiplied by a factor of its own,
 *     which the model brings along
 * @param unitLength whether the features of a text are scaled to a Euclidean length of one; in the
 *     additive token model each group is scaled by itself, and this is always true
 * @param structure features other than words and characters
 * @param weighting how the groups of the additive token model are weighed
 * @param respelledAs so many of a model's most frequent tokens are what a word that it does not
 *     know may be {@linkplain Respelling read as}, in the additive token model; 0 for none
 */
public record FeatureSettings(
    int version,
    int hashBits,
    int seed,
    Orders wordOrders,
    Orders characterOrders,
    CharacterScope characterScope,
    TermFrequency termFrequency,
    boolean inverseDocumentFrequency,
    boolean unitLength,
    Set<StructuralFeature> structure,
    Weighting weighting,
    int respelledAs) {

  /** The version whose features of a text are weighed together. */
  public static final int TEXT_VERSION = 1;

  /** The version whose features are weighed token by token, and so can be added up from tables. */
  public static final int CURRENT_VERSION = 2;

  public static final int MIN_HASH_BITS = 8;
  public static final int MAX_HASH_BITS = 24;
  public static final int MAX_WORD_ORDER = 3;
  public static final int MAX_CHARACTER_ORDER = 8;
  public static final int MAX_RESPELLED_AS = 40_000;

  /** Word 1-2-grams, character 2-5-grams, all structure, weighed together. */
  public static final FeatureSettings DEFAULT =
      new FeatureSettings(
          TEXT_VERSION,
          18,
          0,
          new Orders(1, 2),
          new Orders(2, 5),
          CharacterScope.TEXT,
          TermFrequency.LOGARITHMIC,
          false,
          true,
          EnumSet.allOf(StructuralFeature.class));

  /** The same for the additive token model: the settings to start from. */
  public static final FeatureSettings ADDITIVE =
      new FeatureSettings(
          CURRENT_VERSION,
          20,
          0,
          new Orders(1, 2),
          new Orders(2, 5),
          CharacterScope.TOKEN,
          TermFrequency.LOGARITHMIC,
          false,
          true,
          EnumSet.allOf(StructuralFeature.class),
          Weighting.EVEN,
          0);

  /**
   * How the groups of the additive token model are weighed. A feature of a group is worth its
   * frequency times its factor (its inverse document frequency, or 1), times the group's scale,
   * divided by a power of the group's sum of squared factors over the same occurrences.
   *
   * @param words the scale of words, above 0
   * @param characters the scale of characters, above 0
   * @param structure what each structural feature is worth, above 0
   * @param normPower 0 (long texts weigh more) to 1; 0.5 is closest to unit length
   * @param skipBigrams whether two words with one between them are a feature too
   */
  public record Weighting(
      double words, double characters, double structure, double normPower, boolean skipBigrams) {
    /** Every group alike. */
    public static final Weighting EVEN = new Weighting(1, 1, 0.1, 0.5, false);

    public Weighting {
      requireScale("words", words);
      requireScale("characters", characters);
      requireScale("structure", structure);
      if (!(normPower >= 0 && normPower <= 1)) {
        throw new IllegalArgumentException(
            "weighting.normPower: 0 to 1 expected, got " + normPower);
      }
    }

    private static void requireScale(String name, double scale) {
      if (!(scale > 0 && scale <= 1000)) {
        throw new IllegalArgumentException(
            "weighting." + name + ": above 0, at most 1000 expected, got " + scale);
      }
    }

    /** What a group's features are multiplied by, where its squared factors add up to that. */
    public double scale(FeatureGroup group, double squares) {
      double scale = group == FeatureGroup.WORDS ? words : characters;
      if (squares <= 0) {
        return 0;
      }
      return scale / (normPower == 0.5 ? Math.sqrt(squares) : Math.pow(squares, normPower));
    }
  }

  /**
   * A range of n-gram lengths, both ends included.
   *
   * @param min at least 1, or 0 where there are none
   * @param max at least {@code min}
   */
  public record Orders(int min, int max) {
    /** No n-grams at all. */
    public static final Orders NONE = new Orders(0, 0);

    public Orders {
      if (min < 0 || max < min || (min == 0 && max > 0)) {
        throw new IllegalArgumentException(
            "orders: 1 <= min <= max expected, or 0 and 0 for none, got " + min + " and " + max);
      }
    }

    int count() {
      return max == 0 ? 0 : max - min + 1;
    }
  }

  /** How far a character n-gram reaches. */
  public enum CharacterScope {
    /** Across the whole text, blanks between words included. */
    TEXT,
    /** Up to the blank before and the blank after a word, and no further. */
    WORD,
    /** Within one token, a blank put before and after it wherever it stands. */
    TOKEN
  }

  /**
   * What a feature is worth that occurs more than once, before scaling. In the additive token model
   * it is tokens and sequences of words that are counted, and a token's n-grams are worth what the
   * token is.
   */
  public enum TermFrequency {
    /** As often as it occurs. */
    LINEAR,
    /** One, however often it occurs. */
    BINARY,
    /** {@code 1 + ln(n)} for n occurrences. */
    LOGARITHMIC
  }

  public FeatureSettings {
    if (version != TEXT_VERSION && version != CURRENT_VERSION) {
      throw new IllegalArgumentException(
          "features.version: %d or %d expected, got %d"
              .formatted(TEXT_VERSION, CURRENT_VERSION, version));
    }
    requireConsistent(version, characterScope, termFrequency, unitLength);
    if (hashBits < MIN_HASH_BITS || hashBits > MAX_HASH_BITS) {
      throw new IllegalArgumentException(
          "features.hashBits: %d to %d expected, got %d"
              .formatted(MIN_HASH_BITS, MAX_HASH_BITS, hashBits));
    }
    if (wordOrders.max() > MAX_WORD_ORDER) {
      throw new IllegalArgumentException(
          "features.wordOrders: at most " + MAX_WORD_ORDER + " expected, got " + wordOrders.max());
    }
    if (characterOrders.max() > MAX_CHARACTER_ORDER) {
      throw new IllegalArgumentException(
          "features.characterOrders: at most %d expected, got %d"
              .formatted(MAX_CHARACTER_ORDER, characterOrders.max()));
    }
    if (respelledAs < 0 || respelledAs > (version == CURRENT_VERSION ? MAX_RESPELLED_AS : 0)) {
      throw new IllegalArgumentException(
          "features.respelledAs: 0 to %d expected in version %d, 0 in others, got %d"
              .formatted(MAX_RESPELLED_AS, CURRENT_VERSION, respelledAs));
    }
    EnumSet<StructuralFeature> ordered = EnumSet.noneOf(StructuralFeature.class);
    ordered.addAll(structure);
    structure = Collections.unmodifiableSet(ordered);
    if (wordOrders.max() == 0 && characterOrders.max() == 0 && structure.isEmpty()) {
      throw new IllegalArgumentException("features: at least one kind expected, got none");
    }
  }

  /** Settings of {@link #TEXT_VERSION}. */
  public FeatureSettings(
      int version,
      int hashBits,
      int seed,
      Orders wordOrders,
      Orders characterOrders,
      CharacterScope characterScope,
      TermFrequency termFrequency,
      boolean inverseDocumentFrequency,
      boolean unitLength,
      Set<StructuralFeature> structure) {
    this(
        version,
        hashBits,
        seed,
        wordOrders,
        characterOrders,
        characterScope,
        termFrequency,
        inverseDocumentFrequency,
        unitLength,
        structure,
        Weighting.EVEN,
        0);
  }

  private static void requireConsistent(
      int version, CharacterScope scope, TermFrequency frequency, boolean unitLength) {
    boolean additive = version == CURRENT_VERSION;
    if (additive != (scope == CharacterScope.TOKEN)) {
      throw new IllegalArgumentException(
          "features.characterScope: TOKEN goes with version " + CURRENT_VERSION + " alone");
    }
    if (!additive && frequency == TermFrequency.LINEAR) {
      throw new IllegalArgumentException(
          "features.termFrequency: LINEAR goes with version " + CURRENT_VERSION + " alone");
    }
    if (additive && !unitLength) {
      throw new IllegalArgumentException(
          "features.unitLength: true expected in version " + CURRENT_VERSION);
    }
  }

  /** Whether these are settings of the additive token model. */
  public boolean isAdditive() {
    return version == CURRENT_VERSION;
  }

  /** How many buckets there are: every bucket is 0 or more, and less than this. */
  public int buckets() {
    return 1 << hashBits;
  }
}
