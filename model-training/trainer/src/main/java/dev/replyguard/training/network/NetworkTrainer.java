package dev.replyguard.training.network;

import dev.replyguard.model.Label;
import dev.replyguard.model.NetworkWeights;
import dev.replyguard.training.recipe.NetworkSettings;
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
  private static final int WIDTH = NetworkWeights.WIDTH;
  private static final int BATCH = 16;

  /** Filters see many more gradients than other weights do; this keeps their steps alike. */
  private static final float BATCH_SCALE = 4f / BATCH;

  private static final float EPSILON = 1e-6f;
  private static final float LAST_RATE = 0.05f;
  private static final float OWN_PENALTY = 1e-3f;
  private static final float WORD_RANGE = 0.25f;
  private static final float GRAM_RANGE = 0.1f;
  private static final float OUTPUT_RANGE = 0.1f;

  private final NetworkSettings settings;
  private final NetworkWeights.Shape shape;
  private final int dimensions;
  private final int filters;
  private final int pooled;
  private final int[][] grams;
  private final SplittableRandom random;

  private final float[] words;
  private final float[] wordSquares;
  private final float[] gramVectors;
  private final float[] gramSquares;
  private final float[] filterWeights;
  private final float[] filterSquares;
  private final float[] biases;
  private final float[] biasSquares;
  private final Outputs shared;
  private final Outputs[] own;

  // What one step works on.
  private final float[] vectors;
  private final float[] vectorGradients;
  private final boolean[] wordUsed;
  private final float[] response;
  private final float[] hidden;
  private final boolean[] kept;
  private final float[] hiddenGradient;
  private final int[] peaks;
  private final float[] turned;
  private final float[] turnedGradient;
  private final float[] biasGradient;
  private int inBatch;
  private float rate;

  /** An output layer: for each label a weight for every pooled number and a bias. */
  private static final class Outputs {
    private final float[] weights;
    private final float[] squares;
    private final float[] biases = new float[LABELS];
    private final float[] biasSquares = new float[LABELS];

    Outputs(int pooled) {
      weights = new float[LABELS * pooled];
      squares = new float[LABELS * pooled];
    }
  }

  NetworkTrainer(
      NetworkSettings settings, NetworkWeights.Shape shape, int[][] grams, int sources, long seed) {
    this.settings = settings;
    this.shape = shape;
    this.dimensions = shape.dimensions();
    this.filters = shape.filters();
    this.pooled = shape.pooled();
    this.grams = grams;
    this.random = new SplittableRandom(seed);
    this.words = uniform(shape.vocabulary() * dimensions, WORD_RANGE);
    this.wordSquares = new float[shape.vocabulary()];
    this.gramVectors = uniform(shape.grams() * dimensions, GRAM_RANGE);
    this.gramSquares = new float[shape.grams()];
    // The variance of He et al. (2015) for what is cut off below 0.
    this.filterWeights =
        uniform(WIDTH * dimensions * filters, (float) Math.sqrt(3 * 2.0 / (WIDTH * dimensions)));
    this.filterSquares = new float[filterWeights.length];
    this.biases = new float[filters];
    this.biasSquares = new float[filters];
    this.shared = new Outputs(pooled);
    System.arraycopy(
        uniform(shared.weights.length, OUTPUT_RANGE), 0, shared.weights, 0, shared.weights.length);
    this.own = new Outputs[sources];
    int rows = settings.maxTokens() + 2;
    this.vectors = new float[rows * dimensions];
    this.vectorGradients = new float[rows * dimensions];
    this.wordUsed = new boolean[rows];
    this.response = new float[filters];
    this.hidden = new float[pooled];
    this.kept = new boolean[pooled];
    this.hiddenGradient = new float[pooled];
    this.peaks = new int[filters];
    this.turned = new float[filterWeights.length];
    this.turnedGradient = new float[filterWeights.length];
    this.biasGradient = new float[filters];
  }

  private float[] uniform(int length, float range) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) ((random.nextDouble() * 2 - 1) * range);
    }
    return numbers;
  }

  /**
   * Trains.
   *
   * @param ownOutputs for each source the labels that it has an output of its own for
   * @param progress told the epoch, from 1, and the mean loss in it
   */
  TrainedNetwork train(
      List<TokenRows.Row> rows, boolean[][] ownOutputs, BiConsumer<Integer, Double> progress) {
    for (int source = 0; source < own.length; source++) {
      own[source] = new Outputs(pooled);
    }
    int[] order = new int[rows.size()];
    Arrays.setAll(order, i -> i);
    long step = 0;
    long steps = (long) settings.epochs() * rows.size();
    turn();
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
    return trained();
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
  }

  private double step(TokenRows.Row row, boolean[] ownLabels) {
    int[] tokens = row.tokens();
    readVectors(tokens);
    convolve(tokens.length);
    drop();
    double loss = 0;
    Arrays.fill(hiddenGradient, 0);
    for (int label = 0; label < LABELS; label++) {
      if (row.weights()[label] > 0) {
        Outputs second = ownLabels[label] ? own[row.source()] : null;
        loss += output(label, row.targets()[label], row.weights()[label], second);
      }
    }
    float scale = (float) (1 / (1 - settings.dropout()));
    for (int i = 0; i < pooled; i++) {
      hiddenGradient[i] = kept[i] ? hiddenGradient[i] * scale : 0;
    }
    convolveBack(tokens.length);
    updateVectors(tokens);
    if (++inBatch == BATCH) {
      inBatch = 0;
      updateFilters();
    }
    return loss;
  }

  /** Each token's vector, with one of zeros before the first and after the last. */
  private void readVectors(int[] tokens) {
    Arrays.fill(vectors, 0, (tokens.length + 2) * dimensions, 0);
    for (int i = 0; i < tokens.length; i++) {
      int token = tokens[i];
      int at = (i + 1) * dimensions;
      int[] buckets = grams[token];
      for (int bucket : buckets) {
        add(gramVectors, bucket * dimensions, vectors, at);
      }
      float scale = scale(buckets.length);
      for (int j = at; j < at + dimensions; j++) {
        vectors[j] *= scale;
      }
      wordUsed[i] = token < shape.vocabulary() && random.nextDouble() >= settings.wordDropout();
      if (wordUsed[i]) {
        add(words, token * dimensions, vectors, at);
      }
    }
  }

  private static float scale(int count) {
    return count == 0 ? 0 : (float) (1 / Math.sqrt(count));
  }

  private void add(float[] from, int at, float[] to, int toAt) {
    for (int i = 0; i < dimensions; i++) {
      to[toAt + i] += from[at + i];
    }
  }

  private void convolve(int tokens) {
    Arrays.fill(hidden, 0);
    Arrays.fill(peaks, -1);
    for (int token = 0; token < tokens; token++) {
      System.arraycopy(biases, 0, response, 0, filters);
      for (int i = 0; i < WIDTH * dimensions; i++) {
        // The vectors of three tokens lie side by side, like the weights of three places.
        multiplyAdd(vectors[token * dimensions + i], filterWeights, i * filters);
      }
      for (int filter = 0; filter < filters; filter++) {
        if (response[filter] > hidden[filter]) {
          hidden[filter] = response[filter];
          peaks[filter] = token;
        }
      }
      add(vectors, (token + 1) * dimensions, hidden, filters);
    }
    float scale = (float) (1 / Math.sqrt(tokens + 4.0));
    for (int i = filters; i < pooled; i++) {
      hidden[i] *= scale;
    }
  }

  private void multiplyAdd(float factor, float[] weights, int at) {
    for (int filter = 0; filter < filters; filter++) {
      response[filter] += factor * weights[at + filter];
    }
  }

  private void drop() {
    float scale = (float) (1 / (1 - settings.dropout()));
    for (int i = 0; i < pooled; i++) {
      kept[i] = random.nextDouble() >= settings.dropout();
      hidden[i] = kept[i] ? hidden[i] * scale : 0;
    }
  }

  /** One label's output, its loss, and the step of its weights. */
  private double output(int label, float target, float weight, @Nullable Outputs second) {
    int at = label * pooled;
    double logit = shared.biases[label];
    for (int i = 0; i < pooled; i++) {
      logit += hidden[i] * shared.weights[at + i];
    }
    if (second != null) {
      logit += second.biases[label];
      for (int i = 0; i < pooled; i++) {
        logit += hidden[i] * second.weights[at + i];
      }
    }
    // StrictMath: the same on every machine.
    double probability = 1 / (1 + StrictMath.exp(-logit));
    float gradient = (float) (probability - target) * weight;
    for (int i = 0; i < pooled; i++) {
      hiddenGradient[i] += gradient * shared.weights[at + i];
    }
    if (second != null) {
      for (int i = 0; i < pooled; i++) {
        hiddenGradient[i] += gradient * second.weights[at + i];
      }
      update(second, label, gradient, OWN_PENALTY);
    }
    update(shared, label, gradient, 0);
    return -weight
        * (target * StrictMath.log(probability + 1e-7)
            + (1 - target) * StrictMath.log(1 - probability + 1e-7));
  }

  private void update(Outputs outputs, int label, float gradient, float penalty) {
    int at = label * pooled;
    float[] weights = outputs.weights;
    float[] squares = outputs.squares;
    for (int i = 0; i < pooled; i++) {
      float slope = gradient * hidden[i] + penalty * weights[at + i];
      squares[at + i] += slope * slope;
      weights[at + i] -= rate * slope / (float) Math.sqrt(squares[at + i] + EPSILON);
    }
    outputs.biasSquares[label] += gradient * gradient;
    outputs.biases[label] -=
        rate * gradient / (float) Math.sqrt(outputs.biasSquares[label] + EPSILON);
  }

  private void convolveBack(int tokens) {
    float scale = (float) (1 / Math.sqrt(tokens + 4.0));
    Arrays.fill(vectorGradients, 0, (tokens + 2) * dimensions, 0);
    for (int token = 1; token <= tokens; token++) {
      for (int i = 0; i < dimensions; i++) {
        vectorGradients[token * dimensions + i] = hiddenGradient[filters + i] * scale;
      }
    }
    for (int filter = 0; filter < filters; filter++) {
      float gradient = hiddenGradient[filter];
      if (peaks[filter] >= 0 && gradient != 0) {
        biasGradient[filter] += gradient;
        filterBack(filter * WIDTH * dimensions, peaks[filter] * dimensions, gradient);
      }
    }
  }

  private void filterBack(int at, int vectorAt, float gradient) {
    for (int i = 0; i < WIDTH * dimensions; i++) {
      vectorGradients[vectorAt + i] += gradient * turned[at + i];
    }
    for (int i = 0; i < WIDTH * dimensions; i++) {
      turnedGradient[at + i] += gradient * vectors[vectorAt + i];
    }
  }

  private void updateVectors(int[] tokens) {
    for (int i = 0; i < tokens.length; i++) {
      int at = (i + 1) * dimensions;
      float square = 0;
      for (int j = at; j < at + dimensions; j++) {
        square += vectorGradients[j] * vectorGradients[j];
      }
      square /= dimensions;
      if (square < 1e-14f) {
        continue;
      }
      int token = tokens[i];
      if (wordUsed[i]) {
        wordSquares[token] += square;
        move(words, token, rate / (float) Math.sqrt(wordSquares[token] + 1e-8f), at);
      }
      int[] buckets = grams[token];
      float scale = scale(buckets.length);
      for (int bucket : buckets) {
        gramSquares[bucket] += square * scale * scale;
        move(
            gramVectors, bucket, rate * scale / (float) Math.sqrt(gramSquares[bucket] + 1e-8f), at);
      }
    }
  }

  private void move(float[] vectorsMoved, int vector, float step, int gradientAt) {
    int at = vector * dimensions;
    for (int i = 0; i < dimensions; i++) {
      vectorsMoved[at + i] -= step * vectorGradients[gradientAt + i];
    }
  }

  private void updateFilters() {
    for (int i = 0; i < WIDTH * dimensions; i++) {
      for (int filter = 0; filter < filters; filter++) {
        float slope = turnedGradient[filter * WIDTH * dimensions + i] * BATCH_SCALE;
        int at = i * filters + filter;
        filterSquares[at] += slope * slope;
        filterWeights[at] -= rate * slope / (float) Math.sqrt(filterSquares[at] + EPSILON);
      }
    }
    for (int filter = 0; filter < filters; filter++) {
      float slope = biasGradient[filter] * BATCH_SCALE;
      biasSquares[filter] += slope * slope;
      biases[filter] -= rate * slope / (float) Math.sqrt(biasSquares[filter] + EPSILON);
    }
    Arrays.fill(turnedGradient, 0);
    Arrays.fill(biasGradient, 0);
    turn();
  }

  /** The filters' weights again, those of one filter side by side. */
  private void turn() {
    for (int i = 0; i < WIDTH * dimensions; i++) {
      for (int filter = 0; filter < filters; filter++) {
        turned[filter * WIDTH * dimensions + i] = filterWeights[i * filters + filter];
      }
    }
  }

  /** What scoring needs: a token of the vocabulary has its own vector and its n-grams' in one. */
  private TrainedNetwork trained() {
    float[] whole = words.clone();
    float[] sum = new float[dimensions];
    for (int token = 0; token < shape.vocabulary(); token++) {
      Arrays.fill(sum, 0);
      for (int bucket : grams[token]) {
        add(gramVectors, bucket * dimensions, sum, 0);
      }
      float scale = scale(grams[token].length);
      for (int i = 0; i < dimensions; i++) {
        whole[token * dimensions + i] += sum[i] * scale;
      }
    }
    return new TrainedNetwork(
        shape, whole, gramVectors, filterWeights, biases, shared.weights.clone());
  }
}
