package dev.replyguard;

import dev.replyguard.config.ScoringSettings;
import dev.replyguard.model.Bundle;
import dev.replyguard.model.BundleException;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.ScoringModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Where the model comes from: the file that is set, or the bundle that came with the service. */
final class ModelSource {
  // Many texts at the same time are worked on side by side: each by one thread costs the least.
  private static final int THREADS_PER_TEXT = 1;
  // Who waits for the answer is to be told first that it takes too long.
  private static final Duration AFTER_THE_CALLER = Duration.ofSeconds(1);
  private static final String SHIPPED = "/models/replyguard-en.bundle";

  private ModelSource() {}

  /** Reads and verifies the bundle, of either kind. Blocks. */
  static Bundle read(@Nullable Path file) throws StartException {
    try {
      return file == null ? shipped() : Bundle.read(file);
    } catch (BundleException e) {
      throw new StartException("model", String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartException("model", SHIPPED + " cannot be read", e);
    }
  }

  /** Makes a bundle's model ready to score. Blocks. */
  static ScoringModel open(Bundle bundle, ScoringSettings settings) throws StartException {
    try {
      return bundle.open(
          new OnnxOptions(THREADS_PER_TEXT, settings.timeout().plus(AFTER_THE_CALLER)));
    } catch (BundleException e) {
      throw new StartException("model", String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * What reads the bundle's evaluation report. The bundle that came with the service is read again
   * for it: kept, it would hold on to its packed bytes for what hardly anybody asks for.
   */
  static Callable<String> evaluation(@Nullable Path file, Bundle bundle) {
    return file == null ? () -> shipped().evaluation() : bundle::evaluation;
  }

  private static ModelBundle shipped() throws IOException, StartException {
    try (InputStream in = ModelSource.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new StartException(
            "model",
            "no model came with this build of the service: the path of a bundle expected",
            new IOException(SHIPPED + " is not on the class path"));
      }
      return ModelBundle.read(in, SHIPPED);
    }
  }
}
