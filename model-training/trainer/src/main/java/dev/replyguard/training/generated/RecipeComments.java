package dev.replyguard.training.generated;

import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.GeneratedSource;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.data.Split;
import dev.replyguard.training.data.TeacherAnswers;
import dev.replyguard.training.data.TextFiles;
import dev.replyguard.training.fit.Corpus;
import dev.replyguard.training.fit.SourceComments;
import dev.replyguard.training.functional.HardNegatives;
import dev.replyguard.training.perturbation.ObfuscatedComments;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import dev.replyguard.training.recipe.SourceSettings.Natural;
import dev.replyguard.training.spam.SpamComments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The comments of a recipe's sources: those of a file, or, where the source's name begins with
 * {@value SourceSettings#GENERATED}, those a program makes from the recipe's seed. For one thread.
 */
public final class RecipeComments implements SourceComments {
  /** How many of the natural sources' comments are there once more in disguise, as trained. */
  public static final double OBFUSCATED_SHARE = 0.2;

  /** About what a file of generated comments would have, compressed; for progress alone. */
  private static final long GENERATED_SIZE = 1_000_000;

  private final Recipe recipe;
  private final Path folder;
  private final double obfuscatedShare;
  private final TeacherAnswers teacher;

  /**
   * The comments of {@code recipe}.
   *
   * @param folder of its files
   */
  public RecipeComments(Recipe recipe, Path folder) {
    this(recipe, folder, TeacherAnswers.NONE, OBFUSCATED_SHARE);
  }

  /**
   * The comments of {@code recipe}, with what a teacher says of them.
   *
   * @param folder of its files
   */
  public RecipeComments(Recipe recipe, Path folder, TeacherAnswers teacher) {
    this(recipe, folder, teacher, OBFUSCATED_SHARE);
  }

  /**
   * The comments of {@code recipe}, as many of them in disguise as is asked for.
   *
   * @param folder of its files
   * @param obfuscatedShare how many of the natural sources' comments are there once more in
   *     disguise, above 0, at most 1
   */
  public RecipeComments(Recipe recipe, Path folder, double obfuscatedShare) {
    this(recipe, folder, TeacherAnswers.NONE, obfuscatedShare);
  }

  private RecipeComments(
      Recipe recipe, Path folder, TeacherAnswers teacher, double obfuscatedShare) {
    this.recipe = recipe;
    this.folder = folder;
    this.teacher = teacher;
    this.obfuscatedShare = obfuscatedShare;
  }

  @Override
  public long size(SourceSettings source) throws IOException {
    return source.isGenerated() ? GENERATED_SIZE : Files.size(Corpus.find(folder, source.file()));
  }

  @Override
  public void forEach(SourceSettings source, Reader reader, LongConsumer progress)
      throws IOException {
    if (source.isGenerated()) {
      for (LabelledComment comment : made(source)) {
        reader.read(comment);
      }
      return;
    }
    try (LabelledComments comments =
        LabelledComments.open(Corpus.find(folder, source.file()), source.skip())) {
      Optional<LabelledComment> next = comments.next();
      while (next.isPresent()) {
        LabelledComment comment = next.get();
        reader.read(comment.taughtBy(teacher.of(source.file(), comment.id())));
        progress.accept(comments.bytesRead());
        next = comments.next();
      }
    }
  }

  @Override
  public String sha256(SourceSettings source) throws IOException {
    return source.isGenerated()
        ? GeneratedFile.sha256(made(source))
        : TextFiles.sha256(Corpus.find(folder, source.file()));
  }

  private List<LabelledComment> made(SourceSettings source) throws IOException {
    return generator(source).comments(recipe.seed(), Split.TRAINING);
  }

  private GeneratedSource generator(SourceSettings source) throws IOException {
    String name = source.file().substring(SourceSettings.GENERATED.length());
    List<Integer> folds = recipe.folds().train();
    return switch (name) {
      case "hard-negatives" -> new HardNegatives(folds);
      case "obfuscated" -> new ObfuscatedComments(naturalComments(), obfuscatedShare, folds);
      case "spam-comments" -> new SpamComments(folds);
      default ->
          throw new DataException(
              "sources." + source.file(),
              "nothing of that name is generated: hard-negatives, obfuscated or"
                  + " spam-comments expected");
    };
  }

  private List<LabelledComment> naturalComments() throws IOException {
    List<LabelledComment> comments = new ArrayList<>();
    for (SourceSettings source : recipe.sources()) {
      if (source.natural() == Natural.ALL) {
        forEach(source, comments::add);
      }
    }
    return comments;
  }
}
