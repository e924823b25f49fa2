package dev.replyguard.text;

import java.util.Arrays;

/**
 * The features of one text: every occurrence with its place, and each distinct bucket with its
 * value. Filled by {@link FeatureExtractor}, again and again without garbage; it belongs to one
 * thread.
 */
public final class FeatureBuffer {
  /** The start and the end of an occurrence that is about the text as a whole. */
  public static final int WHOLE_TEXT = -1;

  private final Tokens tokens = new Tokens();
  private final Repetition repetition = new Repetition();
  private final Occurrences occurrences = new Occurrences();
  private final DistinctBuckets distinct = new DistinctBuckets();
  private double wordSquares;
  private double characterSquares;
  private int[] scratch = new int[256];
  private final Respelling.Scratch respelling = new Respelling.Scratch();
  private final SurfaceReader surfaceReader = new SurfaceReader();
  private final WrittenScan written = new WrittenScan();
  private final Surface surface = new Surface();
  private final Wording wording = new Wording();

  private FeatureGroup group = FeatureGroup.WORDS;
  private double[] sums = new double[1024];
  private float[] values = new float[1024];

  /** An empty buffer. */
  public FeatureBuffer() {}

  /** How many distinct buckets the text has. */
  public int size() {
    return distinct.size();
  }

  /**
   * A distinct bucket, in the order of first occurrence.
   *
   * @param index 0 to {@link #size()}, exclusive
   */
  public int bucket(int index) {
    return distinct.bucket(index);
  }

  /**
   * What the bucket at {@code index} is worth, after weighing and scaling; never 0.
   *
   * @param index 0 to {@link #size()}, exclusive
   */
  public float value(int index) {
    return values[index];
  }

  /** A copy of all distinct buckets, in the order of first occurrence. */
  public int[] buckets() {
    return distinct.toArray();
  }

  /** A copy of the values, in the order of {@link #buckets()}. */
  public float[] values() {
    return Arrays.copyOf(values, size());
  }

  /** How many features occur in the text, each counted as often as it occurs. */
  public int occurrences() {
    return occurrences.size();
  }

  /**
   * The bucket of an occurrence.
   *
   * @param occurrence 0 to {@link #occurrences()}, exclusive
   */
  public int occurrenceBucket(int occurrence) {
    return occurrences.bucket(occurrence);
  }

  /**
   * Where an occurrence starts, or {@link #WHOLE_TEXT}: in the normalised text, but in the text as
   * it was written where the occurrence {@linkplain #isNamed has a name}.
   */
  public int occurrenceStart(int occurrence) {
    return occurrences.start(occurrence);
  }

  /** Where an occurrence ends, exclusive, in the same text, or {@link #WHOLE_TEXT}. */
  public int occurrenceEnd(int occurrence) {
    return occurrences.end(occurrence);
  }

  /**
   * The part of its bucket's value that falls to one occurrence. The parts of all occurrences of a
   * bucket add up to its value.
   */
  public double occurrenceValue(int occurrence) {
    return occurrences.value(occurrence);
  }

  /** Whether an occurrence is a feature of structure that has a name of its own. */
  public boolean isNamed(int occurrence) {
    return occurrences.nameNumber(occurrence) != 0;
  }

  /** What a {@linkplain #isNamed named} occurrence is, the same number for the same name. */
  public int occurrenceNumber(int occurrence) {
    return occurrences.nameNumber(occurrence);
  }

  /** The name of a feature of structure by its {@link #occurrenceNumber}, such as "2 links". */
  public static String name(int occurrenceNumber) {
    return Occurrences.name(occurrenceNumber);
  }

  /** How many tokens (words and runs of symbols) the normalised text has. */
  public int tokens() {
    return tokens.count();
  }

  /** Where a token starts in the normalised text. */
  public int tokenStart(int token) {
    return tokens.start(token);
  }

  /** Where a token ends, exclusive, in the normalised text. */
  public int tokenEnd(int token) {
    return tokens.end(token);
  }

  /** Whether a token is a word, not a run of symbols. */
  public boolean isWord(int token) {
    return tokens.isWord(token);
  }

  /** A hash over a token's units. */
  public int tokenHash(int token) {
    return tokens.hash(token);
  }

