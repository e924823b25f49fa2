package dev.replyguard.model;

/** An ONNX model, loaded and checked, with its tokenizer. Thread-safe. */
public interface OnnxSession extends AutoCloseable {

  /**
   * Runs the model on a text. Blocks for as long as that takes.
   *
   * @return the outputs: one row for each window that the text is read in, at least one; one column
   *     for each of the settings' columns
   * @throws ScoringException where it fails, takes longer than it may, or is closed meanwhile
   */
  float[][] run(String text);

  /** Stops what is being run, waits until that has ended, and frees the memory. */
  @Override
  void close();
}
