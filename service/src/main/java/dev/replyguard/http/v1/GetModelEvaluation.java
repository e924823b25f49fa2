package dev.replyguard.http.v1;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/model/evaluation}: the report that the trainer wrote into the bundle, as it stands
 * there. It is unpacked when it is first asked for, as few ever do, on a worker, as the file is
 * read again for it; from then on it is kept. For every event loop.
 */
final class GetModelEvaluation implements Handler<RoutingContext> {
  private final Callable<String> source;
  private @Nullable Buffer report;

  GetModelEvaluation(Callable<String> source) {
    this.source = source;
  }

  @Override
  public void handle(RoutingContext context) {
    // In order: a loop's callers wait for one reading instead of each taking a worker.
    Exchanges.answer(context, context.vertx().executeBlocking(this::report, true));
  }

  private synchronized Buffer report() throws Exception {
    Buffer known = report;
    if (known == null) {
      known = Buffer.buffer(source.call());
      report = known;
    }
    return known;
  }
}
