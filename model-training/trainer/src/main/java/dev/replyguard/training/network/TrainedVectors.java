package dev.replyguard.training.network;

import dev.replyguard.model.NetworkWeights;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The vectors of tokens in training: a token of the vocabulary has one of its own, and to each
 * token those of its n-grams of characters are added. Every vector has one sum of squares for
 * AdaGrad. Belongs to one thread.
 *
 * <p>Each vector is an array: the compiler works on many numbers at a time where no offset is added
 * to their places.
 */
final class TrainedVectors {
  private static final float WORD_RANGE = 0.25f;
  private static final float GRAM_RANGE = 0.1f;
  private static final float EPSILON = 1e-8f;

  /** Steps for gradients smaller than this would change nothing. */
  private static final float NO_SQUARE = 1e-14f;

  private final NetworkWeights.Shape shape;
  private final int[][] grams;
  private final double wordDropout;
  private final float[][] words;
  private final float[] wordSquares;
  private final float[][] gramVectors;
  private final float[] gramSquares;
  private final boolean[] wordUsed;

  /**
   * Vectors of small random numbers.
   *
   * @param grams of each token, by its number
   * @param wordDropout how often a token's own vector is left out, 0 to 1
   * @param maxTokens of a row
   */
  TrainedVectors(
      NetworkWeights.Shape shape,
      int[][] grams,
      double wordDropout,
      int maxTokens,
      SplittableRandom random) {
    this.shape = shape;
    this.grams = grams;
    this.wordDropout = wordDropout;
    this.words = uniform(shape.vocabulary(), shape.dimensions(), WORD_RANGE, random);
    this.wordSquares = new float[shape.vocabulary()];
    this.gramVectors = uniform(shape.grams(), shape.dimensions(), GRAM_RANGE, random);
    this.gramSquares = new float[shape.grams()];
    this.wordUsed = new boolean[maxTokens];
  }

  /** Rows of numbers, each with the same chance between {@code -range} and {@code range}. */
  static float[][] uniform(int rows, int length, float range, SplittableRandom random) {
    float[][] numbers = new float[rows][length];
    for (float[] row : numbers) {
      for (int i = 0; i < length; i++) {
        row[i] = (float) ((random.nextDouble() * 2 - 1) * range);
      }
    }
    return numbers;
  }

  /**
   * Writes each token's vector to {@code into}, from its second array on, and zeros to the array
   * before the first and to that after the last.
   */
  void read(int[] tokens, float[][] into, SplittableRandom random) {
    Arrays.fill(into[0], 0);
    Arrays.fill(into[tokens.length + 1], 0);
    for (int i = 0; i < tokens.length; i++) {
      int token = tokens[i];
      float[] vector = into[i + 1];
      sumOfGrams(token, vector);
      wordUsed[i] = token < shape.vocabulary() && random.nextDouble() >= wordDropout;
      if (wordUsed[i]) {
        add(words[token], vector);
      }
    }
  }

  private void sumOfGrams(int token, float[] vector) {
    Arrays.fill(vector, 0);
    int[] buckets = grams[token];
    for (int bucket : buckets) {
      add(gramVectors[bucket], vector);
    }
    float scale = scale(buckets.length);
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
  }

  private static float scale(int count) {
    return count == 0 ? 0 : (float) (1 / Math.sqrt(count));
  }

  private static void add(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /**
   * Takes a step against the gradients.
   *
   * @param tokens as they were last read
   * @param gradients of their vectors, from the second array on
   */
  void update(int[] tokens, float[][] gradients, float rate) {
    for (int i = 0; i < tokens.length; i++) {
      float[] gradient = gradients[i + 1];
      float square = meanSquare(gradient);
      if (square < NO_SQUARE) {
        continue;
      }
      int token = tokens[i];
      if (wordUsed[i]) {
        wordSquares[token] += square;
        move(words[token], gradient, rate / (float) Math.sqrt(wordSquares[token] + EPSILON));
      }
      int[] buckets = grams[token];
      float scale = scale(buckets.length);
      for (int bucket : buckets) {
        gramSquares[bucket] += square * scale * scale;
        float root = (float) Math.sqrt(gramSquares[bucket] + EPSILON);
        move(gramVectors[bucket], gradient, rate * scale / root);
      }
    }
  }

  private static float meanSquare(float[] gradient) {
    float square = 0;
    for (float slope : gradient) {
      square += slope * slope;
    }
    return square / gradient.length;
  }

  private static void move(float[] vector, float[] gradient, float step) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= step * gradient[i];
    }
  }

  /** For each token of the vocabulary its own vector and its n-grams' in one, one after another. */
  float[] wholeWords() {
    float[][] whole = new float[words.length][shape.dimensions()];
    for (int token = 0; token < words.length; token++) {
      sumOfGrams(token, whole[token]);
      add(words[token], whole[token]);
    }
    return joined(whole, shape.dimensions());
  }

  /** The vectors of all buckets of n-grams, one after another. */
  float[] grams() {
    return joined(gramVectors, shape.dimensions());
  }

  /** The rows one after another. */
  static float[] joined(float[][] rows, int length) {
    float[] joined = new float[rows.length * length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, joined, row * length, length);
    }
    return joined;
  }
}
