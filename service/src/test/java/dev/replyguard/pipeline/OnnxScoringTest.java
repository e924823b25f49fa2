package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.replyguard.config.ScoringSettings;
import dev.replyguard.domain.Evidence;
import dev.replyguard.model.Bundle;
import dev.replyguard.model.Label;
import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.Scores;
import dev.replyguard.model.ScoringException;
import dev.replyguard.model.onnx.EndlessOnnxModel;
import dev.replyguard.model.onnx.MadeUpOnnxModel;
import dev.replyguard.text.ScoringInput;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An ONNX model behind the service's bounded workers; one text keeps it busy for ever. */
@ExtendWith(VertxExtension.class)
class OnnxScoringTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Path bundle;
  private Scoring scoring;

  OnnxScoringTest(@TempDir Path directory) throws IOException {
    bundle = EndlessOnnxModel.bundle(directory);
    scoring = scoring(LONG);
  }

  private Scoring scoring(Duration timeout) throws IOException {
    ScoringSettings settings = new ScoringSettings(1, 1, timeout);
    // As in the service: the caller is answered first, then the model is ended.
    OnnxOptions options = new OnnxOptions(1, timeout.plusSeconds(1));
    return new Scoring(Bundle.read(bundle).open(options), settings, registry);
  }

  @AfterEach
  void close() throws InterruptedException {
    scoring.close(Duration.ofMillis(1));
  }

  @Test
  void score_oneShortText_isDoneByAWorker_andComesBackToTheEventLoop(Vertx vertx) throws Exception {
    CompletableFuture<Context> completedOn = new CompletableFuture<>();
    CompletableFuture<Boolean> doneAtOnce = new CompletableFuture<>();
    CompletableFuture<Scores> scores = new CompletableFuture<>();
    Context context = vertx.getOrCreateContext();

    context.runOnContext(
        none -> {
          Future<Scores> scored = scoring.score(MadeUpOnnxModel.INSULTING);
          doneAtOnce.complete(scored.isComplete());
          scored.onSuccess(
              result -> {
                completedOn.complete(Vertx.currentContext());
                scores.complete(result);
              });
        });

    assertThat(doneAtOnce.get(20, TimeUnit.SECONDS)).isFalse();
    assertThat(completedOn.get(20, TimeUnit.SECONDS)).isSameAs(context);
    assertThat(scores.get().get(Label.INSULT)).isGreaterThan(0.99f);
    assertThat(scores.get().has(Label.SPAM)).isFalse();
    assertThat(registry.get("replyguard.score").timer().count()).isEqualTo(1);
  }

  @Test
  void score_moreThanMayWait_isRefused_andClosingStopsTheRest() throws Exception {
    Future<Scores> working = scoring.score(EndlessOnnxModel.ENDLESS);
    await().until(() -> registry.get("replyguard.pool.active").gauge().value() == 1);
    Future<Scores> waiting = scoring.score(MadeUpOnnxModel.FRIENDLY);

    Future<Scores> refused = scoring.score(MadeUpOnnxModel.FRIENDLY);

    assertThat(refused.cause()).isInstanceOf(OverloadedException.class);
    assertThat(registry.get("replyguard.pool.queue").gauge().value()).isEqualTo(1);
    assertThat(registry.get("replyguard.pool.rejected").counter().count()).isEqualTo(1);
    scoring.close(Duration.ofMillis(1));
    assertThatExceptionOfType(ScoringException.class)
        .isThrownBy(() -> working.await(20, TimeUnit.SECONDS))
        .withMessageStartingWith("the model");
    assertThat(waiting.succeeded()).isFalse();
  }

  @Test
  void score_thatTakesTooLong_isGivenUp_andTheWorkerIsFreeAgain() throws Exception {
    scoring.close(Duration.ofMillis(1));
    registry.clear();
    scoring = scoring(Duration.ofSeconds(2));

    Future<Scores> endless = scoring.score(EndlessOnnxModel.ENDLESS);

    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> endless.await(20, TimeUnit.SECONDS))
        .withMessage("scoring: not done within 2000 ms");
    assertThat(registry.get("replyguard.pool.timeouts").counter().count()).isEqualTo(1);
    await().until(() -> registry.get("replyguard.pool.active").gauge().value() == 0);
    assertThat(
            scoring.score(MadeUpOnnxModel.FRIENDLY).await(20, TimeUnit.SECONDS).get(Label.INSULT))
        .isLessThan(0.1f);
  }

  @Test
  void locate_modelThatDoesNotExplain_findsNothing() throws Exception {
    assertThat(
            new MatchLocator(scoring)
                .locate(List.of(Label.INSULT), ScoringInput.of(MadeUpOnnxModel.INSULTING))
                .await(5, TimeUnit.SECONDS))
        .containsOnly(Map.entry(Label.INSULT, Evidence.NONE));
  }
}
