package dev.replyguard.model;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import dev.replyguard.text.FeatureSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.common.sgd.AbstractLinearSGDModel;
import org.tribuo.multilabel.MultiLabel;

/**
 * Packs a trained model into a bundle. The same parts give the same bytes.
 *
 * @param card what the model is
 * @param features what it was trained with
 * @param frequentTokens tokens of the training data, normalised, the most frequent first: what they
 *     add is worked out when the bundle is loaded; none where features are not additive
 * @param factors each bucket's inverse document frequency, or none where the settings want none
 * @param model Tribuo's linear model, its outputs named by {@link Label#key()}, its features by
 *     {@link FeatureNames}; its weights should be exact as floats, as that is what scoring uses
 * @param networks what makes the model's pooled features, none where it has none; their vocabulary
 *     is the first of {@code frequentTokens}
 * @param calibrations one for each label
 * @param thresholds one for each label
 * @param evaluation the whole evaluation report as JSON
 */
public record BundleWriter(
    ModelCard card,
    FeatureSettings features,
    List<String> frequentTokens,
    List<Float> factors,
    AbstractLinearSGDModel<MultiLabel> model,
    List<NetworkWeights> networks,
    Map<Label, Calibration> calibrations,
    Map<Label, RecommendedThresholds> thresholds,
    String evaluation) {

  static final String CARD = "card.json";
  static final String EVALUATION = "evaluation.json";
  static final String FACTORS = "factors.bin";
  static final String TOKENS = "tokens.txt";
  static final String WEIGHTS = "weights.bin";
  static final String NETWORK = "network.bin";
  static final String MODEL = "model.tribuo";

  /** Parts without frequent tokens and without a network. */
  public BundleWriter(
      ModelCard card,
      FeatureSettings features,
      List<Float> factors,
      AbstractLinearSGDModel<MultiLabel> model,
      Map<Label, Calibration> calibrations,
      Map<Label, RecommendedThresholds> thresholds,
      String evaluation) {
    this(
        card, features, List.of(), factors, model, List.of(), calibrations, thresholds, evaluation);
  }

  public BundleWriter {
    frequentTokens = List.copyOf(FrequentTokens.of(frequentTokens));
    factors = List.copyOf(factors);
    networks = List.copyOf(networks);
    calibrations = Map.copyOf(calibrations);
    thresholds = Map.copyOf(thresholds);
    int expected = features.inverseDocumentFrequency() ? features.buckets() : 0;
    if (factors.size() != expected) {
      throw new IllegalArgumentException(
          "factors: " + expected + " expected, got " + factors.size());
    }
    for (NetworkWeights network : networks) {
      if (network.shape().vocabulary() > frequentTokens.size()) {
        throw new IllegalArgumentException(
            "frequentTokens: at least %d expected for the network, got %d"
                .formatted(network.shape().vocabulary(), frequentTokens.size()));
      }
    }
  }

  /**
   * The bundle's bytes.
   *
   * @throws IllegalArgumentException when the model's labels or features are not what they should
   *     be
   */
  public byte[] toBytes() {
    byte[] tribuo = serialize(model.serialize());
    FlatWeights weights = FlatWeights.of(model, features.hashBits());
    // Small ones and those that scoring needs come first: a reader stops after the last it wants.
    Map<String, byte[]> content = new LinkedHashMap<>();
    content.put(CARD, ModelCardFormat.write(card));
    if (!factors.isEmpty()) {
      content.put(FACTORS, bytes(factors));
    }
    if (!frequentTokens.isEmpty()) {
      content.put(TOKENS, FrequentTokens.write(frequentTokens));
    }
    byte[] digest = Sha256.of(tribuo);
    byte[] flat = WeightsFormat.write(weights, digest);
    content.put(WEIGHTS, flat);
    if (!networks.isEmpty()) {
      int pooled = networks.stream().mapToInt(network -> network.shape().pooled()).sum();
      NetworkOutput output = NetworkOutput.of(model, pooled);
      content.put(NETWORK, NetworkFormat.write(networks, output, digest));
    }
    content.put(EVALUATION, evaluation.getBytes(StandardCharsets.UTF_8));
    content.put(MODEL, tribuo);

    List<Manifest.Entry> entries = new ArrayList<>();
    content.forEach(
        (name, bytes) -> entries.add(new Manifest.Entry(name, bytes.length, Sha256.hex(bytes))));
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(
        BundleArchive.MANIFEST,
        new Manifest(features, calibrations, thresholds, entries)
            .toBytes(WeightsFormat.isBrief(flat)));
    all.putAll(content);
    return BundleArchive.pack(all);
  }

  /**
   * Writes the bundle, whole or not at all, in place of what is there.
   *
   * @throws IOException when the file cannot be written
   */
  public void write(Path file) throws IOException {
    byte[] bytes = toBytes();
    Path directory = file.toAbsolutePath().getParent();
    Path unfinished = Files.createTempFile(directory, "bundle", ".part");
    try {
      Files.write(unfinished, bytes);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Tribuo's provenance is held in maps, whose order only this mode of protobuf keeps. */
  private static byte[] serialize(Message message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    out.checkNoSpaceLeft();
    return bytes;
  }

  private static byte[] bytes(List<Float> factors) {
    ByteBuffer bytes = ByteBuffer.allocate(factors.size() * Float.BYTES);
    factors.forEach(bytes::putFloat);
    return bytes.array();
  }
}
