package dev.replyguard.benchmarks;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.text.ScoringInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.multilabel.MultiLabel;

/**
 * Scores a file of comments, one a line, as often as it is asked to, on one thread: so that a
 * script can measure it in turn with other programs. It reads a command a line from standard input
 * and answers each with a line of {@code rows, seconds, seconds of processor time}:
 *
 * <ul>
 *   <li>{@code score}: from every text to eight calibrated scores;
 *   <li>{@code tribuo-predict}: Tribuo's own predict, for the first rows alone, from examples that
 *       are there already;
 *   <li>{@code tribuo}: the same from the text, features and example made on the way.
 * </ul>
 */
public final class BatchTiming {
  /** Tribuo is that much slower that so many rows say enough. */
  private static final int TRIBUO_ROWS = 2_000;

  private static final int WARM_UP_PASSES = 10;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ScoringInput[] inputs;
  private final CommentClassifier classifier;
  private final Model<MultiLabel> tribuo;
  private final TribuoExamples maker;
  private final List<Example<MultiLabel>> examples;
  private final float[] scores = new float[Label.ALL.size()];
  private double sum;

  private BatchTiming(ModelBundle bundle, List<String> texts) throws IOException {
    inputs = texts.stream().map(ScoringInput::of).toArray(ScoringInput[]::new);
    classifier = CommentClassifier.of(bundle);
    tribuo = bundle.tribuoModel();
    maker = new TribuoExamples(bundle);
    examples = texts.stream().limit(TRIBUO_ROWS).map(maker::of).toList();
  }

  /** Takes a bundle and a file of comments. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: BatchTiming BUNDLE FILE");
      System.exit(2);
    }
    List<String> texts = Files.readAllLines(Path.of(args[1]));
    BatchTiming timing = new BatchTiming(ModelBundle.read(Path.of(args[0])), texts);
    for (int pass = 0; pass < WARM_UP_PASSES; pass++) {
      timing.scoreAll();
      timing.tribuoPredict();
      timing.tribuoFromText();
    }
    System.out.println("ready");
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      timing.run(command);
    }
  }

  private void run(String command) {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    int rows =
        switch (command) {
          case "score" -> scoreAll();
          case "tribuo-predict" -> tribuoPredict();
          case "tribuo" -> tribuoFromText();
          default -> throw new IllegalArgumentException("unknown command");
        };
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
    System.out.printf(Locale.ROOT, "%d %.6f %.6f%n", rows, seconds, cpuSeconds);
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("a score is not a number");
    }
  }

  private int scoreAll() {
    for (ScoringInput input : inputs) {
      classifier.score(input, scores);
      sum += scores[0];
    }
    return inputs.length;
  }

  private int tribuoPredict() {
    for (Example<MultiLabel> example : examples) {
      sum += tribuo.predict(example).getOutputScores().size();
    }
    return examples.size();
  }

  private int tribuoFromText() {
    for (int i = 0; i < examples.size(); i++) {
      sum += tribuo.predict(maker.of(inputs[i].text())).getOutputScores().size();
    }
    return examples.size();
  }
}
