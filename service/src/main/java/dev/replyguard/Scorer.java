package dev.replyguard;

import dev.replyguard.config.Settings;
import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.TextScoring;
import dev.replyguard.http.v1.ModelOperations;
import dev.replyguard.model.Bundle;
import dev.replyguard.model.Explanation;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.pipeline.LanguageDetector;
import dev.replyguard.pipeline.Scoring;
import dev.replyguard.pipeline.policy.RecommendedPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Everything that is made of the model. */
final class Scorer implements TextScoring {
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final ModelOperations operations;
  private final Scoring scoring;
  private final Map<Label, LabelThresholds> thresholds;
  private final CompletableFuture<LanguageDetector> languages;
  private final List<String> modelLanguages;

  private Scorer(
      ModelOperations operations,
      Scoring scoring,
      Map<Label, LabelThresholds> thresholds,
      CompletableFuture<LanguageDetector> languages,
      List<String> modelLanguages) {
    this.operations = operations;
    this.scoring = scoring;
    this.thresholds = thresholds;
    this.languages = languages;
    this.modelLanguages = List.copyOf(modelLanguages);
  }

  /** Reads the model that the settings name. Blocks. */
  static Scorer load(Settings settings, MeterRegistry registry) throws StartException {
    Bundle bundle = ModelSource.read(settings.model());
    ScoringModel model = ModelSource.open(bundle, settings.scoring());
    // Needed by the first comment only: read while Redis starts.
    CompletableFuture<LanguageDetector> languages =
        CompletableFuture.supplyAsync(LanguageDetector::load);
    return new Scorer(
        new ModelOperations(bundle, ModelSource.evaluation(settings.model(), bundle)),
        new Scoring(model, settings.scoring(), registry),
        RecommendedPolicy.thresholds(bundle.thresholds()),
        languages,
        bundle.card().languages());
  }

  /** What the API offers about the model. */
  List<ApiOperation> operations() {
    return operations.all();
  }

  Scoring scoring() {
    return scoring;
  }

  /** The thresholds that follow from the model's recommendations, for every label. */
  Map<Label, LabelThresholds> thresholds() {
    return thresholds;
  }

  /** Waits until it is loaded. */
  LanguageDetector languages() {
    return languages.join();
  }

  /** The languages the model was made for, as BCP 47 tags. */
  List<String> modelLanguages() {
    return modelLanguages;
  }

  @Override
  public Future<List<Scores>> score(List<String> texts) {
    return scoring.score(texts);
  }

  @Override
  public boolean explains() {
    return scoring.explains();
  }

  @Override
  public <T> Future<List<T>> explain(List<String> texts, Function<Explanation, T> summary) {
    return scoring.explain(texts, summary);
  }

  @Override
  public String modelVersion() {
    return scoring.modelVersion();
  }

  void close() throws InterruptedException {
    scoring.close(DRAIN);
  }
}
