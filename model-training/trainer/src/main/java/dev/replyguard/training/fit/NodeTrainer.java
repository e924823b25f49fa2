package dev.replyguard.training.fit;

import com.oracle.labs.mlrg.olcut.util.Pair;
import de.bwaldvogel.liblinear.FeatureNode;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;

/**
 * Tribuo's LIBLINEAR trainer, given its data without the detour by feature names: it looks up no
 * name. What is trained is the same. The nodes are the largest thing in memory by far (28 bytes a
 * feature), so they live no longer than one training.
 */
final class NodeTrainer extends LibLinearClassificationTrainer {
  private static final int MAX_ITERATIONS = 1000;

  NodeTrainer(LinearClassificationType type, double cost, double tolerance, long seed) {
    super(type, cost, MAX_ITERATIONS, tolerance, seed);
  }

  @Override
  protected Pair<FeatureNode[][], double[][]> extractData(
      Dataset<Label> data, ImmutableOutputInfo<Label> outputs, ImmutableFeatureMap features) {
    FeatureNode[][] rows = new FeatureNode[data.size()][];
    double[][] truths = new double[1][data.size()];
    for (int row = 0; row < rows.length; row++) {
      Example<Label> example = data.getExample(row);
      if (!(example instanceof ScaledExample scaled)) {
        throw new IllegalArgumentException("rows of a label trainer expected");
      }
      // A row that counts more than once stands behind itself.
      boolean again = row > 0 && data.getExample(row - 1) == example;
      rows[row] = again ? rows[row - 1] : scaled.nodes();
      truths[0][row] = outputs.getID(example.getOutput());
    }
    return new Pair<>(rows, truths);
  }
}
