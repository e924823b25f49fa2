package dev.replyguard.training.fit;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TextNormalizer;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * All comments of a recipe's sources as features, in the order of the sources and their rows.
 *
 * @param instances all folds
 * @param files the files read
 * @param frequentTokens the most frequent tokens of the training folds, the most frequent first
 */
public record Corpus(List<Instance> instances, List<FileRead> files, List<String> frequentTokens) {
  /** What scoring keeps sums for: beyond, tokens are too rare to be worth the memory. */
  private static final int FREQUENT_TOKENS = 40_000;

  public Corpus {
    frequentTokens = List.copyOf(frequentTokens);
    instances = List.copyOf(instances);
    files = List.copyOf(files);
  }

  /**
   * A file that was read.
   *
   * @param source its settings
   * @param sha256 of its bytes
   * @param rows how many comments were taken from it
   */
  public record FileRead(SourceSettings source, String sha256, long rows) {}

  /**
   * Reads all sources.
   *
   * @param progress told the file that is being read
   * @throws DataException when a file is missing or faulty
   */
  public static Corpus read(Recipe recipe, SourceComments comments, Consumer<String> progress)
      throws IOException {
    List<Instance> instances = new ArrayList<>();
    List<FileRead> files = new ArrayList<>();
    TokenCounts counts = new TokenCounts();
    Features features = new Features(new FeatureExtractor(recipe.features()));
    for (SourceSettings source : recipe.sources()) {
      progress.accept(source.file());
      int before = instances.size();
      FeatureRows.Builder rows = new FeatureRows.Builder();
      comments.forEach(
          source,
          comment -> {
            int size = features.read(comment);
            if (rows.isFullFor(size)) {
              addAll(rows.build(), source, instances);
            }
            rows.add(features.cells(), size, comment.labels(), comment.fold());
            if (recipe.features().isAdditive() && recipe.folds().train().contains(comment.fold())) {
              features.count(counts);
            }
          });
      addAll(rows.build(), source, instances);
      files.add(new FileRead(source, comments.sha256(source), instances.size() - before));
    }
    return new Corpus(instances, files, counts.mostFrequent(FREQUENT_TOKENS));
  }

  private static void addAll(FeatureRows rows, SourceSettings source, List<Instance> to) {
    for (int row = 0; row < rows.size(); row++) {
      to.add(new Instance(rows, row, source));
    }
  }

  /**
   * The tokens whose sums scoring by {@code features} can keep: none where they are not additive.
   */
  public List<String> tokensOf(FeatureSettings features) {
    return features.isAdditive() ? frequentTokens : List.of();
  }

  /**
   * The file of that name, compressed or not.
   *
   * @throws DataException when there is none
   */
  public static Path find(Path folder, String name) throws DataException {
    for (String ending : List.of(".csv.gz", ".csv")) {
      Path file = folder.resolve(name + ending);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new DataException(folder.toString(), name + ".csv.gz or " + name + ".csv expected there");
  }

  /** Turns texts to features, using its buffers again and again. */
  private static final class Features {
    private final FeatureExtractor extractor;
    private final NormalizedText text = TextNormalizer.normalize("");
    private final FeatureBuffer buffer = new FeatureBuffer();
    private long[] cells = new long[1024];

    Features(FeatureExtractor extractor) {
      this.extractor = extractor;
    }

    /** Reads the features of {@code comment}; their number. */
    int read(LabelledComment comment) {
      TextNormalizer.normalize(comment.text(), text);
      extractor.extract(comment.input(), text, buffer);
      int size = buffer.size();
      if (cells.length < size) {
        cells = new long[2 * size];
      }
      // Sorted by bucket; a float above 0 keeps its place as bits, so one long holds both.
      for (int i = 0; i < size; i++) {
        cells[i] = (long) buffer.bucket(i) << 32 | Float.floatToIntBits(buffer.value(i));
      }
      Arrays.sort(cells, 0, size);
      return size;
    }

    /** The features read last, by bucket. */
    long[] cells() {
      return cells;
    }

    /** Counts the tokens of the comment read last. */
    void count(TokenCounts counts) {
      counts.add(text, buffer);
    }
  }
}
