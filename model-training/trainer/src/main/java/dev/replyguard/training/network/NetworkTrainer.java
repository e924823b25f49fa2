package dev.replyguard.training.network;

import dev.replyguard.model.Label;
import dev.replyguard.model.NetworkWeights;
import dev.replyguard.training.recipe.NetworkSettings;
import dev.replyguard.training.recipe.TeacherSettings;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains the network over tokens for all labels at once, each row for the labels it says something
 * about: by stochastic gradient descent with AdaGrad (Duchi, Hazan and Singer, 2011), a vector of a
 * token or an n-gram having one sum of squares, with dropout (Srivastava et al., 2014) on the
 * pooled numbers and on the tokens' own vectors. Tribuo trains no such thing: its factorisation
 * machines see no order of words, and none of its trainers leaves a row out for some labels.
 *
 * <p>One thread, one seed: the same rows give the same weights, to the bit.
 */
final class NetworkTrainer {
  private static final int LABELS = Label.ALL.size();
  private static final float LAST_RATE = 0.05f;
  private static final float OWN_PENALTY = 1e-3f;

  private final NetworkSettings settings;
  private final TeacherSettings teacher;
  private final NetworkWeights.Shape shape;
  private final int filters;
  private final int pooled;
  private final SplittableRandom random;

  private final TrainedVectors words;
  private final TrainedFilters convolution;
  private final TrainedOutputs shared;
  private final TrainedOutputs[] own;

  // What one step works on.
  private final float[][] vectors;
  private final float[][] vectorGradients;
  private final float[] hidden;
  private final float[] sum;
  private final boolean[] kept;
  private final float[] hiddenSlopes;
  private float rate;

  NetworkTrainer(
      NetworkSettings settings,
      TeacherSettings teacher,
      NetworkWeights.Shape shape,
      int[][] grams,
      int sources,
      long seed) {
    this.settings = settings;
    this.teacher = teacher;
    this.shape = shape;
    this.filters = shape.filters();
    this.pooled = shape.pooled();
    this.random = new SplittableRandom(seed);
    int maxTokens = settings.maxTokens();
    this.words = new TrainedVectors(shape, grams, settings.wordDropout(), maxTokens, random);
    this.convolution = new TrainedFilters(shape, random);
    this.shared = TrainedOutputs.random(pooled, random);
    this.own = new TrainedOutputs[sources];
    Arrays.setAll(own, source -> TrainedOutputs.zero(pooled, OWN_PENALTY));
    this.vectors = new float[maxTokens + 2][shape.dimensions()];
    this.vectorGradients = new float[maxTokens + 2][shape.dimensions()];
    this.hidden = new float[pooled];
    this.sum = new float[shape.dimensions()];
    this.kept = new boolean[pooled];
    this.hiddenSlopes = new float[pooled];
  }

  /**
   * Trains.
   *
   * @param ownOutputs for each source the labels that it has an output of its own for
   * @param progress told the epoch, from 1, and the mean loss in it
   */
  TrainedNetwork train(
      List<TokenRows.Row> rows, boolean[][] ownOutputs, BiConsumer<Integer, Double> progress) {
    int[] order = new int[rows.size()];
    Arrays.setAll(order, i -> i);
    long step = 0;
    long steps = (long) settings.epochs() * rows.size();
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      shuffle(order);
      double loss = 0;
      for (int number : order) {
        step++;
        float fallen = Math.max(LAST_RATE, 1 - (float) step / steps);
        rate = (float) settings.learningRate() * fallen;
        TokenRows.Row row = rows.get(number);
        loss += step(row, ownOutputs[row.source()]);
      }
      progress.accept(epoch, loss / rows.size());
    }
    return new TrainedNetwork(
        shape,
        words.wholeWords(),
        words.grams(),
        convolution.weights(),
        convolution.biases(),
        shared.weights());
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
  }

  private double step(TokenRows.Row row, boolean[] ownLabels) {
    int[] tokens = row.tokens();
    words.read(tokens, vectors, random);
    convolution.respond(vectors, tokens.length, hidden);
    addUp(tokens.length);
    drop();
    double loss = 0;
    Arrays.fill(hiddenSlopes, 0);
    for (int label = 0; label < LABELS; label++) {
      float weight = row.weights()[label];
      float taught = row.taught()[label];
      boolean isTaught = !Float.isNaN(taught);
      if (weight > 0) {
        float target = row.targets()[label];
        if (isTaught && !ownLabels[label]) {
          target += (float) teacher.share() * (taught - target);
        }
        loss += output(label, target, weight, ownLabels[label] ? own[row.source()] : null);
      }
      if (isTaught && (weight == 0 || ownLabels[label])) {
        // Nobody has said how the label is seen at natural rates: the teacher does.
        loss += output(label, taught, (float) teacher.otherWeight(), null);
      }
    }
    dropSlopes();
    spread(tokens.length);
    convolution.back(vectors, hiddenSlopes, vectorGradients);
    words.update(tokens, vectorGradients, rate);
    convolution.endRow(rate);
    return loss;
  }

  /** The sum of all vectors, scaled: texts of many tokens weigh more, but less than by number. */
  private void addUp(int tokens) {
    Arrays.fill(sum, 0);
    for (int token = 1; token <= tokens; token++) {
      float[] vector = vectors[token];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    float scale = scale(tokens);
    for (int i = 0; i < sum.length; i++) {
      hidden[filters + i] = sum[i] * scale;
    }
  }

  private static float scale(int tokens) {
    return (float) (1 / Math.sqrt(tokens + 4.0));
  }

  /** What {@link #addUp} did, backwards: each vector has the same gradient from it. */
  private void spread(int tokens) {
    float scale = scale(tokens);
    for (int i = 0; i < sum.length; i++) {
      sum[i] = hiddenSlopes[filters + i] * scale;
    }
    // The arrays before the first token and after the last are written to, but never read.
    for (int token = 1; token <= tokens; token++) {
      System.arraycopy(sum, 0, vectorGradients[token], 0, sum.length);
    }
  }

  private void drop() {
    float scale = keptScale();
    for (int i = 0; i < pooled; i++) {
      kept[i] = random.nextDouble() >= settings.dropout();
      hidden[i] = kept[i] ? hidden[i] * scale : 0;
    }
  }

  private void dropSlopes() {
    float scale = keptScale();
    for (int i = 0; i < pooled; i++) {
      hiddenSlopes[i] = kept[i] ? hiddenSlopes[i] * scale : 0;
    }
  }

  private float keptScale() {
    return (float) (1 / (1 - settings.dropout()));
  }

  /** One label's output, its loss, and the step of its weights. */
  private double output(int label, float target, float weight, @Nullable TrainedOutputs second) {
    double logit = shared.logit(label, hidden);
    if (second != null) {
      logit += second.logit(label, hidden);
    }
    // StrictMath: the same on every machine.
    double probability = 1 / (1 + StrictMath.exp(-logit));
    float slope = (float) (probability - target) * weight;
    shared.step(label, slope, hidden, hiddenSlopes, rate);
    if (second != null) {
      second.step(label, slope, hidden, hiddenSlopes, rate);
    }
    return -weight
        * (target * StrictMath.log(probability + 1e-7)
            + (1 - target) * StrictMath.log(1 - probability + 1e-7));
  }
}
