package dev.replyguard.benchmarks;

import dev.replyguard.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.multilabel.MultiLabel;

/** What the same comments cost by Tribuo's own predict. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TribuoBenchmark {
  /** The bundle to measure. */
  @Param("model-training/models/replyguard-en.bundle")
  public String bundle = "";

  /** A file with a comment a line; empty for made-up ones. */
  @Param("")
  public String comments = "";

  /** UTF-16 units a comment. */
  @Param("280")
  public int length;

  private Example<MultiLabel>[] examples = newExamples(0);
  private Model<MultiLabel> tribuo;
  private int next;

  /** Reads the bundle, and makes the comments' features. */
  @Setup
  public void prepare() throws IOException {
    ModelBundle model = ModelBundle.read(Path.of(bundle));
    TribuoExamples maker = new TribuoExamples(model);
    tribuo = model.tribuoModel();
    String[] texts = Comments.of(comments, model, length);
    examples = newExamples(texts.length);
    Arrays.setAll(examples, i -> maker.of(texts[i]));
  }

  @SuppressWarnings("unchecked") // there are no generic arrays
  private static Example<MultiLabel>[] newExamples(int length) {
    return (Example<MultiLabel>[]) new Example<?>[length];
  }

  /** Tribuo's own predict, from features that are there already. */
  @Benchmark
  public Prediction<MultiLabel> tribuoPredict() {
    next = next + 1 == examples.length ? 0 : next + 1;
    return tribuo.predict(examples[next]);
  }

  /** As {@link #tribuoPredict}, many a second instead of how long each takes. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public Prediction<MultiLabel> tribuoPredictThroughput() {
    return tribuoPredict();
  }
}
