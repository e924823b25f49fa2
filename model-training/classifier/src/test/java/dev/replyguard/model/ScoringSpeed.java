package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.RandomTexts;
import dev.replyguard.text.TextNormalizer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Random;

/**
 * Prints how long a comment of 280 characters takes, step by step, in microseconds of processor
 * time: the median of many batches on one thread. A quick look, not a benchmark, and no part of the
 * test suite.
 */
public final class ScoringSpeed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int COMMENTS = 1_000;
  private static final int ROUNDS = 60;
  private static final int LENGTH = 280;
  private static final String LETTERS = "eeeetttaaaooiinnsshhrrdlcumwfgypbvk";

  private ScoringSpeed() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    FeatureSettings settings = FeatureSettings.DEFAULT;
    FeatureExtractor extractor = new FeatureExtractor(settings);
    FlatWeights weights = weights(settings.hashBits());
    Calibration calibration = Calibration.platt(1.1, -0.3);
    NormalizedText text = new NormalizedText();
    FeatureBuffer features = new FeatureBuffer();
    double[] logits = new double[FlatWeights.LABELS];
    for (String[] comments : new String[][] {english(), mixed()}) {
      double normalize = median(comments, comment -> TextNormalizer.normalize(comment, text));
      double extract =
          median(
              comments,
              comment -> {
                TextNormalizer.normalize(comment, text);
                extractor.extract(text, features);
              });
      double score =
          median(
              comments,
              comment -> {
                TextNormalizer.normalize(comment, text);
                extractor.extract(text, features);
                weights.logits(features, logits);
                for (double logit : logits) {
                  calibration.probability(logit);
                }
              });
      System.out.printf(
          "normalise %.1f us, with features %.1f us, with scores %.1f us; %d features%n",
          normalize, extract, score, features.size());
    }
  }

  private interface Step {
    void run(String comment);
  }

  private static double median(String[] comments, Step step) {
    double[] micros = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (String comment : comments) {
        step.run(comment);
      }
      micros[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / comments.length;
    }
    double[] warm = Arrays.copyOfRange(micros, ROUNDS / 2, ROUNDS);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  private static FlatWeights weights(int hashBits) {
    Random random = new Random(1);
    int[] buckets = new int[1 << hashBits];
    float[] rows = new float[buckets.length * FlatWeights.LABELS];
    Arrays.setAll(buckets, i -> i);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    return new FlatWeights(hashBits, new float[FlatWeights.LABELS], buckets, rows);
  }

  /** Made-up words of English letters, the n-th of them about as frequent as 1/n (Zipf). */
  private static String[] english() {
    Random random = new Random(2);
    String[] vocabulary = new String[20_000];
    Arrays.setAll(vocabulary, rank -> word(random));
    String[] comments = new String[COMMENTS];
    for (int i = 0; i < COMMENTS; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < LENGTH) {
        int rank = (int) Math.pow(vocabulary.length, random.nextDouble());
        String word = vocabulary[rank - 1];
        boolean first = text.isEmpty() || random.nextInt(12) == 0;
        text.append(text.isEmpty() ? "" : first ? ". " : " ");
        text.append(first ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
      }
      comments[i] = text.substring(0, LENGTH);
    }
    return comments;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    int length = 2 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private static String[] mixed() {
    RandomTexts texts = new RandomTexts(3);
    String[] comments = new String[COMMENTS];
    for (int i = 0; i < COMMENTS; i++) {
      comments[i] = texts.words(80).substring(0, LENGTH);
    }
    return comments;
  }
}
