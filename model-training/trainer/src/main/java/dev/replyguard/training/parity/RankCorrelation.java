package dev.replyguard.training.parity;

import java.util.Comparator;
import java.util.stream.IntStream;

/** How far two lists of scores rank the same things alike. */
final class RankCorrelation {
  private RankCorrelation() {}

  /** Spearman's coefficient, -1..1, with ties at their mean rank; 0 where a list is all ties. */
  static double of(double[] one, double[] two) {
    double[] x = ranks(one);
    double[] y = ranks(two);
    double mean = (x.length + 1) / 2.0;
    double covariance = 0;
    double ofX = 0;
    double ofY = 0;
    for (int i = 0; i < x.length; i++) {
      covariance += (x[i] - mean) * (y[i] - mean);
      ofX += (x[i] - mean) * (x[i] - mean);
      ofY += (y[i] - mean) * (y[i] - mean);
    }
    return ofX == 0 || ofY == 0 ? 0 : covariance / Math.sqrt(ofX * ofY);
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
