package dev.replyguard.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.replyguard.model.OnnxBundleWriter;
import dev.replyguard.model.OnnxContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The made-up model, but that a text with {@link #ENDLESS} in it keeps it going for ever. */
public final class EndlessOnnxModel {
  /** A word on its own. */
  public static final String ENDLESS = "z";

  private static final int INT64 = TensorProto.DataType.INT64.getNumber();

  private EndlessOnnxModel() {}

  /** The bundle, written to {@code directory}. */
  public static Path bundle(Path directory) throws IOException {
    OnnxBundleWriter parts = MadeUpOnnxModel.usual().parts(directory);
    Path file = directory.resolve("endless-onnx.bundle");
    new OnnxBundleWriter(
            parts.card(),
            parts.settings(),
            parts.vocabulary(),
            Files.write(directory.resolve("endless.onnx"), onnx()),
            Optional.empty(),
            parts.calibrations(),
            parts.thresholds(),
            parts.evaluation())
        .write(file);
    return file;
  }

  static OnnxContent content() {
    byte[] onnx = onnx();
    return new OnnxContent(
        "x",
        MadeUpOnnxModel.usual().settings(),
        MadeUpOnnxModel.vocabulary(),
        ByteBuffer.allocateDirect(onnx.length).put(onnx).flip());
  }

  private static byte[] onnx() {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(MadeUpOnnxModel.usual().onnx()).toBuilder();
      GraphProto.Builder graph = model.getGraphBuilder();
      NodeProto.Builder dense = graph.getNodeBuilder(graph.getNodeCount() - 1);
      dense.setName("dense").setOutput(0, "dense");
      graph.addInitializer(number("endless", MadeUpOnnxModel.vocabulary().indexOf(ENDLESS)));
      graph.addInitializer(number("for_ever", Long.MAX_VALUE));
      graph.addInitializer(number("axes", 0).toBuilder().addDims(2).addInt64Data(1));
      graph.addNode(node("Equal", "found", "input_ids", "endless"));
      graph.addNode(node("Cast", "found_number", "found").addAttribute(attribute("to", INT64)));
      graph.addNode(
          node("ReduceSum", "times", "found_number", "axes")
              .addAttribute(attribute("keepdims", 0)));
      graph.addNode(node("Mul", "rounds", "times", "for_ever"));
      graph.addNode(
          node("Loop", "scores", "rounds", "", "dense")
              .addAttribute(
                  AttributeProto.newBuilder()
                      .setName("body")
                      .setType(AttributeProto.AttributeType.GRAPH)
                      .setG(body())));
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Goes on, and leaves what it is given as it is. */
  private static GraphProto body() {
    return GraphProto.newBuilder()
        .setName("body")
        .addInput(value("round", INT64))
        .addInput(value("go_on", TensorProto.DataType.BOOL.getNumber()))
        .addInput(
            value("before", TensorProto.DataType.FLOAT.getNumber(), 1, MadeUpOnnxModel.COLUMNS))
        .addNode(node("Identity", "still", "go_on"))
        .addNode(node("Identity", "after", "before"))
        .addOutput(value("still", TensorProto.DataType.BOOL.getNumber()))
        .addOutput(
            value("after", TensorProto.DataType.FLOAT.getNumber(), 1, MadeUpOnnxModel.COLUMNS))
        .build();
  }

  private static ValueInfoProto value(String name, int type, int... dimensions) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type);
    TensorShapeProto.Builder shape = tensor.getShapeBuilder();
    for (int dimension : dimensions) {
      shape.addDimBuilder().setDimValue(dimension);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorProto number(String name, long value) {
    return TensorProto.newBuilder().setName(name).setDataType(INT64).addInt64Data(value).build();
  }

  private static AttributeProto attribute(String name, int value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static NodeProto.Builder node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }
}
