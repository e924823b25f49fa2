package dev.replyguard.model;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final String digest;
  private final Manifest manifest;
  private final ModelCard card;
  private final FlatWeights weights;
  private final FeatureExtractor extractor;
  private final List<String> frequentTokens;
  private final NetworkFormat.@Nullable Networks networks;

  /** Where the packed bytes come from, as often as they are needed. */
  private interface Source {
    InputStream open() throws IOException;
  }

  private ModelBundle(
      String file,
      Source source,
      String digest,
      Manifest manifest,
      ModelCard card,
      FlatWeights weights,
      FeatureExtractor extractor,
      List<String> frequentTokens,
      NetworkFormat.@Nullable Networks networks) {
    this.file = file;
    this.source = source;
    this.digest = digest;
    this.manifest = manifest;
    this.card = card;
    this.weights = weights;
    this.extractor = extractor;
    this.frequentTokens = frequentTokens;
    this.networks = networks;
  }

  /**
   * Reads and verifies the bundle in {@code file}.
   *
   * @throws BundleException when the file cannot be read, is no bundle, cut short, damaged, of a
   *     newer format, or for other labels
   */
  public static ModelBundle read(Path file) throws BundleException {
    return read(file.toString(), () -> Files.newInputStream(file));
  }

  /**
   * Reads and verifies a bundle from a stream, which is left open.
   *
   * @param name names the bundle in messages
   * @throws BundleException as {@link #read(Path)}
   */
  public static ModelBundle read(InputStream in, String name) throws BundleException {
    byte[] archive = readAll(() -> in, name, false);
    return read(name, () -> new ByteArrayInputStream(archive));
  }

  private static ModelBundle read(String file, Source source) throws BundleException {
    byte[] archive = readAll(source, file, true);
    BundleArchive.verify(archive, file);
    Set<String> first = Set.of(BundleArchive.MANIFEST);
    byte[] head = BundleArchive.unpack(archive, first, file).get(BundleArchive.MANIFEST);
    if (head == null) {
      throw new BundleException(file, "is not a model bundle");
    }
    try {
      Manifest manifest = Manifest.parse(head);
      Set<String> wanted = new LinkedHashSet<>(Set.of(BundleWriter.CARD, BundleWriter.WEIGHTS));
      if (manifest.features().inverseDocumentFrequency()) {
        wanted.add(BundleWriter.FACTORS);
      }
      if (manifest.has(BundleWriter.TOKENS)) {
        wanted.add(BundleWriter.TOKENS);
      }
      if (manifest.has(BundleWriter.NETWORK)) {
        wanted.add(BundleWriter.NETWORK);
      }
      Map<String, byte[]> entries = BundleArchive.unpack(archive, wanted, file);
      ModelCard card = ModelCardFormat.parse(checked(manifest, entries, BundleWriter.CARD));
      FlatWeights weights =
          WeightsFormat.read(
              checked(manifest, entries, BundleWriter.WEIGHTS),
              Sha256.parse(manifest.entry(BundleWriter.MODEL).sha256()),
              manifest.features().hashBits());
      FeatureExtractor extractor = extractor(manifest, entries);
      List<String> tokens =
          manifest.has(BundleWriter.TOKENS)
              ? FrequentTokens.parse(checked(manifest, entries, BundleWriter.TOKENS))
              : List.of();
      NetworkFormat.Networks networks = networks(manifest, entries, tokens.size());
      return new ModelBundle(
          file, source, Sha256.hex(head), manifest, card, weights, extractor, tokens, networks);
    } catch (IllegalArgumentException e) {
      throw new BundleException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static NetworkFormat.@Nullable Networks networks(
      Manifest manifest, Map<String, byte[]> entries, int tokens) {
    if (!manifest.has(BundleWriter.NETWORK)) {
      return null;
    }
    NetworkFormat.Networks networks =
        NetworkFormat.read(
            checked(manifest, entries, BundleWriter.NETWORK),
            Sha256.parse(manifest.entry(BundleWriter.MODEL).sha256()));
    if (networks.weights().get(0).shape().vocabulary() > tokens) {
      throw new IllegalArgumentException(
          "network.bin: has a larger vocabulary than the %d of tokens.txt".formatted(tokens));
    }
    return networks;
  }

  private static FeatureExtractor extractor(Manifest manifest, Map<String, byte[]> entries) {
    FeatureSettings features = manifest.features();
    if (!features.inverseDocumentFrequency()) {
      return new FeatureExtractor(features);
    }
    byte[] bytes = checked(manifest, entries, BundleWriter.FACTORS);
    float[] factors = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(factors);
    return new FeatureExtractor(features, factors);
  }

  private static byte[] checked(Manifest manifest, Map<String, byte[]> entries, String name) {
    Manifest.Entry expected = manifest.entry(name);
    byte[] bytes = entries.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    if (bytes.length != expected.size() || !Sha256.hex(bytes).equals(expected.sha256())) {
      throw new IllegalArgumentException(name + " has a wrong checksum");
    }
    return bytes;
  }

  private static byte[] readAll(Source source, String file, boolean close) throws BundleException {
    try {
      InputStream in = source.open();
      try {
        byte[] archive = in.readNBytes(BundleArchive.MAX_BYTES + 1);
        if (archive.length > BundleArchive.MAX_BYTES) {
          throw new BundleException(file, "is larger than any model bundle");
        }
        return archive;
      } finally {
        if (close) {
          in.close();
        }
      }
    } catch (BundleException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new BundleException(file, "there is no such file", e);
    } catch (IOException e) {
      throw new BundleException(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** The model's name and the first eight digits of its digest: {@code en-2026.11-1a2b3c4d}. */
  @Override
  public String version() {
    return card.name() + "-" + digest.substring(0, VERSION_DIGITS);
  }

  /** The SHA-256 that stands for all of the bundle's content, in hexadecimal. */
  @Override
  public String digest() {
    return digest;
  }

  /** What the model is. */
  @Override
  public ModelCard card() {
    return card;
  }

  /** How features are made for this model. */
  public FeatureSettings features() {
    return manifest.features();
  }

  /** From the model's log-odds to probabilities, for every label. */
  @Override
  public Map<Label, Calibration> calibrations() {
    return manifest.calibrations();
  }

  /** For every label, the thresholds to start from. */
  @Override
  public Map<Label, RecommendedThresholds> thresholds() {
    return manifest.thresholds();
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
    byte[] archive = readAll(source, file, true);
    BundleArchive.verify(archive, file);
    try {
      return checked(manifest, BundleArchive.unpack(archive, Set.of(name), file), name);
    } catch (IllegalArgumentException e) {
      throw new BundleException(file, String.valueOf(e.getMessage()), e);
    }
  }

  /** Frequent tokens of the training data, the most frequent first; none in older bundles. */
  public List<String> frequentTokens() {
    return frequentTokens;
  }

  @Override
  public CommentClassifier open(OnnxOptions options) {
    return CommentClassifier.of(this);
  }

  /** A network made of the bundle's weights, or null where it has none; made anew every time. */
  @Nullable TokenNetwork network() {
    return networks == null ? null : new TokenNetwork(networks.weights(), frequentTokens);
  }

  /** Scoring by the bundle's networks, or null where it has none; made anew every time. */
  @Nullable NetworkScoring networkScoring() {
    return networks == null ? null : new NetworkScoring(networks.weights(), networks.output());
  }

  FlatWeights weights() {
    return weights;
  }

  FeatureExtractor extractor() {
    return extractor;
  }
}
