package dev.replyguard.benchmarks;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Explanation;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.TextReading;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.text.TextNormalizer;
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

/** One comment, and the steps it goes through; another comment with every call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScoringBenchmark {
  /** The bundle to measure. */
  @Param("model-training/models/replyguard-en.bundle")
  public String bundle = "";

  /** A file with a comment a line; empty for made-up ones. */
  @Param("")
  public String comments = "";

  /** UTF-16 units a comment. */
  @Param("280")
  public int length;

  private final NormalizedText text = new NormalizedText();
  private final float[] scores = new float[Label.ALL.size()];
  private ScoringInput[] inputs = new ScoringInput[0];
  private CommentClassifier classifier;
  private TextReading reading;
  private int next;

  /** Reads the bundle and makes the comments. */
  @Setup
  public void prepare() throws IOException {
    ModelBundle model = ModelBundle.read(Path.of(bundle));
    classifier = CommentClassifier.of(model);
    if (model.features().inverseDocumentFrequency()) {
      throw new IOException(bundle + ": a bundle without factors expected");
    }
    reading = new TextReading(new FeatureExtractor(model.features()), model.frequentTokens());
    String[] texts = Comments.of(comments, model, length);
    inputs = Arrays.stream(texts).map(ScoringInput::of).toArray(ScoringInput[]::new);
  }

  private ScoringInput input() {
    next = next + 1 == inputs.length ? 0 : next + 1;
    return inputs[next];
  }

  /** All: from the text to eight calibrated scores. */
  @Benchmark
  public float[] score() {
    classifier.score(input(), scores);
    return scores;
  }

  /** As {@link #score}, many a second instead of how long each takes. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public float[] scoreThroughput() {
    return score();
  }

  /** Scores and what every word adds to them. */
  @Benchmark
  public Explanation explain() {
    return classifier.explain(input());
  }

  /** Normalisation alone. */
  @Benchmark
  public NormalizedText normalize() {
    TextNormalizer.normalize(input().text(), text);
    return text;
  }

  /** Normalisation, tokens, respelled where the model does so, and structure. */
  @Benchmark
  public FeatureBuffer tokens() {
    reading.extractStructure(input());
    return reading.features();
  }

  /** Normalisation and all features, as training takes them. */
  @Benchmark
  public FeatureBuffer features() {
    reading.extract(input());
    return reading.features();
  }
}
