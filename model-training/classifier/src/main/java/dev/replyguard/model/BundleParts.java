package dev.replyguard.model;

import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What scoring needs of a bundle, read and verified. What does not wait for something else is read
 * at the same time, and before it is known whether the bytes are what they should be; but nothing
 * that was made of them is believed, nor any fault found in them told, before the seal and the
 * entry's own digest were checked.
 *
 * @param manifest the first entry
 * @param digest the SHA-256 of the manifest in hexadecimal, which stands for all content
 * @param card what the model is
 * @param weights of Tribuo's linear model
 * @param extractor makes its features
 * @param tokens frequent ones, none in older bundles
 * @param reader finds them, and respells others
 * @param networks over tokens, or null where there are none
 */
record BundleParts(
    Manifest manifest,
    String digest,
    ModelCard card,
    FlatWeights weights,
    FeatureExtractor extractor,
    FrequentTokens tokens,
    TokenReader reader,
    NetworkFormat.@Nullable Networks networks) {

  private static final int MAX_MANIFEST = 1 << 24;

  /** What is unpacked before the seal was checked may be no larger. */
  private static final int MAX_LARGE = 1 << 28;

  /** The manifest and what it was read from. */
  private record Head(Manifest manifest, PackedEntries.Content content) {
    static Head read(PackedEntries first) {
      if (!first.has(BundleArchive.MANIFEST)) {
        throw new IllegalArgumentException("is not a model bundle");
      }
      PackedEntries.Content content = first.unpack(BundleArchive.MANIFEST, MAX_MANIFEST);
      return new Head(Manifest.parse(content.bytes()), content);
    }

    byte[] modelDigest() {
      return Sha256.parse(manifest.entry(BundleWriter.MODEL).sha256());
    }
  }

  /** Frequent tokens and what finds them. */
  private record Tokens(FrequentTokens tokens, TokenIndex known) {
    static Tokens of(FrequentTokens tokens) {
      return new Tokens(tokens, new TokenIndex(tokens, tokens.size()));
    }

    TokenReader reader(Head head) {
      return TokenReader.of(tokens, known, head.manifest.features().respelledAs());
    }
  }

  /**
   * An entry that is being read.
   *
   * @param content none where there is no such entry
   * @param made of it
   */
  private record Reading<T>(
      String name,
      CompletableFuture<Optional<PackedEntries.Content>> content,
      CompletableFuture<Optional<T>> made) {

    static <T> Reading<T> start(
        CompletableFuture<PackedEntries> entries,
        String name,
        Function<PackedEntries.Content, T> parser) {
      CompletableFuture<Optional<PackedEntries.Content>> content =
          entries.thenApplyAsync(all -> unpack(all, name, MAX_LARGE));
      return new Reading<>(name, content, content.thenApply(found -> found.map(parser)));
    }

    /** The entry's content, which is the one that the manifest names. */
    PackedEntries.Content content(Manifest manifest) {
      manifest.entry(name);
      return checked(manifest, Shares.await(content), name);
    }

    /** What was made of that, to be believed once {@link #content} was right. */
    T value() {
      return Shares.await(made).orElseThrow();
    }
  }

  /**
   * Reads a bundle.
   *
   * @param file the name for messages
   * @throws BundleException when the bytes are not a whole and unchanged bundle
   * @throws IOException when they cannot be read
   * @throws IllegalArgumentException when its content is at fault
   */
  static BundleParts read(PackedBundle bundle, String file) throws IOException {
    // What bytes that were changed say, or do to their reader, is of no interest: the seal first.
    CompletableFuture<PackedEntries> entries = new CompletableFuture<>();
    CompletableFuture<Head> reading = Shares.start(() -> Head.read(bundle.first()));
    Reading<FlatWeights> weights =
        Reading.start(entries, BundleWriter.WEIGHTS, entry -> WeightsFormat.read(entry.bytes()));
    Reading<NetworkFormat.Networks> networks =
        Reading.start(entries, BundleWriter.NETWORK, entry -> NetworkFormat.read(entry.buffer()));
    Reading<Tokens> tokens =
        Reading.start(
            entries, BundleWriter.TOKENS, entry -> Tokens.of(FrequentTokens.parse(entry.bytes())));
    CompletableFuture<Optional<TokenReader>> reader =
        tokens.made.thenCombine(reading, (made, head) -> made.map(list -> list.reader(head)));
    try {
      entries.complete(bundle.read());
    } catch (IllegalArgumentException e) {
      entries.completeExceptionally(e);
    }
    bundle.verify(file);
    Head head = Shares.await(reading);
    Manifest manifest = head.manifest;
    PackedEntries all = Shares.await(entries);
    ModelCard card = ModelCardFormat.parse(checked(manifest, all, BundleWriter.CARD).bytes());
    FeatureExtractor extractor = extractor(manifest, all);
    Tokens known = tokens(manifest, tokens);
    return new BundleParts(
        manifest,
        head.content.sha256(),
        card,
        weights(head, weights),
        extractor,
        known.tokens,
        Shares.await(reader).orElseGet(() -> known.reader(head)),
        networks(head, networks, known.tokens.size()));
  }

  /**
   * Unpacks an entry of verified bytes.
   *
   * @throws IllegalArgumentException when it is not the one that the manifest names
   */
  static PackedEntries.Content checked(Manifest manifest, PackedEntries entries, String name) {
    manifest.entry(name);
    return checked(manifest, unpack(entries, name, BundleArchive.MAX_ENTRY_BYTES), name);
  }

  private static Optional<PackedEntries.Content> unpack(
      PackedEntries entries, String name, int most) {
    return entries.has(name) ? Optional.of(entries.unpack(name, most)) : Optional.empty();
  }

  private static PackedEntries.Content checked(
      Manifest manifest, Optional<PackedEntries.Content> found, String name) {
    PackedEntries.Content content =
        found.orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    Manifest.Entry expected = manifest.entry(name);
    if (content.size() != expected.size() || !content.sha256().equals(expected.sha256())) {
      throw new IllegalArgumentException(name + " has a wrong checksum");
    }
    return content;
  }

  private static Tokens tokens(Manifest manifest, Reading<Tokens> reading) {
    if (!manifest.has(BundleWriter.TOKENS)) {
      return Tokens.of(FrequentTokens.of(List.of()));
    }
    reading.content(manifest);
    return reading.value();
  }

  private static FlatWeights weights(Head head, Reading<FlatWeights> reading) {
    byte[] bytes = reading.content(head.manifest).bytes();
    FlatWeights weights = reading.value();
    WeightsFormat.requireOf(bytes, head.modelDigest(), head.manifest.features().hashBits());
    return weights;
  }

  private static NetworkFormat.@Nullable Networks networks(
      Head head, Reading<NetworkFormat.Networks> reading, int tokens) {
    if (!head.manifest.has(BundleWriter.NETWORK)) {
      return null;
    }
    ByteBuffer bytes = reading.content(head.manifest).buffer();
    NetworkFormat.Networks networks = reading.value();
    NetworkFormat.requireOf(bytes, head.modelDigest());
    if (networks.weights().get(0).shape().vocabulary() > tokens) {
      throw new IllegalArgumentException(
          "network.bin: has a larger vocabulary than the %d of tokens.txt".formatted(tokens));
    }
    return networks;
  }

  private static FeatureExtractor extractor(Manifest manifest, PackedEntries entries) {
    FeatureSettings features = manifest.features();
    if (!features.inverseDocumentFrequency()) {
      return new FeatureExtractor(features);
    }
    byte[] bytes = checked(manifest, entries, BundleWriter.FACTORS).bytes();
    float[] factors = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(factors);
    return new FeatureExtractor(features, factors);
  }
}
