package dev.replyguard.model;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Runs ONNX models. It is implemented in a jar of its own, found as a service ({@link
 * ServiceLoader}), so that its native libraries need not be there where no such model is used.
 */
public interface OnnxRuntime {

  /**
   * Loads a model and tries it on a text as long as it can read.
   *
   * @throws BundleException where the model cannot be loaded or is not what its settings say, or
   *     the runtime does not work on this machine; the message names the file
   */
  OnnxSession open(OnnxContent content, OnnxOptions options) throws BundleException;

  /**
   * The runtime on the class path.
   *
   * @param file the bundle that needs it, for the message
   * @throws BundleException where there is none
   */
  static OnnxRuntime find(String file) throws BundleException {
    try {
      Iterator<OnnxRuntime> found =
          ServiceLoader.load(OnnxRuntime.class, OnnxRuntime.class.getClassLoader()).iterator();
      if (found.hasNext()) {
        return found.next();
      }
    } catch (ServiceConfigurationError e) {
      throw new BundleException(
          file, "holds an ONNX model, and what should run it does not fit: " + e.getMessage(), e);
    }
    throw new BundleException(
        file,
        "holds an ONNX model, which needs replyguard-onnx.jar beside the program's jar: there is"
            + " none");
  }
}
