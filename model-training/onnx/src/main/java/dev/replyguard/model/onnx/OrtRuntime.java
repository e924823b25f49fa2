package dev.replyguard.model.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.replyguard.model.BundleException;
import dev.replyguard.model.OnnxContent;
import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.OnnxRuntime;
import dev.replyguard.model.OnnxSession;
import dev.replyguard.model.ScoringException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs ONNX models by Microsoft's ONNX Runtime, on the processor. Stateless. */
public final class OrtRuntime implements OnnxRuntime {
  private static final String NAME = "replyguard";

  /** For {@link java.util.ServiceLoader}. */
  public OrtRuntime() {}

  @Override
  public OnnxSession open(OnnxContent content, OnnxOptions options) throws BundleException {
    OrtEnvironment environment = environment(content.file());
    try {
      BertTokenizer tokenizer =
          new BertTokenizer(content.vocabulary(), content.settings().tokenizer());
      return checked(content, tokenizer, environment, options);
    } catch (IllegalArgumentException e) {
      throw new BundleException(content.file(), String.valueOf(e.getMessage()), e);
    }
  }

  private static OnnxSession checked(
      OnnxContent content, BertTokenizer tokenizer, OrtEnvironment environment, OnnxOptions options)
      throws BundleException {
    OrtSession loaded = load(content, environment, options);
    @Nullable TextSession session = null;
    try {
      ModelShape shape = ModelShape.of(loaded, content.settings());
      session =
          new TextSession(
              environment, loaded, shape, content.settings(), tokenizer, options.limit());
      session.tryOut(content.vocabulary().size());
      return session;
    } catch (OrtException | IllegalArgumentException | ScoringException e) {
      close(session, loaded);
      throw new BundleException(content.file(), "model.onnx: " + e.getMessage(), e);
    }
  }

  private static OrtSession load(
      OnnxContent content, OrtEnvironment environment, OnnxOptions options) throws BundleException {
    try (SessionOptions settings = new SessionOptions()) {
      settings.setInterOpNumThreads(1);
      settings.setIntraOpNumThreads(options.threads());
      // Threads that wait for the next part of the work would keep a core busy.
      settings.addConfigEntry("session.intra_op.allow_spinning", "0");
      // Patterns are kept for each length that a text was seen to have.
      settings.setMemoryPatternOptimization(false);
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return environment.createSession(content.model().duplicate(), settings);
    } catch (OrtException e) {
      throw new BundleException(
          content.file(), "model.onnx cannot be loaded: " + e.getMessage(), e);
    }
  }

  /** The native library is loaded by the first call; what goes wrong then comes as an error. */
  private static OrtEnvironment environment(String file) throws BundleException {
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, NAME);
      // Only builds for Windows can tell anything to anybody; no build shall.
      environment.setTelemetry(false);
      return environment;
    } catch (LinkageError | OrtException e) {
      throw new BundleException(
          file,
          String.format(
              Locale.ROOT,
              "the library that runs ONNX models cannot be loaded on %s/%s: %s",
              System.getProperty("os.name"),
              System.getProperty("os.arch"),
              reason(e)),
          e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static void close(@Nullable TextSession session, OrtSession loaded) {
    try {
      if (session == null) {
        loaded.close();
      } else {
        session.close();
      }
    } catch (OrtException e) {
      // The model cannot be used: what else it says is of no use.
    }
  }
}
