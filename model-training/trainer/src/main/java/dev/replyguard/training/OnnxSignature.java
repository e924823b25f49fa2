package dev.replyguard.training;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.replyguard.training.data.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an ONNX file says of itself, without running it.
 *
 * @param inputs the names of its inputs
 * @param outputs the names of its outputs
 * @param length how many tokens it takes, where it takes no other number
 */
public record OnnxSignature(List<String> inputs, List<String> outputs, OptionalInt length) {
  public OnnxSignature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Reads a file, whole: it takes about its size in memory.
   *
   * @throws DataException when it is missing, no ONNX file, or keeps its weights in other files
   */
  public static OnnxSignature read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      GraphProto graph = ModelProto.parseFrom(in).getGraph();
      if (graph.getNodeCount() == 0) {
        throw new DataException(file.toString(), "an ONNX model expected");
      }
      if (graph.getInitializerList().stream().anyMatch(OnnxSignature::isElsewhere)) {
        throw new DataException(
            file.toString(), "keeps its weights in other files; save it with all of them in one");
      }
      Set<String> constants =
          graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
      List<ValueInfoProto> inputs =
          graph.getInputList().stream()
              .filter(input -> !constants.contains(input.getName()))
              .toList();
      return new OnnxSignature(
          inputs.stream().map(ValueInfoProto::getName).toList(),
          graph.getOutputList().stream().map(ValueInfoProto::getName).toList(),
          inputs.isEmpty() ? OptionalInt.empty() : length(inputs.get(0)));
    } catch (NoSuchFileException e) {
      throw new DataException(file.toString(), "no such file", e);
    } catch (InvalidProtocolBufferException e) {
      throw new DataException(file.toString(), "an ONNX model expected", e);
    }
  }

  /** The input of that name, if there is one. */
  public Optional<String> input(String name) {
    return inputs.stream().filter(name::equals).findFirst();
  }

  private static boolean isElsewhere(TensorProto tensor) {
    return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
  }

  private static OptionalInt length(ValueInfoProto input) {
    TypeProto.Tensor tensor = input.getType().getTensorType();
    boolean fixed =
        tensor.getShape().getDimCount() == 2 && tensor.getShape().getDim(1).hasDimValue();
    return fixed
        ? OptionalInt.of(Math.toIntExact(tensor.getShape().getDim(1).getDimValue()))
        : OptionalInt.empty();
  }
}
