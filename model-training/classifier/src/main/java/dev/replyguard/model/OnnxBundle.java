package dev.replyguard.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX text classifier with its tokenizer, its calibration and its thresholds in one file,
 * verified; where it has one, with a linear model too, which is scored beside it. The ONNX model
 * itself stays in the file, which is mapped into memory and must not be written to while the bundle
 * is in use; a file that replaces it is another one.
 */
public final class OnnxBundle implements Bundle {
  static final String CARD = "card.json";
  static final String EVALUATION = "evaluation.json";
  static final String VOCABULARY = "vocab.txt";
  static final String MODEL = "model.onnx";
  static final String LINEAR = "linear.bundle";

  private static final int MAX_MANIFEST = 1 << 20;
  private static final int VERSION_DIGITS = 8;

  private final String file;
  private final String digest;
  private final OnnxManifest manifest;
  private final ModelCard card;
  private final List<String> vocabulary;
  private final String evaluation;
  private final ByteBuffer model;
  private final @Nullable ModelBundle linear;

  private OnnxBundle(String file, Map<String, ByteBuffer> entries) throws BundleException {
    byte[] head = bytes(required(entries, BundleArchive.MANIFEST));
    this.file = file;
    this.digest = Sha256.hex(head);
    this.manifest = OnnxManifest.parse(head);
    List<String> names = manifest.entries().stream().map(Manifest.Entry::name).toList();
    if (new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException("entries: each name once expected");
    }
    this.card = ModelCardFormat.parse(bytes(checked(entries, CARD)));
    this.vocabulary = vocabulary(entries);
    this.evaluation = new String(bytes(checked(entries, EVALUATION)), StandardCharsets.UTF_8);
    this.model = checked(entries, MODEL);
    this.linear = manifest.stacking().isEmpty() ? null : linear(bytes(checked(entries, LINEAR)));
  }

  /**
   * Reads and verifies the bundle in {@code file}.
   *
   * @throws BundleException as {@link Bundle#read}
   */
  public static OnnxBundle read(Path file) throws BundleException {
    Map<String, ByteBuffer> entries = StoredArchive.read(file);
    try {
      return new OnnxBundle(file.toString(), entries);
    } catch (IllegalArgumentException e) {
      throw new BundleException(file.toString(), String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Whether the file says that it holds an ONNX model, as far as can be told; not verified. Of what
   * it cannot read it says no, and whoever reads it on tells what is wrong.
   */
  static boolean isOne(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        ZipInputStream zip = new ZipInputStream(in)) {
      ZipEntry entry = zip.getNextEntry();
      return entry != null
          && entry.getName().equals(BundleArchive.MANIFEST)
          && Json.parse(zip.readNBytes(MAX_MANIFEST), BundleArchive.MANIFEST).has("kind");
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private List<String> vocabulary(Map<String, ByteBuffer> entries) {
    byte[] bytes = bytes(checked(entries, VOCABULARY));
    try {
      List<String> tokens = Vocabulary.parse(bytes);
      Vocabulary.check(tokens, manifest.settings().tokenizer());
      return tokens;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(VOCABULARY + ": " + e.getMessage(), e);
    }
  }

  private ModelBundle linear(byte[] bytes) throws BundleException {
    return ModelBundle.read(new ByteArrayInputStream(bytes), file + ": " + LINEAR);
  }

  private ByteBuffer checked(Map<String, ByteBuffer> entries, String name) {
    Manifest.Entry expected = manifest.entry(name);
    ByteBuffer content = required(entries, name);
    if (content.remaining() != expected.size() || !Sha256.hex(content).equals(expected.sha256())) {
      throw new IllegalArgumentException(name + " has a wrong checksum");
    }
    return content;
  }

  private static ByteBuffer required(Map<String, ByteBuffer> entries, String name) {
    ByteBuffer content = entries.get(name);
    if (content == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return content;
  }

  private static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return bytes;
  }

  @Override
  public String version() {
    return card.name() + "-" + digest.substring(0, VERSION_DIGITS);
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public ModelCard card() {
    return card;
  }

  /** How the model is used. */
  public OnnxSettings settings() {
    return manifest.settings();
  }

  /** The linear model that is scored beside the ONNX model, where the bundle has one. */
  public Optional<ModelBundle> linear() {
    return Optional.ofNullable(linear);
  }

  @Override
  public Map<Label, Calibration> calibrations() {
    return manifest.calibrations();
  }

  @Override
  public Map<Label, RecommendedThresholds> thresholds() {
    return manifest.thresholds();
  }

  @Override
  public String evaluation() {
    return evaluation;
  }

  /**
   * The model, loaded by the runtime on the class path; to be closed by the caller. With a linear
   * model in the bundle it is a {@link StackedClassifier}.
   *
   * @throws BundleException where there is no runtime, or it cannot load or run the model
   */
  @Override
  public ScoringModel open(OnnxOptions options) throws BundleException {
    OnnxContent content = new OnnxContent(file, manifest.settings(), vocabulary, model.duplicate());
    OnnxClassifier onnx =
        new OnnxClassifier(
            version(),
            card,
            manifest.settings(),
            manifest.calibrations(),
            OnnxRuntime.find(file).open(content, options));
    return linear == null
        ? onnx
        : new StackedClassifier(
            onnx, CommentClassifier.of(linear), manifest.stacking(), manifest.calibrations());
  }
}
