package dev.replyguard.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to use an ONNX text classifier: what goes in, what comes out.
 *
 * @param ids the name of the input that takes the tokens' numbers
 * @param attentionMask the name of the input that takes 1 for each token and 0 for padding, if the
 *     model has one
 * @param tokenTypes the name of the input that takes the number of each token's sentence, which is
 *     0, if the model has one
 * @param output the name of the output, floats of the shape 1 x {@code columns.size()}
 * @param activation what the outputs are
 * @param columns for each column of the output the label it is about; empty where it is about none
 * @param tokenizer how a text becomes tokens
 */
public record OnnxSettings(
    String ids,
    Optional<String> attentionMask,
    Optional<String> tokenTypes,
    String output,
    Activation activation,
    List<Optional<Label>> columns,
    WordPieceSettings tokenizer) {
  /** No model has more outputs. */
  private static final int MAX_COLUMNS = 1_000;

  public OnnxSettings {
    columns = List.copyOf(columns);
    requireName("inputs.ids", ids);
    attentionMask.ifPresent(name -> requireName("inputs.attentionMask", name));
    tokenTypes.ifPresent(name -> requireName("inputs.tokenTypes", name));
    requireName("output", output);
    if (columns.size() > MAX_COLUMNS || labels(columns).isEmpty()) {
      throw new IllegalArgumentException(
          "columns: 1 to %d, at least one of them a label, expected, got %d"
              .formatted(MAX_COLUMNS, columns.size()));
    }
    if (activation == Activation.SOFTMAX && columns.size() < 2) {
      throw new IllegalArgumentException("columns: 2 or more expected with SOFTMAX, got 1");
    }
  }

  private static void requireName(String field, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(field + ": a name expected");
    }
  }

  /** The column of each label that the model knows. */
  public Map<Label, Integer> labels() {
    return labels(columns);
  }

  /** All inputs that the model is given. */
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(List.of(ids));
    attentionMask.ifPresent(inputs::add);
    tokenTypes.ifPresent(inputs::add);
    return inputs;
  }

  private static Map<Label, Integer> labels(List<Optional<Label>> columns) {
    Map<Label, Integer> labels = new EnumMap<>(Label.class);
    for (int column = 0; column < columns.size(); column++) {
      Optional<Label> label = columns.get(column);
      if (label.isPresent() && labels.put(label.get(), column) != null) {
        throw new IllegalArgumentException("columns: " + label.get().key() + " is named twice");
      }
    }
    return Collections.unmodifiableMap(labels);
  }
}
