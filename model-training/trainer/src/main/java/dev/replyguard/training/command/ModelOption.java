package dev.replyguard.training.command;

import dev.replyguard.model.Bundle;
import dev.replyguard.model.BundleException;
import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.ScoringModel;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which bundle a command works with, of whichever kind. */
final class ModelOption {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "The bundle.")
  private Path model = Path.of("");

  /** Its file. */
  Path file() {
    return model;
  }

  /** Reads and verifies it. */
  Bundle read() throws BundleException {
    return Bundle.read(model);
  }

  /**
   * Makes a bundle's model ready to score texts one after the other: on every processor where it is
   * an ONNX one.
   */
  static ScoringModel open(Bundle bundle) throws BundleException {
    return bundle.open(new OnnxOptions(Runtime.getRuntime().availableProcessors(), LIMIT));
  }

  /** Makes a bundle's model ready to score several texts at once, each on one processor. */
  static ScoringModel openForMany(Bundle bundle) throws BundleException {
    return bundle.open(new OnnxOptions(1, LIMIT));
  }
}
