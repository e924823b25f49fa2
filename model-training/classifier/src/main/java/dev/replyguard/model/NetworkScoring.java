package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Networks with their last layer: what they add to each label's log-odds. It gives what {@link
 * TokenNetwork} and {@link NetworkOutput} give together, but for rounding, without making the
 * numbers in between: the last layer is linear, so a token's vectors become what they add to the
 * labels once, not in each text. Immutable but for rows kept, and thread-safe.
 */
final class NetworkScoring {
  private final TokenConvolution convolution;
  // For each lane of the packed maxima the weights of all labels, for a maximum of the unit.
  private final double[] weights;

  /**
   * Scoring by networks.
   *
   * @param tokens how many the list has that starts with the vocabulary
   */
  NetworkScoring(List<NetworkWeights> networks, NetworkOutput output, int tokens) {
    this.convolution =
        new TokenConvolution(new TokenRows(networks, new LabelSums(networks, output), tokens));
    int all = 0;
    for (NetworkWeights network : networks) {
      all += PackedResponses.columns(network.shape().filters());
    }
    this.weights = new double[all * PackedResponses.LANES * FlatWeights.LABELS];
    int first = 0;
    int number = 0;
    for (int network = 0; network < networks.size(); network++) {
      NetworkWeights.Shape shape = networks.get(network).shape();
      int columns = PackedResponses.columns(shape.filters());
      for (int filter = 0; filter < shape.filters(); filter++) {
        int lane = (first + filter % columns) * PackedResponses.LANES + filter / columns;
        double step = convolution.step(network, filter);
        for (int label = 0; label < FlatWeights.LABELS; label++) {
          weights[lane * FlatWeights.LABELS + label] = output.weight(number + filter, label) * step;
        }
      }
      first += columns;
      number += shape.pooled();
    }
  }

  /**
   * Adds what the networks make of a text to each label's log-odds.
   *
   * @param places as in {@link TokenConvolution#pool}
   */
  void add(
      FeatureBuffer features,
      char[] padded,
      int[] places,
      TokenConvolution.Pooling pooling,
      double[] logits) {
    convolution.pool(features, padded, places, pooling);
    double scale = TokenConvolution.scale(features.tokens());
    for (int label = 0; label < FlatWeights.LABELS; label++) {
      logits[label] += scale * pooling.sums()[label];
    }
    addMaxima(pooling.maxima(), logits);
  }

  /** Eight sums in variables of their own, one for each label: they stay in registers. */
  private void addMaxima(PackedResponses.Maxima maxima, double[] logits) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    double fifth = 0;
    double sixth = 0;
    double seventh = 0;
    double eighth = 0;
    int at = 0;
    for (int column = 0; column < maxima.columns(); column++) {
      for (int lane = 0; lane < PackedResponses.LANES; lane++) {
        double maximum = maxima.get(column, lane);
        first += maximum * weights[at];
        second += maximum * weights[at + 1];
        third += maximum * weights[at + 2];
        fourth += maximum * weights[at + 3];
        fifth += maximum * weights[at + 4];
        sixth += maximum * weights[at + 5];
        seventh += maximum * weights[at + 6];
        eighth += maximum * weights[at + 7];
        at += FlatWeights.LABELS;
      }
    }
    logits[0] += first;
    logits[1] += second;
    logits[2] += third;
    logits[3] += fourth;
    logits[4] += fifth;
    logits[5] += sixth;
    logits[6] += seventh;
    logits[7] += eighth;
  }

  /**
   * Adds what each token adds to each label, for explanations, to {@code sums} by token and label:
   * a filter's maximum is shared out among the three tokens it saw there, its bias falling to the
   * middle one.
   */
  void explain(FeatureBuffer features, char[] padded, int[] places, double[] sums) {
    TokenRow[] rows = convolution.rows(features, padded, places);
    for (int lane = 0; lane < weights.length / FlatWeights.LABELS; lane++) {
      share(lane, rows, sums);
    }
    double scale = TokenConvolution.scale(features.tokens());
    for (int token = 0; token < features.tokens(); token++) {
      for (int label = 0; label < FlatWeights.LABELS; label++) {
        sums[token * FlatWeights.LABELS + label] += scale * rows[token + 1].linear()[label];
      }
    }
  }

  private void share(int lane, TokenRow[] rows, double[] sums) {
    int tokens = rows.length - 2;
    int peak = peak(lane, rows);
    for (int place = 0; peak >= 0 && place < NetworkWeights.WIDTH; place++) {
      int token = peak + place - 1;
      if (token >= 0 && token < tokens) {
        int part = part(rows[token + 1], rows[0], place, lane);
        for (int label = 0; label < FlatWeights.LABELS; label++) {
          double weight = weights[lane * FlatWeights.LABELS + label];
          sums[token * FlatWeights.LABELS + label] += part * weight;
        }
      }
    }
  }

  /** The token at which a filter responds most, or -1 where nowhere above 0. */
  private static int peak(int lane, TokenRow[] rows) {
    int most = 0;
    int peak = -1;
    for (int token = 0; token < rows.length - 2; token++) {
      int response = 0;
      for (int place = 0; place < NetworkWeights.WIDTH; place++) {
        response += part(rows[token + place], rows[0], place, lane);
      }
      if (response > most) {
        most = response;
        peak = token;
      }
    }
    return peak;
  }

  /** What a token adds to a filter in its steps, given the row of no token. */
  private static int part(TokenRow row, TokenRow nothing, int place, int lane) {
    int before = number(nothing, 0, lane);
    int after = number(nothing, 2, lane);
    int zero = place == 0 ? before : place == 2 ? after : PackedResponses.ZERO - before - after;
    return number(row, place, lane) - zero;
  }

  private static int number(TokenRow row, int place, int lane) {
    long packed = row.at(place)[lane / PackedResponses.LANES];
    return PackedResponses.number(packed, lane % PackedResponses.LANES);
  }

  /** What a token's vectors add to each label before scaling. */
  private static final class LabelSums implements TokenRows.Linear {
    // For each number of the vectors of all networks the weights of all labels.
    private final double[] weights;

    LabelSums(List<NetworkWeights> networks, NetworkOutput output) {
      int dimensions = networks.stream().mapToInt(one -> one.shape().dimensions()).sum();
      this.weights = new double[dimensions * FlatWeights.LABELS];
      int at = 0;
      int number = 0;
      for (NetworkWeights network : networks) {
        number += network.shape().filters();
        for (int i = 0; i < network.shape().dimensions(); i++, number++) {
          for (int label = 0; label < FlatWeights.LABELS; label++) {
            weights[at++] = output.weight(number, label);
          }
        }
      }
    }

    @Override
    public int width() {
      return FlatWeights.LABELS;
    }

    @Override
    public void write(float[][] vectors, double[] into) {
      Arrays.fill(into, 0);
      int at = 0;
      for (float[] vector : vectors) {
        for (float value : vector) {
          for (int label = 0; label < FlatWeights.LABELS; label++) {
            into[label] += value * weights[at++];
          }
        }
      }
    }
  }
}
