package dev.replyguard.training.preflight;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.Faults;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.TeacherAnswers;
import dev.replyguard.training.recipe.RecipeFile;
import dev.replyguard.training.recipe.SourceSettings;
import dev.replyguard.training.recipe.TeacherSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at a teacher's answers: whether they are those of the recipe, and of how many comments that
 * are trained on they say something. For one use.
 */
final class TeacherCheck {
  private final TeacherSettings settings;
  private final List<Integer> folds;
  private final Path file;
  private TeacherAnswers answers = TeacherAnswers.NONE;
  private long comments;
  private long answered;

  TeacherCheck(RecipeFile recipe) {
    settings = recipe.recipe().teacher();
    folds = recipe.recipe().folds().train();
    // Beside the recipe, so that the two go together.
    file = recipe.file().resolveSibling(settings.file());
  }

  /** Reads the answers, where the recipe has a teacher. */
  void read(Faults faults) throws IOException {
    if (!settings.isGiven()) {
      return;
    }
    List<Label> labels = Label.ALL.stream().filter(settings::knows).toList();
    try {
      answers = TeacherAnswers.read(file, settings.sha256(), labels);
    } catch (DataException e) {
      faults.add(file.toString(), e);
    }
  }

  /** Counts a comment of a source's file. */
  void add(LabelledComment comment, SourceSettings source) {
    if (folds.contains(comment.fold())) {
      comments++;
      answered += answers.has(source.file(), comment.id()) ? 1 : 0;
    }
  }

  /** What is wrong with answers that were read. */
  Optional<String> fault() {
    return settings.isGiven() && answered == 0
        ? Optional.of(file + ": says nothing of any comment of the training folds " + folds)
        : Optional.empty();
  }

  /** How many comments it is about. */
  Optional<String> note() {
    return settings.isGiven()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s: a teacher's answers for %,d of the %,d comments of the training folds",
                file,
                answered,
                comments))
        : Optional.empty();
  }

  /** What was read, {@link TeacherAnswers#NONE} where the recipe has no teacher. */
  TeacherAnswers answers() {
    return answers;
  }
}
