package dev.replyguard.model;

import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What scoring needs of a bundle, read and verified. What does not wait for something else is read
 * at the same time: the manifest while the seal is checked, then weights, tokens and networks.
 *
 * @param manifest the first entry
 * @param digest the SHA-256 of the manifest in hexadecimal, which stands for all content
 * @param card what the model is
 * @param weights of Tribuo's linear model
 * @param extractor makes its features
 * @param tokens frequent ones, none in older bundles
 * @param known finds them
 * @param networks over tokens, or null where there are none
 */
record BundleParts(
    Manifest manifest,
    String digest,
    ModelCard card,
    FlatWeights weights,
    FeatureExtractor extractor,
    FrequentTokens tokens,
    TokenIndex known,
    NetworkFormat.@Nullable Networks networks) {

  private static final int MAX_MANIFEST = 1 << 24;

  /** What is unpacked before the seal was checked may be no larger. */
  private static final int MAX_LARGE = 1 << 28;

  /** The manifest and where the other entries are, of which the large ones are being unpacked. */
  private record Head(
      Manifest manifest,
      String digest,
      PackedEntries entries,
      Map<String, CompletableFuture<PackedEntries.Content>> unpacking) {

    static Head read(byte[] archive) {
      PackedEntries entries = BundleArchive.entries(archive);
      if (!entries.has(BundleArchive.MANIFEST)) {
        throw new IllegalArgumentException("is not a model bundle");
      }
      Map<String, CompletableFuture<PackedEntries.Content>> unpacking = new HashMap<>();
      for (String name : List.of(BundleWriter.WEIGHTS, BundleWriter.NETWORK)) {
        if (entries.has(name)) {
          unpacking.put(name, Shares.start(() -> entries.unpack(name, MAX_LARGE)));
        }
      }
      PackedEntries.Content content = entries.unpack(BundleArchive.MANIFEST, MAX_MANIFEST);
      return new Head(Manifest.parse(content.bytes()), content.sha256(), entries, unpacking);
    }

    byte[] checked(String name) {
      CompletableFuture<PackedEntries.Content> started = unpacking.get(name);
      return started == null
          ? BundleParts.checked(manifest, entries, name)
          : BundleParts.checked(manifest, Shares.await(started), name);
    }

    byte[] modelDigest() {
      return Sha256.parse(manifest.entry(BundleWriter.MODEL).sha256());
    }
  }

  /**
   * Reads a bundle.
   *
   * @param file the name for messages
   * @throws BundleException when the bytes are not a whole and unchanged bundle
   * @throws IllegalArgumentException when its content is at fault
   */
  static BundleParts read(byte[] archive, String file) throws BundleException {
    // What bytes that were changed say, or do to their reader, is of no interest: the seal first.
    CompletableFuture<Head> reading = Shares.start(() -> Head.read(archive));
    BundleArchive.verify(archive, file);
    Head head = Shares.await(reading);
    CompletableFuture<FlatWeights> weights = Shares.start(() -> weights(head));
    FrequentTokens tokens = tokens(head);
    TokenIndex known = new TokenIndex(tokens, tokens.size());
    NetworkFormat.Networks networks = networks(head, tokens.size());
    ModelCard card = ModelCardFormat.parse(head.checked(BundleWriter.CARD));
    FeatureExtractor extractor = extractor(head);
    return new BundleParts(
        head.manifest,
        head.digest,
        card,
        Shares.await(weights),
        extractor,
        tokens,
        known,
        networks);
  }

  /**
   * Unpacks an entry of verified bytes.
   *
   * @throws IllegalArgumentException when it is not the one that the manifest names
   */
  static byte[] checked(Manifest manifest, PackedEntries entries, String name) {
    manifest.entry(name);
    if (!entries.has(name)) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return checked(manifest, entries.unpack(name, BundleArchive.MAX_ENTRY_BYTES), name);
  }

  private static byte[] checked(Manifest manifest, PackedEntries.Content content, String name) {
    Manifest.Entry expected = manifest.entry(name);
    if (content.bytes().length != expected.size() || !content.sha256().equals(expected.sha256())) {
      throw new IllegalArgumentException(name + " has a wrong checksum");
    }
    return content.bytes();
  }

  private static FlatWeights weights(Head head) {
    return WeightsFormat.read(
        head.checked(BundleWriter.WEIGHTS),
        head.modelDigest(),
        head.manifest.features().hashBits());
  }

  private static FrequentTokens tokens(Head head) {
    return head.manifest.has(BundleWriter.TOKENS)
        ? FrequentTokens.parse(head.checked(BundleWriter.TOKENS))
        : FrequentTokens.of(List.of());
  }

  private static NetworkFormat.@Nullable Networks networks(Head head, int tokens) {
    if (!head.manifest.has(BundleWriter.NETWORK)) {
      return null;
    }
    NetworkFormat.Networks networks =
        NetworkFormat.read(head.checked(BundleWriter.NETWORK), head.modelDigest());
    if (networks.weights().get(0).shape().vocabulary() > tokens) {
      throw new IllegalArgumentException(
          "network.bin: has a larger vocabulary than the %d of tokens.txt".formatted(tokens));
    }
    return networks;
  }

  private static FeatureExtractor extractor(Head head) {
    FeatureSettings features = head.manifest.features();
    if (!features.inverseDocumentFrequency()) {
      return new FeatureExtractor(features);
    }
    byte[] bytes = head.checked(BundleWriter.FACTORS);
    float[] factors = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(factors);
    return new FeatureExtractor(features, factors);
  }
}
