package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.ScoringInput;

/**
 * From a text to each label's log-odds by a linear model. Immutable and thread-safe; the {@link
 * Workspace} is not.
 */
sealed interface LinearScoring permits TextScoring, AdditiveScoring {

  /** What one thread writes to while it scores; it knows no model, so that one can be freed. */
  final class Workspace {
    final NormalizedText text = new NormalizedText();
    final FeatureBuffer features = new FeatureBuffer();
    final double[] logits = new double[FlatWeights.LABELS];
    final AdditiveSums sums = new AdditiveSums();
    final TokenConvolution.Pooling pooling = new TokenConvolution.Pooling();

    /** For each token its place among the bundle's frequent tokens, or {@link TokenIndex#NONE}. */
    int[] places = new int[256];

    /** Reads the text's tokens and their places, once for all that is known of single tokens. */
    void read(TokenReader reader, FeatureExtractor extractor) {
      places = reader.read(extractor, text, features, places);
    }
  }

  /**
   * Writes each label's log-odds into the workspace, and the places of the text's tokens.
   *
   * @param input its text is in the workspace, normalised
   */
  void logits(ScoringInput input, Workspace workspace);

  /** What is added to a label's log-odds whatever the text. */
  double bias(Label label);

  /** What a feature of that bucket adds to a label's log-odds, for each of its value. */
  double weight(int bucket, Label label);
}
