package dev.replyguard.pipeline;

import dev.replyguard.config.ScoringSettings;
import dev.replyguard.domain.Comment;
import dev.replyguard.model.Explanation;
import dev.replyguard.model.Scores;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.text.ScoringInput;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The model, asked in a way that never keeps an event loop for long: little is scored on the
 * caller's thread, much on a bounded pool of workers, and all of it there where the model blocks.
 * Stateless and safe for use by every thread.
 */
public final class Scoring {
  // Below this, handing over to a worker and back costs more than it spares the event loop.
  private static final int INLINE_CHARS = 4_096;
  // Explaining costs several times what scoring does.
  private static final int INLINE_EXPLAIN_CHARS = 1_024;

  private final ScoringModel model;
  private final WorkerPool workers;
  private final Timer timer;

  /** Over {@code model}, with workers and meters of its own. */
  public Scoring(ScoringModel model, ScoringSettings settings, MeterRegistry registry) {
    this.model = model;
    workers =
        new WorkerPool(
            "scoring", settings.threads(), settings.queue(), settings.timeout(), registry);
    timer = Timer.builder("replyguard.score").description("Scoring one text").register(registry);
  }

  /**
   * Scores every text, in order.
   *
   * @return on the caller's event loop; fails with an {@link OverloadedException} when too much is
   *     waiting, or the workers take too long
   */
  public Future<List<Scores>> score(List<String> texts) {
    return forEach(texts, INLINE_CHARS, this::scoreNow);
  }

  /** As {@link #score(List)}, of one text. */
  public Future<Scores> score(String text) {
    return score(ScoringInput.of(text));
  }

  /** As {@link #score(List)}, of one text and what is known beside it. */
  public Future<Scores> score(ScoringInput input) {
    return run(fits(input.text().length(), INLINE_CHARS), () -> scoreNow(input));
  }

  /** Explains the scores of {@code input}; otherwise as {@link #score(ScoringInput)}. */
  public Future<Explanation> explain(ScoringInput input) {
    return run(fits(input.text().length(), INLINE_EXPLAIN_CHARS), () -> model.explain(input));
  }

  /** Explains the scores that a comment has. */
  public Future<Explanation> explain(Comment comment) {
    return explain(inputOf(comment));
  }

  /**
   * Explains every text's scores, in order, and keeps of each explanation only what {@code summary}
   * makes of it; otherwise as {@link #score(List)}. Whole explanations of many long texts would
   * fill the memory.
   */
  public <T> Future<List<T>> explain(List<String> texts, Function<Explanation, T> summary) {
    return forEach(texts, INLINE_EXPLAIN_CHARS, text -> summary.apply(model.explain(text)));
  }

  /** Scores a text alone on the calling thread, however long it takes. */
  public Scores scoreNow(String text) {
    return scoreNow(ScoringInput.of(text));
  }

  private Scores scoreNow(ScoringInput input) {
    long start = System.nanoTime();
    Scores scores = model.score(input);
    timer.record(Duration.ofNanos(System.nanoTime() - start));
    return scores;
  }

  /** Whether the model explains its scores; where not, nothing may be asked to be explained. */
  public boolean explains() {
    return model.explains();
  }

  /** What decides whether two comments count as the same: where it is equal, so are the scores. */
  public String scoringKey(ScoringInput input) {
    return model.scoringKey(input);
  }

  /** What of a comment its scores may depend on. */
  static ScoringInput inputOf(Comment comment) {
    return new ScoringInput(
        comment.text(), comment.author().name(), comment.author().url(), comment.article().title());
  }

  /** Names the model; part of every decision. */
  public String modelVersion() {
    return model.version();
  }

  /**
   * Gives the workers nothing more, waits up to {@code timeout} for what they are at, and closes
   * the model, which stops the rest. Blocks.
   */
  public void close(Duration timeout) throws InterruptedException {
    try {
      workers.close(timeout);
    } finally {
      model.close();
    }
  }

  private <T> Future<List<T>> forEach(
      List<String> texts, int inlineChars, Function<String, T> function) {
    WorkerPool.Task<List<T>> task =
        givenUp -> {
          List<T> results = new ArrayList<>(texts.size());
          for (String text : texts) {
            if (givenUp.getAsBoolean()) {
              return List.of();
            }
            results.add(function.apply(text));
          }
          return results;
        };
    return fits(texts, inlineChars)
        ? Future.succeededFuture(task.run(() -> false))
        : workers.submit(task);
  }

  private <T> Future<T> run(boolean inline, Supplier<T> task) {
    return inline ? Future.succeededFuture(task.get()) : workers.submit(givenUp -> task.get());
  }

  private boolean fits(int chars, int inlineChars) {
    return chars <= inlineChars && !model.isBlocking();
  }

  private boolean fits(List<String> texts, int inlineChars) {
    int sum = 0;
    for (String text : texts) {
      sum += text.length();
      if (sum > inlineChars) {
        return false;
      }
    }
    return fits(sum, inlineChars);
  }
}
