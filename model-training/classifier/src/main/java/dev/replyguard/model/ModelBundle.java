package dev.replyguard.model;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tribuo.Model;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.sgd.linear.LinearSGDModel;
import org.tribuo.protos.core.ModelProto;

/**
 * A trained linear model in one file, verified: checksums, format version, labels. Immutable and
 * thread-safe.
 *
 * <p>Reading takes what scoring needs; Tribuo's own model and the evaluation report are unpacked
 * when they are asked for. A bundle read from a path reads it again for that; one read from a
 * stream keeps the packed bytes.
 */
public final class ModelBundle implements Bundle {
  private static final int VERSION_DIGITS = 8;

  private final String file;
  private final Source source;
  private final BundleParts parts;

  /** Where the packed bytes come from, as often as they are needed. */
  private interface Source {
    byte[] bytes() throws BundleException;
  }

  private ModelBundle(String file, Source source, BundleParts parts) {
    this.file = file;
    this.source = source;
    this.parts = parts;
  }

  /**
   * Reads and verifies the bundle in {@code file}.
   *
   * @throws BundleException when the file cannot be read, is no bundle, cut short, damaged, of a
   *     newer format, or for other labels
   */
  public static ModelBundle read(Path file) throws BundleException {
    Source source = () -> withChannel(file, (channel, name) -> PackedBundle.all(channel));
    BundleParts parts = withChannel(file, (channel, name) -> parts(PackedBundle.of(channel), name));
    return new ModelBundle(file.toString(), source, parts);
  }

  /**
   * Reads and verifies a bundle from a stream, which is left open.
   *
   * @param name names the bundle in messages
   * @throws BundleException as {@link #read(Path)}
   */
  public static ModelBundle read(InputStream in, String name) throws BundleException {
    byte[] archive;
    try {
      archive = in.readNBytes(BundleArchive.MAX_BYTES + 1);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    requireSize(archive.length, name);
    try {
      return new ModelBundle(name, () -> archive, parts(PackedBundle.of(archive), name));
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static BundleParts parts(PackedBundle bundle, String file) throws IOException {
    try {
      return BundleParts.read(bundle, file);
    } catch (IllegalArgumentException e) {
      throw new BundleException(file, String.valueOf(e.getMessage()), e);
    }
  }

  /** What is made of an open file, and its name for messages. */
  private interface Reading<T> {
    T read(FileChannel channel, String file) throws IOException;
  }

  private static <T> T withChannel(Path file, Reading<T> reading) throws BundleException {
    try (FileChannel channel = FileChannel.open(file)) {
      requireSize(channel.size(), file.toString());
      return reading.read(channel, file.toString());
    } catch (BundleException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new BundleException(file.toString(), "there is no such file", e);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private static void requireSize(long size, String file) throws BundleException {
    if (size > BundleArchive.MAX_BYTES) {
      throw new BundleException(file, "is larger than any model bundle");
    }
  }

  private static BundleException unreadable(String file, IOException e) {
    return new BundleException(file, "cannot be read: " + e.getMessage(), e);
  }

  /** The model's name and the first eight digits of its digest: {@code en-2026.11-1a2b3c4d}. */
  @Override
  public String version() {
    return card().name() + "-" + digest().substring(0, VERSION_DIGITS);
  }

  /** The SHA-256 that stands for all of the bundle's content, in hexadecimal. */
  @Override
  public String digest() {
    return parts.digest();
  }

  /** What the model is. */
  @Override
  public ModelCard card() {
    return parts.card();
  }

  /** How features are made for this model. */
  public FeatureSettings features() {
    return parts.manifest().features();
  }

  /** From the model's log-odds to probabilities, for every label. */
  @Override
  public Map<Label, Calibration> calibrations() {
    return parts.manifest().calibrations();
  }

  /** For every label, the thresholds to start from. */
  @Override
  public Map<Label, RecommendedThresholds> thresholds() {
    return parts.manifest().thresholds();
  }

  /**
   * Unpacks the evaluation report, which is JSON.
   *
   * @throws BundleException when the file is gone or has changed since it was read
   */
  @Override
  public String evaluation() throws BundleException {
    return new String(unpack(BundleWriter.EVALUATION), StandardCharsets.UTF_8);
  }

  /**
   * Unpacks Tribuo's own model, the reference for what scoring does faster. It takes seconds and
   * some hundred megabytes, and is made anew with every call.
   *
   * @throws BundleException when the file is gone or has changed since it was read, or holds no
   *     such model
   */
  public Model<MultiLabel> tribuoModel() throws BundleException {
    try {
      ModelProto proto = ModelProto.parseFrom(unpack(BundleWriter.MODEL));
      // The name in the file picks the class that reads it: no other than the expected may.
      if (!proto.getClassName().equals(LinearSGDModel.class.getName())) {
        throw new BundleException(file, "model.tribuo is not a linear multi-label model");
      }
      return Model.deserialize(proto).castModel(MultiLabel.class);
    } catch (InvalidProtocolBufferException | IllegalStateException | ClassCastException e) {
      throw new BundleException(file, "model.tribuo cannot be read: " + e.getMessage(), e);
    }
  }

  private byte[] unpack(String name) throws BundleException {
    byte[] archive = source.bytes();
    BundleArchive.verify(archive, file);
    try {
      return BundleParts.checked(parts.manifest(), BundleArchive.entries(archive), name).bytes();
    } catch (IllegalArgumentException e) {
      throw new BundleException(file, String.valueOf(e.getMessage()), e);
    }
  }

  /** Frequent tokens of the training data, the most frequent first; none in older bundles. */
  public List<String> frequentTokens() {
    return parts.tokens();
  }

  FrequentTokens tokens() {
    return parts.tokens();
  }

  /** Finds frequent tokens, and respells others. */
  TokenReader tokenReader() {
    return parts.reader();
  }

  @Override
  public CommentClassifier open(OnnxOptions options) {
    return CommentClassifier.of(this);
  }

  /** A network made of the bundle's weights, or null where it has none; made anew every time. */
  @Nullable TokenNetwork network() {
    NetworkFormat.Networks networks = parts.networks();
    return networks == null ? null : new TokenNetwork(networks.weights(), parts.tokens());
  }

  /** Scoring by the bundle's networks, or null where it has none; made anew every time. */
  @Nullable NetworkScoring networkScoring() {
    NetworkFormat.Networks networks = parts.networks();
    return networks == null
        ? null
        : new NetworkScoring(networks.weights(), networks.output(), parts.tokens().size());
  }

  FlatWeights weights() {
    return parts.weights();
  }

  FeatureExtractor extractor() {
    return parts.extractor();
  }
}
