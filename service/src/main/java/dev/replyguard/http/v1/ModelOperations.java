package dev.replyguard.http.v1;

import dev.replyguard.http.ApiOperation;
import dev.replyguard.model.Bundle;
import java.util.List;
import java.util.concurrent.Callable;

/** The operations that tell of the model. For every event loop. */
public final class ModelOperations {
  private final GetModel getModel;
  private final GetModelEvaluation getEvaluation;

  /**
   * Of the model in that bundle, which is not kept.
   *
   * @param evaluation reads its evaluation report; called once, on a worker, and again where it
   *     failed
   */
  public ModelOperations(Bundle bundle, Callable<String> evaluation) {
    this.getModel = new GetModel(bundle);
    this.getEvaluation = new GetModelEvaluation(evaluation);
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("getModel", 0, getModel),
        new ApiOperation("getModelEvaluation", 0, getEvaluation));
  }
}
