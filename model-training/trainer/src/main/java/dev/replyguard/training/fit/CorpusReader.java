package dev.replyguard.training.fit;

import dev.replyguard.training.Progress;
import dev.replyguard.training.cache.CacheKey;
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
    long size = 0;
    for (SourceSettings source : recipe.sources()) {
      size += comments.size(source);
    }
    progress.begin("Features", size);
    List<Instance> instances = new ArrayList<>();
    List<FileRead> files = new ArrayList<>();
    TokenCounts tokens = new TokenCounts();
    for (SourceSettings source : recipe.sources()) {
      progress.step(source.file(), comments.size(source));
      String sha256 = comments.sha256(source);
      SourceRows rows = rows(sha256, source);
      for (FeatureRows block : rows.blocks()) {
        for (int row = 0; row < block.size(); row++) {
          instances.add(new Instance(block, row, source));
        }
      }
      tokens.addAll(rows.tokens());
      files.add(new FileRead(source, sha256, rows.size()));
    }
    return new Corpus(instances, files, tokens.mostFrequent(FREQUENT_TOKENS));
  }

  private SourceRows rows(String sha256, SourceSettings source) throws IOException {
    Optional<CacheKey> key = keys.features(sha256, source);
    Optional<SourceRows> kept = key.flatMap(k -> cache.read(k, SourceRows::decode));
    if (kept.isPresent()) {
      return kept.get();
    }
    SourceRows rows = extract(source);
    if (!comments.sha256(source).equals(sha256)) {
      throw new DataException(source.file(), "changed while it was read");
    }
    key.ifPresent(k -> cache.write(k, rows::encode));
    return rows;
  }

  private SourceRows extract(SourceSettings source) throws IOException {
    RowFeatures features = new RowFeatures(recipe.features());
    TokenCounts tokens = new TokenCounts();
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
          if (recipe.features().isAdditive() && recipe.folds().train().contains(comment.fold())) {
            features.count(tokens);
          }
        },
        progress::advance);
    blocks.add(rows.build());
    return new SourceRows(blocks, tokens);
  }
}
