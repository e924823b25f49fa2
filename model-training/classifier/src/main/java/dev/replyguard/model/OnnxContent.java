package dev.replyguard.model;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What it takes to run an ONNX model.
 *
 * @param file names the bundle in messages
 * @param settings how to use the model
 * @param vocabulary the tokens, by number
 * @param model the ONNX file, from position to limit, in memory that is not on the heap; it is only
 *     read
 */
public record OnnxContent(
    String file, OnnxSettings settings, List<String> vocabulary, ByteBuffer model) {
  public OnnxContent {
    vocabulary = List.copyOf(vocabulary);
    if (!model.isDirect()) {
      throw new IllegalArgumentException("model: a direct buffer expected");
    }
  }
}