  /** The {@linkplain TokenHashing#tokenKey key} of a token. */
  public long tokenKey(int token) {
    return tokens.key(token);
  }

  Tokens readTokens(NormalizedText text) {
    tokens.read(text);
    return tokens;
  }

  /** The tokens read last. */
  Tokens lastTokens() {
    return tokens;
  }

  /** Empties the buffer but for the tokens. */
  void reset() {
    occurrences.clear();
    distinct.reset(0);
    wordSquares = 0;
    characterSquares = 0;
  }

  /** What is added from now on is of {@code next}. */
  void beginGroup(FeatureGroup next) {
    group = next;
  }

  void add(int bucket, int start, int end) {
    add(bucket, start, end, 1, 1);
  }

  /**
   * Adds an occurrence.
   *
   * @param value what it is worth before its group is scaled
   * @param square what it adds to the group's sum of squares
   */
  void add(int bucket, int start, int end, double value, double square) {
    occurrences.add(bucket, start, end, value, group);
    if (group == FeatureGroup.WORDS) {
      wordSquares += square;
    } else if (group == FeatureGroup.CHARACTERS) {
      characterSquares += square;
    }
  }

  /** Adds a step of a feature of structure; places are those of the text as it was written. */
  void addStructure(int bucket, int start, int end, StructuralFeature feature, int step) {
    add(bucket, start, end);
    occurrences.nameLast(feature, step);
  }

  /** What kinds of units the text has as it was written. */
  WrittenScan readWritten(NormalizedText text) {
    written.read(text);
    return written;
  }

  /** What the text of {@link #readWritten} holds beside its words. */
  Surface readSurface(String text) {
    surfaceReader.read(text, written, surface);
    return surface;
  }

  Wording wording() {
    return wording;
  }

  Respelling.Scratch respelling() {
    return respelling;
  }

  Repetition repetition() {
    return repetition;
  }

  /** Room for that many numbers, whose content means nothing. */
  int[] scratch(int length) {
    if (scratch.length < length) {
      scratch = new int[Math.max(length, 2 * scratch.length)];
    }
    return scratch;
  }

  /** The sum over the occurrences of words or of characters. */
  double squares(FeatureGroup of) {
    return of == FeatureGroup.WORDS ? wordSquares : characterSquares;
  }

  /** Takes all worth from occurrences of a bucket in a group but the first; how many have it. */
  int keepFirst(FeatureGroup of) {
    return occurrences.keepFirst(of, repetition);
  }

  /** Multiplies what a group's occurrences are worth. */
  void scale(FeatureGroup of, double factor) {
    occurrences.scale(of, factor);
  }

  /** Gives each distinct bucket the sum of what its occurrences are worth. */
  void addUp() {
    sumByBucket();
    for (int i = 0; i < size(); i++) {
      values[i] = (float) sums[i];
    }
  }

  private void sumByBucket() {
    int count = occurrences.size();
    if (sums.length < count) {
      sums = new double[2 * count];
      values = new float[2 * count];
    }
    distinct.reset(count);
    for (int i = 0; i < count; i++) {
      int before = distinct.size();
      int index = distinct.add(occurrences.bucket(i));
      sums[index] = (index == before ? 0 : sums[index]) + occurrences.value(i);
    }
  }

  /** Weighs the text's features together; {@code factors} may be empty for none. */
  void weigh(FeatureSettings settings, float[] factors) {
    occurrences.fillValues(1);
    sumByBucket();
    boolean binary = settings.termFrequency() == FeatureSettings.TermFrequency.BINARY;
    double length = 0;
    for (int i = 0; i < size(); i++) {
      double frequency = binary ? 1 : 1 + Math.log(sums[i]);
      double factor = factors.length == 0 ? 1 : factors[bucket(i)];
      values[i] = (float) (frequency * factor);
      length += (double) values[i] * values[i];
    }
    double scale = settings.unitLength() && length > 0 ? 1 / Math.sqrt(length) : 1;
    for (int i = 0; i < size(); i++) {
      values[i] = (float) (values[i] * scale);
    }
    for (int i = 0; i < occurrences.size(); i++) {
      int index = distinct.indexOf(occurrences.bucket(i));
      occurrences.setValue(i, values[index] / sums[index]);
    }
  }
}
