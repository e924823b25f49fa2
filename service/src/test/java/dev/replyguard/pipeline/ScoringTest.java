package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.config.ScoringSettings;
import dev.replyguard.fixtures.MadeUpModel;
import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Scores;
import dev.replyguard.text.ScoringInput;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoringTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CommentClassifier classifier = CommentClassifier.of(MadeUpModel.bundle());
  private final Scoring scoring = new Scoring(classifier, new ScoringSettings(1, 1), registry);

  @AfterEach
  void close() throws InterruptedException {
    scoring.close(Duration.ofSeconds(5));
  }

  @Test
  void score_little_isDoneAtOnce() {
    Future<List<Scores>> scores =
        scoring.score(List.of(MadeUpModel.FRIENDLY, MadeUpModel.INSULTING));

    assertThat(scores.isComplete()).isTrue();
    assertThat(scores.result())
        .containsExactly(
            classifier.score(MadeUpModel.FRIENDLY), classifier.score(MadeUpModel.INSULTING));
    assertThat(registry.get("replyguard.score").timer().count()).isEqualTo(2);
  }

  @Test
  void score_much_isDoneByWorkers_inOrder() throws Exception {
    List<String> texts = Collections.nCopies(500, MadeUpModel.FRIENDLY);

    List<Scores> scores = scoring.score(texts).await(30, TimeUnit.SECONDS);

    assertThat(scores).hasSize(500).containsOnly(classifier.score(MadeUpModel.FRIENDLY));
  }

  @Test
  void score_moreThanMayWait_isRefused() {
    String long20k = "word ".repeat(4_000);
    List<Future<Scores>> all =
        Collections.nCopies(200, long20k).stream().map(scoring::score).toList();

    Future.join(all).otherwiseEmpty().await();

    assertThat(all)
        .anyMatch(Future::succeeded)
        .anyMatch(scores -> scores.cause() instanceof OverloadedException);
  }

  @Test
  void explain_agreesWithScore() throws Exception {
    assertThat(
            scoring
                .explain(ScoringInput.of(MadeUpModel.INSULTING))
                .await(5, TimeUnit.SECONDS)
                .scores())
        .isEqualTo(scoring.scoreNow(MadeUpModel.INSULTING));
  }
}
