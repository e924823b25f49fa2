package dev.replyguard.http.v1;

import dev.replyguard.model.Scores;
import io.vertx.core.Future;
import java.util.List;

/** The model, as the operations ask it. */
public interface TextScoring {

  /** Scores every text, in order. */
  Future<List<Scores>> score(List<String> texts);

  /** Names the model. */
  String modelVersion();
}
