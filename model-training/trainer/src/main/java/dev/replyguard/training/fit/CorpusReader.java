package dev.replyguard.training.fit;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TextNormalizer;
import dev.replyguard.training.Progress;
import dev.replyguard.training.cache.CacheKey;
import dev.replyguard.training.cache.CacheOutput;
import dev.replyguard.training.cache.TrainingCache;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.fit.Corpus.FileRead;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the sources of a recipe, or takes their features from the cache. For one thread. */
public final class CorpusReader {
  /** What scoring keeps sums for: beyond, tokens are too rare to be worth the memory. */
  private static final int FREQUENT_TOKENS = 40_000;

  private final Recipe recipe;
  private final SourceComments comments;
  private final TrainingCache cache;
  private final TrainingKeys keys;
  private final Progress progress;

  /**
   * A reader.
   *
   * @param comments of the recipe's sources
   * @param cache features are taken from it, and kept in it
   */
  public CorpusReader(
      Recipe recipe, SourceComments comments, TrainingCache cache, Progress progress) {
    this.recipe = recipe;
    this.comments = comments;
    this.cache = cache;
    this.keys = new TrainingKeys(recipe);
    this.progress = progress;
  }

  /**
   * Reads all sources.
   *
   * @throws DataException when a file is missing or faulty, or changes while it is read
   */
  public Corpus read() throws IOException {
    List<String> tokens = recipe.features().isAdditive() ? frequentTokens() : List.of();
    progress.begin("Features", comments.size(recipe.sources()));
    RowFeatures features = new RowFeatures(recipe.features(), tokens);
    List<Instance> instances = new ArrayList<>();
    List<FileRead> files = new ArrayList<>();
    for (SourceSettings source : recipe.sources()) {
      progress.step(source.file(), comments.size(source));
      String sha256 = comments.sha256(source);
      SourceRows rows =
          kept(
              source,
              sha256,
              keys.features(sha256, source, tokens),
              SourceRows::decode,
              () -> extract(source, features),
              (made, out) -> made.encode(out));
      for (FeatureRows block : rows.blocks()) {
        for (int row = 0; row < block.size(); row++) {
          instances.add(new Instance(block, row, source));
        }
      }
      files.add(new FileRead(source, sha256, rows.size()));
    }
    return new Corpus(instances, files, tokens);
  }

  /** Those of the training folds as they are written: what features are made of depends on them. */
  private List<String> frequentTokens() throws IOException {
    progress.begin("Tokens", comments.size(recipe.sources()));
    TokenCounts tokens = new TokenCounts();
    for (SourceSettings source : recipe.sources()) {
      progress.step(source.file(), comments.size(source));
      String sha256 = comments.sha256(source);
      tokens.addAll(
          kept(
              source,
              sha256,
              keys.tokens(sha256, source),
              TokenCounts::decode,
              () -> count(source),
              (made, out) -> made.encode(out)));
    }
    return tokens.mostFrequent(FREQUENT_TOKENS);
  }

  /** What is made of a source. */
  private interface Making<T> {
    T make() throws IOException;
  }

  /** How it is kept. */
  private interface Encoding<T> {
    void encode(T made, CacheOutput out) throws IOException;
  }

  private <T> T kept(
      SourceSettings source,
      String sha256,
      Optional<CacheKey> key,
      TrainingCache.Decoder<T> decoder,
      Making<T> making,
      Encoding<T> encoding)
      throws IOException {
    Optional<T> kept = key.flatMap(k -> cache.read(k, decoder));
    if (kept.isPresent()) {
      return kept.get();
    }
    T made = making.make();
    if (!comments.sha256(source).equals(sha256)) {
      throw new DataException(source.file(), "changed while it was read");
    }
    key.ifPresent(k -> cache.write(k, out -> encoding.encode(made, out)));
    return made;
  }

  private TokenCounts count(SourceSettings source) throws IOException {
    FeatureExtractor extractor = new FeatureExtractor(recipe.features());
    NormalizedText text = new NormalizedText();
    FeatureBuffer features = new FeatureBuffer();
    TokenCounts tokens = new TokenCounts();
    comments.forEach(
        source,
        comment -> {
          if (recipe.folds().train().contains(comment.fold())) {
            TextNormalizer.normalize(comment.text(), text);
            extractor.readTokens(text, features);
            tokens.add(text, features);
          }
        },
        progress::advance);
    return tokens;
  }

  private SourceRows extract(SourceSettings source, RowFeatures features) throws IOException {
    List<FeatureRows> blocks = new ArrayList<>();
    FeatureRows.Builder rows = new FeatureRows.Builder();
    comments.forEach(
        source,
        comment -> {
          int size = features.read(comment);
          if (rows.isFullFor(size)) {
            blocks.add(rows.build());
          }
          rows.add(features.cells(), size, comment.labels(), comment.fold());
        },
        progress::advance);
    blocks.add(rows.build());
    return new SourceRows(blocks);
  }
}
