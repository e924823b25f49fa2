package dev.replyguard.benchmarks;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes until a comment can be scored: each time in a fresh Java virtual machine, as a
 * service that starts has it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(20)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class LoadBenchmark {
  /** The bundle to measure. */
  @Param("model-training/models/replyguard-en.bundle")
  public String bundle = "";

  /** From the file to the first scores. */
  @Benchmark
  public Scores load() throws IOException {
    return CommentClassifier.of(ModelBundle.read(Path.of(bundle))).score("You are kind.");
  }
}
