package dev.replyguard.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.replyguard.model.Activation;
import dev.replyguard.model.Calibration;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelCard;
import dev.replyguard.model.OnnxBundleWriter;
import dev.replyguard.model.OnnxSettings;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.model.WordPieceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small ONNX text classifier: the mean of its tokens' embeddings, a dense layer, an activation.
 * It knows {@link Label#TOXICITY} and {@link Label#INSULT}, has a third output that is about
 * nothing, and takes {@link #INSULTING} for a bad insult and {@link #FRIENDLY} for nothing.
 *
 * @param activation what it ends with
 * @param wide whether its inputs are numbers of 64 bits, else of 32
 * @param length how many tokens it takes; 0 for any number
 * @param opset the version of its operators
 * @param masked whether it has the inputs {@code attention_mask} and {@code token_type_ids}
 */
public record MadeUpOnnxModel(
    Activation activation, boolean wide, int length, int opset, boolean masked) {
  /** Is rejected by the model's recommendations. */
  public static final String INSULTING = "You nincompoop";

  /** Is approved. */
  public static final String FRIENDLY = "Our garden is in bloom";

  /** How many outputs it has. */
  public static final int COLUMNS = 3;

  private static final int DIMENSIONS = 2;
  private static final int IR_VERSION = 8;
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";

  /** Dimensions by outputs. */
  private static final float[][] WEIGHTS = {{1f, 2f, 0.5f}, {-0.5f, 0.25f, -1f}};

  private static final float[] BIASES = {-3f, -4f, 0.125f};

  /** As BERT models are: any length, numbers of 64 bits, all three inputs, log-odds out. */
  public static MadeUpOnnxModel usual() {
    return new MadeUpOnnxModel(Activation.SIGMOID, true, 0, 13, true);
  }

  /** Its tokens: the special ones, every small letter alone and within a word, a few words. */
  public static List<String> vocabulary() {
    List<String> tokens = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]"));
    for (char letter = 'a'; letter <= 'z'; letter++) {
      tokens.add(String.valueOf(letter));
      tokens.add("##" + letter);
    }
    tokens.addAll(List.of(".", ",", "!", "-", "'", "you", "our", "garden", "is", "in", "bloom"));
    tokens.addAll(List.of("nin", "##com", "##poop", "##ing"));
    return List.copyOf(tokens);
  }

  /** How it is used. */
  public OnnxSettings settings() {
    return new OnnxSettings(
        IDS,
        masked ? Optional.of(MASK) : Optional.empty(),
        masked ? Optional.of(TYPES) : Optional.empty(),
        "scores",
        activation,
        List.of(Optional.of(Label.TOXICITY), Optional.of(Label.INSULT), Optional.empty()),
        WordPieceSettings.bert(true, length == 0 ? 64 : length));
  }

  /** What a dimension of a token's embedding is. */
  private static float embedding(int token, int dimension) {
    if (vocabulary().get(token).equals("##poop")) {
      return dimension == 0 ? 60f : -10f;
    }
    return (token * 7 + dimension * 3) % 11 * 0.05f;
  }

  /** The outputs before the activation for tokens that all count, worked out anew. */
  public static double[] outputs(int... tokens) {
    double[] outputs = new double[COLUMNS];
    for (int column = 0; column < COLUMNS; column++) {
      outputs[column] = BIASES[column];
      for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
        double sum = 0;
        for (int token : tokens) {
          sum += embedding(token, dimension);
        }
        outputs[column] += sum / tokens.length * WEIGHTS[dimension][column];
      }
    }
    return outputs;
  }

  /** The ONNX file. */
  public byte[] onnx() {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("made-up");
    graph.addInput(tokens(IDS));
    if (masked) {
      graph.addInput(tokens(MASK)).addInput(tokens(TYPES));
    }
    graph.addInitializer(embeddings());
    graph.addInitializer(floats("weights", WEIGHTS));
    graph.addInitializer(
        floats("biases", new float[][] {BIASES}).toBuilder().clearDims().addDims(COLUMNS));
    graph.addInitializer(axis("tokens_axis", 1)).addInitializer(axis("last_axis", 2));
    graph.addNode(node("Gather", "each", "embeddings", IDS));
    if (masked) {
      graph.addNode(node("Cast", "mask", MASK).addAttribute(attribute("to", 1)));
    } else {
      // Every token counts.
      graph.addNode(node("Cast", "numbers", IDS).addAttribute(attribute("to", 1)));
      graph.addNode(node("Mul", "none", "numbers", "zero"));
      graph.addNode(node("Add", "mask", "none", "one"));
      graph.addInitializer(scalar("zero", 0)).addInitializer(scalar("one", 1));
    }
    graph.addNode(node("Unsqueeze", "mask_3", "mask", "last_axis"));
    graph.addNode(node("Mul", "counted", "each", "mask_3"));
    graph.addNode(
        node("ReduceSum", "sum", "counted", "tokens_axis").addAttribute(attribute("keepdims", 0)));
    graph.addNode(node("ReduceSum", "count", "mask", "tokens_axis"));
    graph.addNode(node("Div", "mean", "sum", "count"));
    String end = activation == Activation.NONE ? "dense" : "scores";
    graph.addNode(node("Gemm", end, "mean", "weights", "biases"));
    if (activation == Activation.NONE) {
      graph.addNode(node("Sigmoid", "scores", "dense"));
    }
    graph.addOutput(value("scores", TensorProto.DataType.FLOAT, COLUMNS));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("MadeUpOnnxModel")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  /** The parts of a bundle, the ONNX file written to {@code directory}. */
  public OnnxBundleWriter parts(Path directory) throws IOException {
    Map<Label, Calibration> calibrations = new EnumMap<>(Label.class);
    Map<Label, RecommendedThresholds> thresholds = new EnumMap<>(Label.class);
    for (Label label : settings().labels().keySet()) {
      calibrations.put(label, Calibration.platt(1, 0.5));
      thresholds.put(
          label,
          new RecommendedThresholds(
              List.of(
                  new OperatingPoint(0.80, 0.6f, 0.81, 0.7),
                  new OperatingPoint(0.95, 0.9f, 0.96, 0.3))));
    }
    ModelCard card =
        new ModelCard(
            "made-up-onnx", "For tests only.", List.of("en"), List.of(), List.of(), "made up");
    return new OnnxBundleWriter(
        card,
        settings(),
        vocabulary(),
        Files.write(directory.resolve("made-up.onnx"), onnx()),
        Optional.empty(),
        calibrations,
        thresholds,
        "{\"made\":\"up\"}\n");
  }

  /** The bundle, written to {@code directory}. */
  public Path bundle(Path directory) throws IOException {
    Path file = directory.resolve("made-up-onnx.bundle");
    parts(directory).write(file);
    return file;
  }

  private ValueInfoProto tokens(String name) {
    return value(name, wide ? TensorProto.DataType.INT64 : TensorProto.DataType.INT32, length);
  }

  /** One text by so many columns, any number where it is 0. */
  private static ValueInfoProto value(String name, TensorProto.DataType type, int columns) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    tensor.getShapeBuilder().addDimBuilder().setDimParam("texts");
    if (columns == 0) {
      tensor.getShapeBuilder().addDimBuilder().setDimParam("tokens");
    } else {
      tensor.getShapeBuilder().addDimBuilder().setDimValue(columns);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorProto embeddings() {
    float[][] rows = new float[vocabulary().size()][DIMENSIONS];
    for (int token = 0; token < rows.length; token++) {
      for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
        rows[token][dimension] = embedding(token, dimension);
      }
    }
    return floats("embeddings", rows);
  }

  private static TensorProto floats(String name, float[][] rows) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(rows.length)
            .addDims(rows[0].length);
    for (float[] row : rows) {
      for (float value : row) {
        tensor.addFloatData(value);
      }
    }
    return tensor.build();
  }

  private static TensorProto scalar(String name, float value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT.getNumber())
        .addFloatData(value)
        .build();
  }

  private static TensorProto axis(String name, long axis) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64.getNumber())
        .addDims(1)
        .addInt64Data(axis)
        .build();
  }

  private static NodeProto.Builder node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }
}
