package dev.replyguard.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.replyguard.model.OnnxSession;
import dev.replyguard.model.OnnxSettings;
import dev.replyguard.model.ScoringException;
import dev.replyguard.model.WordPieceSettings;
import dev.replyguard.model.onnx.RunLimit.Run;
import dev.replyguard.model.onnx.TokenWindows.Window;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A loaded model that reads texts. Thread-safe: runs go on beside each other, and closing waits for
 * them, as freeing the native session under a run would end the process.
 */
final class TextSession implements OnnxSession {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelShape shape;
  private final OnnxSettings settings;
  private final BertTokenizer tokenizer;
  private final TokenWindows windows;
  private final RunLimit limit;
  private final long limitMillis;
  // Read by runs, written by closing.
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private volatile boolean closed;

  TextSession(
      OrtEnvironment environment,
      OrtSession session,
      ModelShape shape,
      OnnxSettings settings,
      BertTokenizer tokenizer,
      Duration limit) {
    WordPieceSettings reading = settings.tokenizer();
    this.environment = environment;
    this.session = session;
    this.shape = shape;
    this.settings = settings;
    this.tokenizer = tokenizer;
    this.windows =
        new TokenWindows(reading.maxTokens() - 2, reading.overlap(), reading.maxWindows());
    this.limit = new RunLimit(limit);
    this.limitMillis = limit.toMillis();
  }

  @Override
  public float[][] run(String text) {
    return run(tokenizer.tokens(text));
  }

  /**
   * Runs the model on no text and on one as long as it should be able to read, of which one token
   * is the vocabulary's last: a model that has fewer tokens, or reads fewer at a time, fails here.
   *
   * @throws ScoringException where it fails
   */
  void tryOut(int vocabularySize) {
    run(new int[0]);
    int[] longest = new int[settings.tokenizer().maxTokens() - 2];
    Arrays.fill(longest, tokenizer.number(settings.tokenizer().unknown()));
    longest[0] = vocabularySize - 1;
    run(longest);
  }

  /** How many texts are being read. */
  int running() {
    return limit.running();
  }

  private float[][] run(int[] tokens) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new ScoringException("the model is closed");
      }
      try (Run run = limit.begin()) {
        return run(tokens, run);
      } catch (OrtException e) {
        throw new ScoringException("the model failed: " + e.getMessage(), e);
      }
    } finally {
      use.readLock().unlock();
    }
  }

  private float[][] run(int[] tokens, Run run) throws OrtException {
    List<Window> parts = windows.of(tokens.length);
    float[][] rows = new float[parts.size()][];
    for (int i = 0; i < rows.length; i++) {
      try {
        rows[i] = row(tokens, parts.get(i), run);
      } catch (OrtException e) {
        switch (run.stopped()) {
          case TOO_LONG ->
              throw new ScoringException("the model took longer than " + limitMillis + " ms", e);
          case CLOSED -> throw new ScoringException("the model was closed", e);
          default -> throw e;
        }
      }
    }
    return rows;
  }

  private float[] row(int[] tokens, Window window, Run run) throws OrtException {
    int used = window.end() - window.start() + 2;
    long[] ids = new long[shape.fixedLength().orElse(used)];
    Arrays.fill(ids, used, ids.length, tokenizer.number(settings.tokenizer().padding()));
    ids[0] = tokenizer.number(settings.tokenizer().first());
    for (int i = window.start(); i < window.end(); i++) {
      ids[i - window.start() + 1] = tokens[i];
    }
    ids[used - 1] = tokenizer.number(settings.tokenizer().last());
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put(settings.ids(), tensor(ids));
      if (settings.attentionMask().isPresent()) {
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 0, used, 1);
        inputs.put(settings.attentionMask().get(), tensor(mask));
      }
      if (settings.tokenTypes().isPresent()) {
        inputs.put(settings.tokenTypes().get(), tensor(new long[ids.length]));
      }
      try (OrtSession.Result result =
          session.run(inputs, Set.of(settings.output()), run.options())) {
        return row(result);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private float[] row(OrtSession.Result result) {
    if (!(result.get(0) instanceof OnnxTensor tensor)) {
      throw new ScoringException("the model's output is no tensor");
    }
    long[] found = tensor.getInfo().getShape();
    if (found.length != 2 || found[0] != 1) {
      throw new ScoringException(
          "the model's output has the shape " + Arrays.toString(found) + ", 1 x labels expected");
    }
    ModelShape.requireWidth(settings, found[1]);
    float[] row = new float[settings.columns().size()];
    tensor.getFloatBuffer().get(row);
    return row;
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    long[] dimensions = {1, values.length};
    if (shape.wide()) {
      return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), dimensions);
    }
    int[] narrow = Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    return OnnxTensor.createTensor(environment, IntBuffer.wrap(narrow), dimensions);
  }

  @Override
  public void close() {
    limit.stopAll();
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        limit.close();
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("the model could not be freed: " + e.getMessage(), e);
    } finally {
      use.writeLock().unlock();
    }
  }
}
