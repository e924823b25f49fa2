package dev.replyguard.training.fit;

import de.bwaldvogel.liblinear.Linear;
import dev.replyguard.model.Label;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.training.cache.CacheKey;
import dev.replyguard.training.cache.CodeFingerprint;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import dev.replyguard.training.recipe.TeacherSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tribuo.Tribuo;

/**
 * What the parts of a training depend on, as keys of the cache. The code that makes them is a part
 * of it, and so are Java and the processor: logarithms may differ in their last digit.
 */
public final class TrainingKeys {
  private static final List<String> TEXT =
      List.of(
          "dev/replyguard/text/",
          "dev/replyguard/model/FrequentTokens",
          "dev/replyguard/model/TextReading",
          "dev/replyguard/model/TokenIndex",
          "dev/replyguard/model/TokenReader");
  private static final List<String> READING =
      List.of(
          "dev/replyguard/training/data/",
          "dev/replyguard/training/fit/CorpusReader",
          "dev/replyguard/training/fit/FeatureRows",
          "dev/replyguard/training/fit/RowFeatures",
          "dev/replyguard/training/fit/SourceRows",
          "dev/replyguard/training/fit/TokenCounts");
  private static final List<String> FITTING =
      List.of(
          "dev/replyguard/training/fit/",
          "dev/replyguard/training/network/",
          "dev/replyguard/training/recipe/");

  private final Recipe recipe;
  private final Optional<String> readingCode;
  private final Optional<String> fittingCode;

  /** The keys of {@code recipe}. */
  public TrainingKeys(Recipe recipe) {
    this.recipe = recipe;
    Optional<String> text = CodeFingerprint.of(FeatureExtractor.class, TEXT);
    this.readingCode =
        text.flatMap(t -> CodeFingerprint.of(TrainingKeys.class, READING).map(r -> t + r));
    this.fittingCode = CodeFingerprint.of(TrainingKeys.class, FITTING);
  }

  private static String platform() {
    return String.join(
        " ",
        System.getProperty("java.vm.name"),
        System.getProperty("java.version"),
        System.getProperty("os.arch"));
  }

  /**
   * The key of the numbers of a source's tokens, or empty where the code cannot be told from
   * another.
   *
   * @param sha256 of the file
   */
  Optional<CacheKey> tokens(String sha256, SourceSettings source) {
    return readingCode.map(
        code ->
            CacheKey.of("tokens", code, platform(), sha256, source.skip(), recipe.folds().train()));
  }

  /**
   * The key of a source's features, or empty where the code cannot be told from another.
   *
   * @param sha256 of the file
   * @param tokens that the model is to know
   */
  Optional<CacheKey> features(String sha256, SourceSettings source, List<String> tokens) {
    return readingCode.map(
        code ->
            CacheKey.of(
                "features",
                code,
                platform(),
                sha256,
                Label.ALL.stream().map(Label::key).collect(Collectors.joining(",")),
                recipe.features(),
                source.skip(),
                recipe.features().respelledAs() > 0 ? tokens : "any tokens"));
  }

  /** The key of a label's weights, or empty where the code cannot be told from another. */
  public Optional<CacheKey> weights(Label label, Corpus corpus) {
    return fitted("weights", label.key(), corpus, recipe.training(), TeacherSettings.NONE);
  }

  /**
   * The key of a network's weights, or empty where the code cannot be told from another.
   *
   * @param number of the network, from 0
   */
  public Optional<CacheKey> network(int number, Corpus corpus) {
    return fitted("network", Integer.toString(number), corpus, recipe.network(), recipe.teacher());
  }

  /** Not on the name, date and reports; on more settings than matter rather than on too few. */
  private Optional<CacheKey> fitted(
      String kind, String which, Corpus corpus, Record settings, TeacherSettings teacher) {
    return readingCode.flatMap(
        reading ->
            fittingCode.map(
                fitting ->
                    CacheKey.of(
                        kind,
                        reading,
                        fitting,
                        platform(),
                        Tribuo.VERSION,
                        Linear.getVersion(),
                        which,
                        corpus.files(),
                        recipe.features(),
                        settings,
                        teacher,
                        recipe.folds().train(),
                        recipe.seed())));
  }
}
