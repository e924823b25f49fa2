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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a teacher's answers: whether they are those of the recipe, and of how many comments that
 * are trained on they say something. For one use.
 */
final class TeacherCheck {
  private final TeacherSettings settings;
  private final List<Integer> folds;
  private final List<SourceSettings> unlabelled;
  private final Path file;
  private TeacherAnswers answers = TeacherAnswers.NONE;
  // By source: how many comments, and how many of them have an answer.
  private final Map<String, long[]> counts = new LinkedHashMap<>();

  TeacherCheck(RecipeFile recipe) {
    settings = recipe.recipe().teacher();
    folds = recipe.recipe().folds().train();
    unlabelled =
        recipe.recipe().sources().stream()
            .filter(source -> source.labels().isEmpty() && source.assumedNegative().isEmpty())
            .toList();
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

  /** Counts a comment of a source that a teacher is asked about. */
  void add(LabelledComment comment, SourceSettings source) {
    if (folds.contains(comment.fold())) {
      long[] count = counts.computeIfAbsent(source.file(), file -> new long[2]);
      count[0]++;
      count[1] += answers.has(source.file(), comment.id()) ? 1 : 0;
    }
  }

  private long sum(int place) {
    return counts.values().stream().mapToLong(count -> count[place]).sum();
  }

  /** What is wrong with answers that were read. */
  Optional<String> fault() {
    return settings.isGiven() && sum(1) == 0
        ? Optional.of(file + ": says nothing of any comment of the training folds " + folds)
        : Optional.empty();
  }

  /** How many comments it is about, and which sources nobody says anything of. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (settings.isGiven()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s: a teacher's answers for %,d of the %,d comments of the training folds",
              file,
              sum(1),
              sum(0)));
    }
    for (SourceSettings source : unlabelled) {
      if (counts.getOrDefault(source.file(), new long[2])[1] == 0) {
        notes.add(
            "%s: no labels, and no teacher's answers: it teaches nothing".formatted(source.file()));
      }
    }
    return notes;
  }

  /** What was read, {@link TeacherAnswers#NONE} where the recipe has no teacher. */
  TeacherAnswers answers() {
    return answers;
  }
}
