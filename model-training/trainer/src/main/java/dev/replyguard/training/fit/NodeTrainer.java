package dev.replyguard.training.fit;

import com.oracle.labs.mlrg.olcut.util.Pair;
import de.bwaldvogel.liblinear.FeatureNode;
import java.util.IdentityHashMap;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;

/**
 * Tribuo's LIBLINEAR trainer, given its data without the detour by feature names: it looks up no
 * name, and labels trained one after another share the nodes of a row, of which only the values
 * differ. What is trained is the same.
 */
final class NodeTrainer extends LibLinearClassificationTrainer {
  private static final int MAX_ITERATIONS = 1000;

  private final Nodes nodes;

  /** The nodes of rows, made at first use; for one thread and one training at a time. */
  static final class Nodes {
    private final IdentityHashMap<Instance, FeatureNode[]> byRow = new IdentityHashMap<>();
    private final int size;

    /** Nodes for rows of a space with {@code size} features. */
    Nodes(int size) {
      this.size = size;
    }

    /** The row's nodes, numbered from 1, the bias last, with values times {@code scales}. */
    private FeatureNode[] of(Instance row, double[] scales) {
      FeatureNode[] found = byRow.computeIfAbsent(row, this::create);
      for (int i = 0; i < row.features().length; i++) {
        found[i].setValue(row.values()[i] * scales[row.features()[i]]);
      }
      return found;
    }

    private FeatureNode[] create(Instance row) {
      int[] features = row.features();
      FeatureNode[] created = new FeatureNode[features.length + 1];
      for (int i = 0; i < features.length; i++) {
        created[i] = new FeatureNode(features[i] + 1, row.values()[i]);
      }
      created[features.length] = new FeatureNode(size + 1, 1);
      return created;
    }
  }

  NodeTrainer(
      LinearClassificationType type, double cost, double tolerance, long seed, Nodes nodes) {
    super(type, cost, MAX_ITERATIONS, tolerance, seed);
    this.nodes = nodes;
  }

  @Override
  protected Pair<FeatureNode[][], double[][]> extractData(
      Dataset<Label> data, ImmutableOutputInfo<Label> outputs, ImmutableFeatureMap features) {
    FeatureNode[][] rows = new FeatureNode[data.size()][];
    double[][] truths = new double[1][data.size()];
    int row = 0;
    for (Example<Label> example : data) {
      if (!(example instanceof ScaledExample scaled)) {
        throw new IllegalArgumentException("rows of a label trainer expected");
      }
      rows[row] = nodes.of(scaled.instance(), scaled.scales());
      truths[0][row] = outputs.getID(example.getOutput());
      row++;
    }
    return new Pair<>(rows, truths);
  }
}
