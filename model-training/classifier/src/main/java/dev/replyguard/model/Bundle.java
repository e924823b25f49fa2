package dev.replyguard.model;

import java.nio.file.Path;
import java.util.Map;

/** A trained model of either kind in one file, verified. Immutable and thread-safe. */
public sealed interface Bundle permits ModelBundle, OnnxBundle {

  /**
   * Reads and verifies the bundle in {@code file}, of whichever kind.
   *
   * @throws BundleException when the file cannot be read, is no bundle, cut short, damaged, or of a
   *     newer format
   */
  static Bundle read(Path file) throws BundleException {
    return OnnxBundle.isOne(file) ? OnnxBundle.read(file) : ModelBundle.read(file);
  }

  /** The model's name and the first eight digits of its digest: {@code en-2026.11-1a2b3c4d}. */
  String version();

  /** The SHA-256 that stands for all of the bundle's content, in hexadecimal. */
  String digest();

  /** What the model is. */
  ModelCard card();

  /** From the model's log-odds to probabilities, for every label that it knows. */
  Map<Label, Calibration> calibrations();

  /** For every label that the model knows, the thresholds to start from. */
  Map<Label, RecommendedThresholds> thresholds();

  /**
   * The evaluation report, which is JSON.
   *
   * @throws BundleException when the file is gone or has changed since it was read
   */
  String evaluation() throws BundleException;

  /**
   * The model, ready to score; to be closed by the caller.
   *
   * @param options for a model that is not linear
   * @throws BundleException where an ONNX model cannot be run
   */
  ScoringModel open(OnnxOptions options) throws BundleException;
}
