package dev.replyguard.text;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which features are taken from a text, and how they are weighed. A model is only good with the
 * settings it was trained with, so they travel in its bundle.
 *
 * @param version how the features are made, see {@link #CURRENT_VERSION}; a change of normaliser,
 *     tokens or hashing needs a new number
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
 * @param unitLength whether the features of a text are scaled to a Euclidean length of one
 * @param structure features other than words and characters
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
    Set<StructuralFeature> structure) {

  /** The only version this code can make features for. */
  public static final int CURRENT_VERSION = 1;

  public static final int MIN_HASH_BITS = 8;
  public static final int MAX_HASH_BITS = 24;
  public static final int MAX_WORD_ORDER = 3;
  public static final int MAX_CHARACTER_ORDER = 8;

  /** Word 1-2-grams, character 2-5-grams, all structure: the settings to start from. */
  public static final FeatureSettings DEFAULT =
      new FeatureSettings(
          CURRENT_VERSION,
          18,
          0,
          new Orders(1, 2),
          new Orders(2, 5),
          CharacterScope.TEXT,
          TermFrequency.LOGARITHMIC,
          false,
          true,
          EnumSet.allOf(StructuralFeature.class));

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
    WORD
  }

  /** What a feature is worth that occurs more than once, before scaling. */
  public enum TermFrequency {
    /** One, however often it occurs. */
    BINARY,
    /** {@code 1 + ln(n)} for n occurrences. */
    LOGARITHMIC
  }

  public FeatureSettings {
    if (version != CURRENT_VERSION) {
      throw new IllegalArgumentException(
          "features.version: " + CURRENT_VERSION + " expected, got " + version);
    }
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
    EnumSet<StructuralFeature> ordered = EnumSet.noneOf(StructuralFeature.class);
    ordered.addAll(structure);
    structure = Collections.unmodifiableSet(ordered);
    if (wordOrders.max() == 0 && characterOrders.max() == 0 && structure.isEmpty()) {
      throw new IllegalArgumentException("features: at least one kind expected, got none");
    }
  }

  /** How many buckets there are: every bucket is 0 or more, and less than this. */
  public int buckets() {
    return 1 << hashBits;
  }
}
