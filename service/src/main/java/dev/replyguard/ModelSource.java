package dev.replyguard;

import dev.replyguard.model.BundleException;
import dev.replyguard.model.ModelBundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the model comes from: the file that is set, or the bundle that came with the service. */
final class ModelSource {
  private static final String SHIPPED = "/models/replyguard-en.bundle";

  private ModelSource() {}

  /** Reads and verifies the bundle. Blocks. */
  static ModelBundle read(@Nullable Path file) throws StartException {
    try {
      return file == null ? shipped() : ModelBundle.read(file);
    } catch (BundleException e) {
      throw new StartException("model", String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartException("model", SHIPPED + " cannot be read", e);
    }
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
