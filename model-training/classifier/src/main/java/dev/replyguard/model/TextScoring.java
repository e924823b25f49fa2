package dev.replyguard.model;

import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.ScoringInput;
import java.util.List;

/** Scoring by features that are weighed together: it lists them all. */
final class TextScoring implements LinearScoring {
  private final FeatureExtractor extractor;
  private final FlatWeights weights;
  private final TokenIndex known;

  /**
   * A scoring.
   *
   * @param tokens frequent ones, for a network
   */
  TextScoring(FeatureExtractor extractor, FlatWeights weights, List<String> tokens) {
    this.extractor = extractor;
    this.weights = weights;
    this.known = new TokenIndex(tokens);
  }

  @Override
  public void logits(ScoringInput input, Workspace workspace) {
    extractor.extract(input, workspace.text, workspace.features);
    workspace.find(known);
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
