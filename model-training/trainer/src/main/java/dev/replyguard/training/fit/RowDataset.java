package dev.replyguard.training.fit;

import java.util.List;
import org.tribuo.Example;
import org.tribuo.ImmutableDataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.DataProvenance;

/**
 * A Tribuo data set of rows that are known to fit its feature map, and so need no check by name.
 */
@SuppressWarnings(
    "serial") // Tribuo's data sets are Serializable; this one never leaves the process
final class RowDataset extends ImmutableDataset<Label> {
  private static final long serialVersionUID = 1L;

  private RowDataset(
      DataProvenance source, ImmutableFeatureMap features, MutableOutputInfo<Label> outputs) {
    super(source, new LabelFactory(), features, outputs.generateImmutableOutputInfo());
  }

  static RowDataset of(
      List<Example<Label>> rows, DataProvenance source, ImmutableFeatureMap features) {
    MutableOutputInfo<Label> outputs = new LabelFactory().generateInfo();
    rows.forEach(row -> outputs.observe(row.getOutput()));
    RowDataset dataset = new RowDataset(source, features, outputs);
    dataset.data.addAll(rows);
    return dataset;
  }
}
