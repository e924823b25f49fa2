package dev.replyguard.training.network;

import dev.replyguard.model.NetworkWeights;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The filters over three tokens in training, each keeping its greatest response to a text
 * (max-pooling). Their gradients are gathered over {@value #BATCH} rows before a step of AdaGrad.
 * Belongs to one thread.
 */
final class TrainedFilters {
  private static final int WIDTH = NetworkWeights.WIDTH;
  private static final int BATCH = 16;

  /** Filters see many more gradients than other weights do; this keeps their steps alike. */
  private static final float BATCH_SCALE = 4f / BATCH;

  private static final float EPSILON = 1e-6f;

  private final int dimensions;
  private final int filters;
  // For each place and dimension the weights of all filters: for responses.
  private final float[][] weights;
  private final float[][] squares;
  private final float[] biases;
  private final float[] biasSquares;
  // For each filter and place the weights of all dimensions, the same again: for gradients.
  private final float[][] turned;
  private final float[][] turnedGradients;
  private final float[] biasGradients;
  private final int[] peaks;
  private final float[] response;
  private int inBatch;

  TrainedFilters(NetworkWeights.Shape shape, SplittableRandom random) {
    this.dimensions = shape.dimensions();
    this.filters = shape.filters();
    int inputs = WIDTH * dimensions;
    // The variance of He et al. (2015) for what is cut off below 0.
    float range = (float) Math.sqrt(3 * 2.0 / inputs);
    this.weights = TrainedVectors.uniform(inputs, filters, range, random);
    this.squares = new float[inputs][filters];
    this.biases = new float[filters];
    this.biasSquares = new float[filters];
    this.turned = new float[WIDTH * filters][dimensions];
    this.turnedGradients = new float[WIDTH * filters][dimensions];
    this.biasGradients = new float[filters];
    this.peaks = new int[filters];
    this.response = new float[filters];
    turn();
  }

  /**
   * Writes the greatest response of each filter, but none below 0.
   *
   * @param vectors of {@code tokens} tokens, with an array before and one after them
   * @param maxima where to; the first numbers, as many as there are filters
   */
  void respond(float[][] vectors, int tokens, float[] maxima) {
    Arrays.fill(maxima, 0, filters, 0);
    Arrays.fill(peaks, -1);
    for (int token = 0; token < tokens; token++) {
      System.arraycopy(biases, 0, response, 0, filters);
      for (int place = 0; place < WIDTH; place++) {
        float[] vector = vectors[token + place];
        int row = place * dimensions;
        int i = 0;
        for (; i + 4 <= dimensions; i += 4) {
          addFour(vector, i, row + i, response);
        }
        for (; i < dimensions; i++) {
          addTimes(vector[i], weights[row + i], response);
        }
      }
      raise(token, maxima);
    }
  }

  /** Four at a time, so that what is added to is read and written less often. */
  private void addFour(float[] vector, int at, int row, float[] to) {
    float first = vector[at];
    float second = vector[at + 1];
    float third = vector[at + 2];
    float fourth = vector[at + 3];
    float[] ofFirst = weights[row];
    float[] ofSecond = weights[row + 1];
    float[] ofThird = weights[row + 2];
    float[] ofFourth = weights[row + 3];
    for (int filter = 0; filter < to.length; filter++) {
      to[filter] +=
          first * ofFirst[filter]
              + second * ofSecond[filter]
              + third * ofThird[filter]
              + fourth * ofFourth[filter];
    }
  }

  private void raise(int token, float[] maxima) {
    for (int filter = 0; filter < filters; filter++) {
      if (response[filter] > maxima[filter]) {
        maxima[filter] = response[filter];
        peaks[filter] = token;
      }
    }
  }

  /**
   * Adds to the gradients of the vectors, and gathers those of the filters.
   *
   * @param vectors as they were last responded to
   * @param slopes of the maxima
   */
  void back(float[][] vectors, float[] slopes, float[][] vectorGradients) {
    for (int filter = 0; filter < filters; filter++) {
      float slope = slopes[filter];
      int peak = peaks[filter];
      if (peak >= 0 && slope != 0) {
        biasGradients[filter] += slope;
        for (int place = 0; place < WIDTH; place++) {
          int at = filter * WIDTH + place;
          addTimes(slope, turned[at], vectorGradients[peak + place]);
          addTimes(slope, vectors[peak + place], turnedGradients[at]);
        }
      }
    }
  }

  private static void addTimes(float factor, float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  /** Ends a row; the filters take a step when the batch is full. */
  void endRow(float rate) {
    if (++inBatch < BATCH) {
      return;
    }
    inBatch = 0;
    float[] slopes = new float[filters];
    for (int row = 0; row < weights.length; row++) {
      int place = row / dimensions;
      for (int filter = 0; filter < filters; filter++) {
        slopes[filter] = turnedGradients[filter * WIDTH + place][row % dimensions];
      }
      update(weights[row], squares[row], slopes, rate);
    }
    update(biases, biasSquares, biasGradients, rate);
    for (float[] gradients : turnedGradients) {
      Arrays.fill(gradients, 0);
    }
    Arrays.fill(biasGradients, 0);
    turn();
  }

  private static void update(float[] weights, float[] squares, float[] slopes, float rate) {
    for (int i = 0; i < weights.length; i++) {
      float slope = slopes[i] * BATCH_SCALE;
      float square = squares[i] + slope * slope;
      squares[i] = square;
      weights[i] -= rate * slope / (float) Math.sqrt(square + EPSILON);
    }
  }

  private void turn() {
    for (int filter = 0; filter < filters; filter++) {
      for (int place = 0; place < WIDTH; place++) {
        float[] row = turned[filter * WIDTH + place];
        for (int i = 0; i < dimensions; i++) {
          row[i] = weights[place * dimensions + i][filter];
        }
      }
    }
  }

  /** For each place and dimension the weights of all filters, one after another. */
  float[] weights() {
    return TrainedVectors.joined(weights, filters);
  }

  float[] biases() {
    return biases.clone();
  }
}
