package dev.replyguard.model;

import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.model.LinearScoring.Workspace;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.text.TextNormalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Scores comments by the model of a {@link ModelBundle}: weights of n-grams and structure and,
 * where it has them, networks over tokens, whose last layer is linear too. Immutable and
 * thread-safe, without locks: what it writes to while scoring belongs to the calling thread and is
 * used again for that thread's next text.
 *
 * <p>Any string can be scored. Time grows linearly with its length. A text without any feature,
 * such as the empty one, gets each label's bias.
 */
public final class CommentClassifier implements ScoringModel {
  private static final Set<Label> LABELS = Collections.unmodifiableSet(EnumSet.allOf(Label.class));
  private static final ThreadLocal<Workspace> WORKSPACE = ThreadLocal.withInitial(Workspace::new);

  private final String version;
  private final ModelCard card;
  private final FeatureExtractor extractor;
  private final TokenReader reader;
  private final LinearScoring scoring;
  private final @Nullable NetworkScoring networks;
  private final Calibration[] calibrations;

  private CommentClassifier(ModelBundle bundle) {
    this.version = bundle.version();
    this.card = bundle.card();
    this.extractor = bundle.extractor();
    this.reader = bundle.tokenReader();
    CompletableFuture<Optional<NetworkScoring>> started =
        Shares.start(() -> Optional.ofNullable(bundle.networkScoring()));
    this.scoring =
        bundle.features().isAdditive()
            ? new AdditiveScoring(extractor, bundle.weights(), bundle.tokens(), reader)
            : new TextScoring(extractor, bundle.weights(), reader);
    this.networks = Shares.await(started).orElse(null);
    this.calibrations =
        Label.ALL.stream().map(bundle.calibrations()::get).toArray(Calibration[]::new);
  }

  /** A classifier that scores by {@code bundle}; it keeps the weights, not the bundle. */
  public static CommentClassifier of(ModelBundle bundle) {
    return new CommentClassifier(bundle);
  }

  /** The model's version, {@link ModelBundle#version()}. */
  @Override
  public String version() {
    return version;
  }

  /** What the model is. */
  @Override
  public ModelCard card() {
    return card;
  }

  /** All. */
  @Override
  public Set<Label> labels() {
    return LABELS;
  }

  /** No: it takes microseconds. */
  @Override
  public boolean isBlocking() {
    return false;
  }

  /** Yes, exactly. */
  @Override
  public boolean explains() {
    return true;
  }

  /** The form of {@code text} in which what looks the same to a reader is the same. */
  public String normalized(String text) {
    Workspace workspace = WORKSPACE.get();
    TextNormalizer.normalize(text, workspace.text);
    return workspace.text.toString();
  }

  /** The form of {@code text} that the model reads: {@link #normalized}, and respelled. */
  String asRead(String text) {
    Workspace workspace = WORKSPACE.get();
    TextNormalizer.normalize(text, workspace.text);
    workspace.read(reader, extractor);
    return workspace.text.toString();
  }

  /**
   * All that the scores of {@code input} depend on: inputs with the same key have the same scores.
   * It is the normalised text, and after a line end what the model sees beyond it, such as which
   * words are in capitals, and the text with words respelled where there are such: that depends on
   * capitals, too. Meant for caches.
   */
  @Override
  public String scoringKey(ScoringInput input) {
    Workspace workspace = WORKSPACE.get();
    TextNormalizer.normalize(input.text(), workspace.text);
    StringBuilder key = new StringBuilder(workspace.text.length() + 64);
    key.append(workspace.text).append('\n');
    workspace.read(reader, extractor);
    if (workspace.text.isRespelled()) {
      key.append(workspace.text).append('\n');
    }
    extractor.extractStructureOfTokens(input, workspace.text, workspace.features);
    FeatureBuffer features = workspace.features;
    for (int i = 0; i < features.occurrences(); i++) {
      key.append(Integer.toHexString(features.occurrenceBucket(i))).append(' ');
    }
    return key.toString();
  }

  /** {@link #scoringKey(ScoringInput)} of a text alone. */
  @Override
  public String scoringKey(String text) {
    return scoringKey(ScoringInput.of(text));
  }

  /**
   * Writes every label's calibrated probability for {@code input} into {@code into}, in label
   * order. It allocates nothing once the thread has seen a text as long, unless the text is
   * disguised or has characters that are not plain, which normalisation takes apart.
   *
   * @param into at least as long as there are labels
   */
  public void score(ScoringInput input, float[] into) {
    Workspace workspace = read(input);
    for (int label = 0; label < FlatWeights.LABELS; label++) {
      into[label] = calibrations[label].probability(workspace.logits[label]);
    }
  }

  /** Every label's calibrated probability for {@code input}. */
  @Override
  public Scores score(ScoringInput input) {
    float[] scores = new float[FlatWeights.LABELS];
    score(input, scores);
    return Scores.of(scores);
  }

  /** Every label's calibrated probability for a text alone. */
  @Override
  public Scores score(String text) {
    return score(ScoringInput.of(text));
  }

  /** Every label's log-odds for {@code text} before calibration, in label order. */
  public double[] logits(String text) {
    return logits(ScoringInput.of(text));
  }

  /** Every label's log-odds for {@code input} before calibration, in label order. */
  @Override
  public double[] logits(ScoringInput input) {
    return read(input).logits.clone();
  }

  /** Why {@code text} gets its scores. */
  @Override
  public Explanation explain(String text) {
    return explain(ScoringInput.of(text));
  }

  /** Why {@code input} gets its scores. */
  @Override
  public Explanation explain(ScoringInput input) {
    Workspace workspace = read(input);
    // Scoring may not have listed the single features.
    extractor.extract(input, workspace.text, workspace.features);
    Contributions contributions = new Contributions(workspace.text, workspace.features, scoring);
    if (networks != null) {
      networks.explain(
          workspace.features, workspace.text.padded(), workspace.places, contributions.byToken());
    }
    List<LabelExplanation> labels = new ArrayList<>();
    for (Label label : Label.ALL) {
      double logit = workspace.logits[label.index()];
      labels.add(
          new LabelExplanation(
              label,
              calibrations[label.index()].probability(logit),
              logit,
              scoring.bias(label),
              contributions.of(label)));
    }
    return new Explanation(version, labels);
  }

  /** Does nothing: what it holds is on the heap. */
  @Override
  public void close() {}

  private Workspace read(ScoringInput input) {
    Workspace workspace = WORKSPACE.get();
    TextNormalizer.normalize(input.text(), workspace.text);
    scoring.logits(input, workspace);
    if (networks != null) {
      networks.add(
          workspace.features,
          workspace.text.padded(),
          workspace.places,
          workspace.pooling,
          workspace.logits);
    }
    return workspace;
  }
}
