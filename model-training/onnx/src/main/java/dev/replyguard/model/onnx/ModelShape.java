package dev.replyguard.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.replyguard.model.Label;
import dev.replyguard.model.OnnxSettings;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a loaded model takes and gives, held against its settings.
 *
 * @param wide whether the inputs are numbers of 64 bits, else of 32
 * @param fixedLength how many tokens the model takes, where it takes no other number
 */
record ModelShape(boolean wide, OptionalInt fixedLength) {

  /**
   * The shape of {@code session}.
   *
   * @throws IllegalArgumentException saying what is not as the settings say
   */
  static ModelShape of(OrtSession session, OnnxSettings settings) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    for (String name : inputs.keySet()) {
      if (!settings.inputs().contains(name)) {
        throw new IllegalArgumentException(
            "needs the input \"%s\", which nothing is said to go into; said of: %s"
                .formatted(name, settings.inputs()));
      }
    }
    ModelShape first = input(settings.ids(), inputs);
    for (String name : settings.inputs()) {
      if (!input(name, inputs).equals(first)) {
        throw new IllegalArgumentException(
            "inputs of one type and shape expected, \"%s\" is another than \"%s\""
                .formatted(name, settings.ids()));
      }
    }
    int most = settings.tokenizer().maxTokens();
    if (first.fixedLength.isPresent() && first.fixedLength.getAsInt() != most) {
      throw new IllegalArgumentException(
          "takes texts of %d tokens, and tokenizer.maxTokens is %d"
              .formatted(first.fixedLength.getAsInt(), most));
    }
    checkOutput(settings, session.getOutputInfo());
    return first;
  }

  private static ModelShape input(String name, Map<String, NodeInfo> inputs) {
    TensorInfo tensor = tensor("input", name, inputs);
    if (tensor.type != OnnxJavaType.INT64 && tensor.type != OnnxJavaType.INT32) {
      throw new IllegalArgumentException(
          "the input \"%s\" takes %s, whole numbers of 64 or 32 bits expected"
              .formatted(name, tensor.type));
    }
    long[] shape = tensor.getShape();
    if (shape.length != 2 || (shape[0] != -1 && shape[0] != 1)) {
      throw new IllegalArgumentException(
          "the input \"%s\" has the shape %s, texts x tokens expected"
              .formatted(name, Arrays.toString(shape)));
    }
    return new ModelShape(
        tensor.type == OnnxJavaType.INT64,
        shape[1] < 0 ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(shape[1])));
  }

  private static void checkOutput(OnnxSettings settings, Map<String, NodeInfo> outputs) {
    TensorInfo tensor = tensor("output", settings.output(), outputs);
    if (tensor.type != OnnxJavaType.FLOAT) {
      throw new IllegalArgumentException(
          "the output \"%s\" gives %s, FLOAT expected".formatted(settings.output(), tensor.type));
    }
    long[] shape = tensor.getShape();
    if (shape.length != 2) {
      throw new IllegalArgumentException(
          "the output \"%s\" has the shape %s, texts x labels expected"
              .formatted(settings.output(), Arrays.toString(shape)));
    }
    requireWidth(settings, shape[1] < 0 ? settings.columns().size() : shape[1]);
  }

  /** Checks how many columns came out, where the model does not tell before. */
  static void requireWidth(OnnxSettings settings, long width) {
    if (width != settings.columns().size()) {
      throw new IllegalArgumentException(
          "the output \"%s\" has %d columns, and %d are named: %s"
              .formatted(
                  settings.output(),
                  width,
                  settings.columns().size(),
                  settings.columns().stream()
                      .map(label -> label.map(Label::key).orElse("-"))
                      .toList()));
    }
  }

  private static TensorInfo tensor(String what, String name, Map<String, NodeInfo> nodes) {
    @Nullable NodeInfo node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException(
          "has no %s \"%s\", only %s".formatted(what, name, nodes.keySet()));
    }
    if (node.getInfo() instanceof TensorInfo tensor) {
      return tensor;
    }
    throw new IllegalArgumentException(
        "the %s \"%s\" is no tensor but %s".formatted(what, name, node.getInfo()));
  }
}
