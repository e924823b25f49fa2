package dev.replyguard.training.fit;

import com.google.protobuf.Any;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import dev.replyguard.model.Label;
import dev.replyguard.training.fit.LabelTrainer.LabelWeights;
import dev.replyguard.training.recipe.Recipe;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.ImmutableDataset;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Tribuo;
import org.tribuo.common.sgd.AbstractLinearSGDModel;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.util.SigmoidNormalizer;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;
import org.tribuo.multilabel.sgd.linear.LinearSGDModel;
import org.tribuo.multilabel.sgd.protos.MultiLabelLinearSGDProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Puts the weights of all labels into one Tribuo multi-label model, by way of Tribuo's protobuf
 * form: its trainers have no way to leave a row out for one label and keep it for another.
 *
 * <p>The model's provenance tells the recipe's date, never the clock's, so that the same training
 * gives the same bytes.
 */
public final class ModelAssembler {
  private static final double THRESHOLD = 0.5;

  private final Recipe recipe;
  private final Corpus corpus;

  /** An assembler of models made by {@code recipe} from {@code corpus}. */
  public ModelAssembler(Recipe recipe, Corpus corpus) {
    this.recipe = recipe;
    this.corpus = corpus;
  }

  /** The model of {@code table} alone. */
  AbstractLinearSGDModel<MultiLabel> assemble(WeightTable table, List<LabelWeights> trained) {
    return assemble(table, Collections.nCopies(Label.ALL.size(), new float[0]), trained);
  }

  /**
   * The model of {@code table} and of what networks make of a text.
   *
   * @param pooled for each label the weights of the networks' numbers, or empty rows
   * @param trained what each label was trained on, in label order
   */
  public AbstractLinearSGDModel<MultiLabel> assemble(
      WeightTable table, List<float[]> pooled, List<LabelWeights> trained) {
    int numbers = pooled.get(0).length;
    ModelDataCarrier<MultiLabel> metadata =
        new ModelDataCarrier<>(
            recipe.name(),
            provenance(table, numbers, trained),
            table.space().featureMap(numbers),
            outputs(),
            true,
            Tribuo.VERSION);
    MultiLabelLinearSGDProto data =
        MultiLabelLinearSGDProto.newBuilder()
            .setMetadata(metadata.serialize())
            .setParams(new LinearParameters(matrix(table, pooled)).serialize())
            .setNormalizer(new SigmoidNormalizer().serialize())
            .setThreshold(THRESHOLD)
            .build();
    ModelProto proto =
        ModelProto.newBuilder()
            .setVersion(LinearSGDModel.CURRENT_VERSION)
            .setClassName(LinearSGDModel.class.getName())
            .setSerializedData(Any.pack(data))
            .build();
    if (Model.deserialize(proto).castModel(MultiLabel.class)
        instanceof AbstractLinearSGDModel<MultiLabel> model) {
      return model;
    }
    throw new IllegalStateException("Tribuo read back another model than was assembled");
  }

  private static ImmutableOutputInfo<MultiLabel> outputs() {
    Map<MultiLabel, Integer> ids = new LinkedHashMap<>();
    Label.ALL.forEach(label -> ids.put(new MultiLabel(label.key()), label.index()));
    return new MultiLabelFactory().constructInfoForExternalModel(ids);
  }

  /** Labels by features, the bias last. */
  private static DenseMatrix matrix(WeightTable table, List<float[]> pooled) {
    int buckets = table.space().size();
    int features = buckets + pooled.get(0).length;
    DenseMatrix matrix = new DenseMatrix(Label.ALL.size(), features + 1);
    for (Label label : Label.ALL) {
      for (int number = 0; number < buckets; number++) {
        matrix.set(label.index(), number, table.weight(label, number));
      }
      for (int number = buckets; number < features; number++) {
        matrix.set(label.index(), number, pooled.get(label.index())[number - buckets]);
      }
      matrix.set(label.index(), features, table.bias(label));
    }
    return matrix;
  }

  private ModelProvenance provenance(WeightTable table, int pooled, List<LabelWeights> trained) {
    Map<String, Provenance> instance = new TreeMap<>();
    put(instance, "recipe", recipe.toString());
    for (Corpus.FileRead file : corpus.files()) {
      put(
          instance,
          "source-" + file.source().file(),
          "sha256 %s, %d rows, licence %s"
              .formatted(file.sha256(), file.rows(), file.source().licence()));
    }
    for (Label label : Label.ALL) {
      LabelWeights weights = trained.get(label.index());
      put(
          instance,
          "label-" + label.key(),
          "cost %s, %d rows, %d with it"
              .formatted(recipe.training().costOf(label), weights.rows(), weights.positives()));
    }
    return new ModelProvenance(
        LinearSGDModel.class.getName(),
        LabelTrainer.startOf(recipe),
        dataset(table, pooled),
        LabelTrainer.trainer(Label.TOXICITY, recipe).getProvenance(),
        instance);
  }

  private static void put(Map<String, Provenance> map, String key, String value) {
    map.put(key, new StringProvenance(key, value));
  }

  private DatasetProvenance dataset(WeightTable table, int pooled) {
    int examples =
        (int)
            corpus.instances().stream()
                .filter(instance -> recipe.folds().train().contains(instance.fold()))
                .count();
    Map<String, Provenance> map = new HashMap<>();
    put(map, ObjectProvenance.CLASS_NAME, ImmutableDataset.class.getName());
    map.put(
        "datasource",
        new SimpleDataSourceProvenance(
            "labelled comments; each label on the rows that say something about it",
            LabelTrainer.startOf(recipe),
            new MultiLabelFactory()));
    map.put("transformations", new ListProvenance<>());
    map.put("is-dense", new BooleanProvenance("is-dense", false));
    map.put("is-sequence", new BooleanProvenance("is-sequence", false));
    map.put("num-examples", new IntProvenance("num-examples", examples));
    map.put("num-features", new IntProvenance("num-features", table.space().size() + pooled));
    map.put("num-outputs", new IntProvenance("num-outputs", Label.ALL.size()));
    put(map, "tribuo-version", Tribuo.VERSION);
    return new DatasetProvenance(map);
  }
}
