package dev.replyguard.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.OnnxSession;
import dev.replyguard.model.ScoringException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextSessionTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void run_longerThanItMay_isStopped_andTheNextTextIsRead() throws Exception {
    try (TextSession session = open(Duration.ofMillis(300))) {
      assertThatExceptionOfType(ScoringException.class)
          .isThrownBy(() -> session.run(EndlessOnnxModel.ENDLESS))
          .withMessage("the model took longer than 300 ms");
      assertThat(session.running()).isZero();
      assertThat(session.run("you")).hasNumberOfRows(1);
    }
  }

  @Test
  void close_whileTextsAreRead_stopsThem_andThenFreesTheModel() throws Exception {
    TextSession session = open(HOUR);
    List<Future<float[][]>> runs =
        IntStream.range(0, 3)
            .mapToObj(i -> threads.submit(() -> session.run(EndlessOnnxModel.ENDLESS)))
            .toList();
    await().until(() -> session.running() == 3);

    threads.submit(session::close).get(30, TimeUnit.SECONDS);

    for (Future<float[][]> run : runs) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> run.get(30, TimeUnit.SECONDS))
          .havingCause()
          .isInstanceOf(ScoringException.class)
          .withMessage("the model was closed");
    }
    assertThatExceptionOfType(ScoringException.class)
        .isThrownBy(() -> session.run("you"))
        .withMessage("the model is closed");
    session.close();
  }

  @Test
  void run_fromManyThreads_givesWhatOneThreadGets() throws Exception {
    try (OnnxSession session = open(HOUR)) {
      float[][] expected = session.run(MadeUpOnnxModel.INSULTING);
      Callable<Boolean> task =
          () -> {
            for (int i = 0; i < 200; i++) {
              if (!Arrays.deepEquals(expected, session.run(MadeUpOnnxModel.INSULTING))) {
                return false;
              }
            }
            return true;
          };

      for (Future<Boolean> same : threads.invokeAll(List.of(task, task, task, task))) {
        assertThat(same.get()).isTrue();
      }
    }
  }

  private static TextSession open(Duration limit) throws Exception {
    return (TextSession)
        new OrtRuntime().open(EndlessOnnxModel.content(), new OnnxOptions(1, limit));
  }
}
