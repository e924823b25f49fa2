package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.text.TextNormalizer;
import java.util.List;

/**
 * Reads texts as scoring by a model does: normalised, then the words that it does not know
 * {@linkplain dev.replyguard.text.Respelling respelled} where its settings say so. For training,
 * and what is held against scoring. It uses its buffers again and again, so it is not thread-safe.
 */
public final class TextReading {
  private final FeatureExtractor extractor;
  private final TokenReader reader;
  private final NormalizedText text = new NormalizedText();
  private final FeatureBuffer features = new FeatureBuffer();
  private int[] places = new int[256];

  /**
   * A reading.
   *
   * @param tokens that the model knows, the most frequent first
   */
  public TextReading(FeatureExtractor extractor, List<String> tokens) {
    this(extractor, reader(extractor, FrequentTokens.of(tokens)));
  }

  TextReading(FeatureExtractor extractor, TokenReader reader) {
    this.extractor = extractor;
    this.reader = reader;
  }

  private static TokenReader reader(FeatureExtractor extractor, FrequentTokens tokens) {
    return TokenReader.of(
        tokens, new TokenIndex(tokens, tokens.size()), extractor.settings().respelledAs());
  }

  /** Takes all features of {@code input}, to be read from {@link #features()}. */
  public void extract(ScoringInput input) {
    read(input);
    extractor.extract(input, text, features);
  }

  /** Takes the tokens and the features of structure alone. */
  public void extractStructure(ScoringInput input) {
    read(input);
    extractor.extractStructureOfTokens(input, text, features);
  }

  private void read(ScoringInput input) {
    TextNormalizer.normalize(input.text(), text);
    places = reader.read(extractor, text, features, places);
  }

  /** The text read last, in the form that its features are of: not a copy. */
  public NormalizedText text() {
    return text;
  }

  /** The features taken last: not a copy. */
  public FeatureBuffer features() {
    return features;
  }
}
