package dev.replyguard.training.generated;

import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.GeneratedSource;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.data.Split;
import dev.replyguard.training.data.TeacherAnswers;
import dev.replyguard.training.data.TextFiles;
import dev.replyguard.training.excerpt.Excerpts;
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
import org.jspecify.annotations.Nullable;

/**
 * The comments of a recipe's sources: those of a file, or, where the source's name begins with
 * {@value SourceSettings#GENERATED}, those a program makes from the recipe's seed. For one thread.
 */
public final class RecipeComments implements SourceComments {
  /** How many of the natural sources' comments are there once more in disguise, as trained. */
  public static final double OBFUSCATED_SHARE = 0.2;

  private static final List<String> NAMES =
      List.of("excerpts", "hard-negatives", "obfuscated", "spam-comments");

  /** About what a file of generated comments would have, compressed; for progress alone. */
  private static final long GENERATED_SIZE = 1_000_000;

  private final Recipe recipe;
  private final Path folder;
  private final double obfuscatedShare;
  private final TeacherAnswers teacher;
  // Kept, as all files are read for them.
  private @Nullable List<LabelledComment> excerpts;

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
    if (source.isGenerated()) {
      name(source);
      return GENERATED_SIZE;
    }
    return Files.size(Corpus.find(folder, source.file()));
  }

  @Override
  public void forEach(SourceSettings source, Reader reader, LongConsumer progress)
      throws IOException {
    if (source.isGenerated()) {
      List<LabelledComment> made = made(source);
      for (int i = 0; i < made.size(); i++) {
        reader.read(taught(source, made.get(i)));
        progress.accept(GENERATED_SIZE * (i + 1) / made.size());
      }
      return;
    }
    try (LabelledComments comments =
        LabelledComments.open(Corpus.find(folder, source.file()), source.skip())) {
      Optional<LabelledComment> next = comments.next();
      while (next.isPresent()) {
        LabelledComment comment = next.get();
        reader.read(taught(source, comment));
        progress.accept(comments.bytesRead());
        next = comments.next();
      }
    }
  }

  /** With the teacher's answer, or else as it is: with that of the comment it was made of. */
  private LabelledComment taught(SourceSettings source, LabelledComment comment) {
    return teacher.has(source.file(), comment.id())
        ? comment.taughtBy(teacher.of(source.file(), comment.id()))
        : comment;
  }

  @Override
  public String sha256(SourceSettings source) throws IOException {
    return source.isGenerated()
        ? GeneratedFile.sha256(made(source))
        : TextFiles.sha256(Corpus.find(folder, source.file()));
  }

  private static String name(SourceSettings source) throws DataException {
    String name = source.file().substring(SourceSettings.GENERATED.length());
    if (!NAMES.contains(name)) {
      throw new DataException(
          "sources." + source.file(),
          "nothing of that name is generated: " + String.join(", ", NAMES) + " expected");
    }
    return name;
  }

  private List<LabelledComment> made(SourceSettings source) throws IOException {
    List<Integer> folds = recipe.folds().train();
    return switch (name(source)) {
      case "excerpts" -> excerpts();
      case "hard-negatives" -> made(new HardNegatives(folds));
      case "obfuscated" -> made(new ObfuscatedComments(naturalComments(), obfuscatedShare, folds));
      case "spam-comments" -> made(new SpamComments(folds));
      default -> throw new IllegalStateException(source.file());
    };
  }

  private List<LabelledComment> made(GeneratedSource source) {
    return source.comments(recipe.seed(), Split.TRAINING);
  }

  private List<LabelledComment> excerpts() throws IOException {
    List<LabelledComment> made = excerpts;
    if (made == null) {
      Excerpts making = new Excerpts(recipe.seed(), recipe.folds().train());
      for (SourceSettings source : recipe.sources()) {
        if (!source.isGenerated()) {
          forEach(source, making::add);
        }
      }
      made = making.comments();
      excerpts = made;
    }
    return made;
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
