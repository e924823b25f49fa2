package dev.replyguard.http;

import dev.replyguard.model.Explanation;
import dev.replyguard.model.Scores;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** The model, as the protocols ask it. */
public interface TextScoring {

  /** Scores every text, in order. */
  Future<List<Scores>> score(List<String> texts);

  /** Whether the model explains its scores. */
  boolean explains();

  /**
   * Explains every text's scores, in order, keeping of each only what {@code summary} makes of it.
   * Only for a model that {@linkplain #explains explains}.
   */
  <T> Future<List<T>> explain(List<String> texts, Function<Explanation, T> summary);

  /** Names the model. */
  String modelVersion();
}
