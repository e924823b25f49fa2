package dev.replyguard.model;

import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.ScoringInput;

/** Scoring by features that are weighed together: it lists them all. */
final class TextScoring implements LinearScoring {
  private final FeatureExtractor extractor;
  private final FlatWeights weights;
  private final TokenReader reader;

  /**
   * A scoring.
   *
   * @param reader finds frequent tokens, for a network
   */
  TextScoring(FeatureExtractor extractor, FlatWeights weights, TokenReader reader) {
    this.extractor = extractor;
    this.weights = weights;
    this.reader = reader;
  }

  @Override
  public void logits(ScoringInput input, Workspace workspace) {
    workspace.read(reader, extractor);
    extractor.extract(input, workspace.text, workspace.features);
    weights.logits(workspace.features, workspace.logits);
  }

  @Override
  public double bias(Label label) {
    return weights.bias(label.index());
  }

  @Override
  public double weight(int bucket, Label label) {
    return weights.weight(bucket, label.index());
  }
}
