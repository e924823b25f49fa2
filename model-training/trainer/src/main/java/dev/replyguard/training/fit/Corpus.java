package dev.replyguard.training.fit;

import dev.replyguard.text.FeatureSettings;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.DataFolder;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * All comments of a recipe's sources as features, in the order of the sources and their rows.
 *
 * @param instances all folds
 * @param files the files read
 * @param frequentTokens the most frequent tokens of the training folds, the most frequent first
 */
public record Corpus(List<Instance> instances, List<FileRead> files, List<String> frequentTokens) {
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

  /** The comments of some folds. */
  public List<Instance> inFolds(List<Integer> folds) {
    return instances.stream().filter(instance -> folds.contains(instance.fold())).toList();
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
  public static Path find(Path folder, String name) throws IOException {
    return new DataFolder(folder).find(name);
  }
}
