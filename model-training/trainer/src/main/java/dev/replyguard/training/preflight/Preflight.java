package dev.replyguard.training.preflight;

import dev.replyguard.training.Progress;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.DataFolder;
import dev.replyguard.training.data.Faults;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.TeacherAnswers;
import dev.replyguard.training.fit.TrainingMemory;
import dev.replyguard.training.generated.RecipeComments;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.Recipe.ReportSettings;
import dev.replyguard.training.recipe.RecipeFile;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at everything a training needs before it starts: every row of every file, a teacher's
 * answers, what each label has to be trained and tuned on, whether the outputs can be written, and
 * whether there is memory enough. All that is wrong is told at once. It reads each file once and
 * takes seconds. For one use.
 */
public final class Preflight {
  private final RecipeFile recipeFile;
  private final Recipe recipe;
  private final DataFolder data;
  private final Progress progress;
  private final Faults faults = new Faults();
  private final List<String> notes = new ArrayList<>();
  private final LabelCounts labels;
  private final FeatureSample sample;
  private final TeacherCheck teacher;

  /**
   * A look at a recipe.
   *
   * @param data the folder of the recipe's files
   */
  public Preflight(RecipeFile recipe, Path data, Progress progress) {
    this.recipeFile = recipe;
    this.recipe = recipe.recipe();
    this.data = new DataFolder(data);
    this.progress = progress;
    this.labels = new LabelCounts(this.recipe);
    this.sample = new FeatureSample(this.recipe);
    this.teacher = new TeacherCheck(recipe);
  }

  /**
   * What was found.
   *
   * @param memory what training will take
   * @param teacher the answers that the recipe names, {@link TeacherAnswers#NONE} where it names
   *     none
   * @param notes what is odd, but no fault
   */
  public record Findings(TrainingMemory memory, TeacherAnswers teacher, List<String> notes) {
    public Findings {
      notes = List.copyOf(notes);
    }
  }

  /**
   * A file of the recipe.
   *
   * @param pointer where the recipe names it
   * @param source what is taken from it, where it is a source and not only reported on
   * @param weighted whether its rows need weights
   */
  private record NamedFile(
      String pointer, Path path, Optional<SourceSettings> source, boolean weighted) {
    Map<String, String> skip() {
      return source.map(SourceSettings::skip).orElse(Map.of());
    }
  }

  /**
   * Looks.
   *
   * @param outputs files that will be written
   * @param heap how many bytes Java may use
   * @throws DataException that tells all faults
   */
  public Findings run(List<Path> outputs, long heap) throws IOException {
    OutputCheck outputCheck = new OutputCheck(faults);
    outputs.forEach(outputCheck::add);
    List<NamedFile> files = files();
    long bytes = 0;
    for (NamedFile file : files) {
      bytes += Files.size(file.path());
    }
    progress.begin("Checking", bytes);
    teacher.read(faults);
    for (NamedFile file : files) {
      check(file);
    }
    if (faults.isEmpty()) {
      checkGenerated();
    }
    if (faults.isEmpty()) {
      // Else the counts would be those of the readable rows, and mislead.
      labels.faults().forEach(fault -> addFault("/sources", fault));
      teacher.fault().ifPresent(fault -> addFault("/teacher/file", fault));
      HeapCheck.fault(sample.memory(), heap).ifPresent(fault -> faults.add("memory", fault));
      outputCheck.requireSpace(recipe);
    }
    faults.throwIfAny("nothing was trained");
    notes.addAll(teacher.notes());
    return new Findings(sample.memory(), teacher.answers(), notes);
  }

  private List<NamedFile> files() throws IOException {
    List<NamedFile> files = new ArrayList<>();
    for (int i = 0; i < recipe.sources().size(); i++) {
      SourceSettings source = recipe.sources().get(i);
      if (source.isGenerated()) {
        continue;
      }
      String pointer = "/sources/" + i + "/file";
      Optional<Path> path = find(pointer, source.file());
      path.ifPresent(p -> files.add(new NamedFile(pointer, p, Optional.of(source), false)));
    }
    for (int i = 0; i < recipe.reports().size(); i++) {
      ReportSettings report = recipe.reports().get(i);
      String pointer = "/reports/" + i + "/file";
      Optional<Path> path = find(pointer, report.file());
      path.ifPresent(
          p -> files.add(new NamedFile(pointer, p, Optional.empty(), report.weighted())));
    }
    return files;
  }

  private Optional<Path> find(String pointer, String name) throws IOException {
    try {
      return Optional.of(data.find(name));
    } catch (DataException e) {
      addFault(pointer, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void check(NamedFile file) throws IOException {
    progress.step(String.valueOf(file.path().getFileName()), Files.size(file.path()));
    FileCheck check = new FileCheck(file.path(), faults);
    check.run(
        file.skip(),
        comment -> file.source().ifPresent(source -> add(comment, source)),
        progress::advance);
    notes.addAll(check.notes());
    if (file.weighted() && !check.hasWeights() && faults.of(file.path().toString()) == 0) {
      addFault(file.pointer(), file.path() + ": weighted: true, but no row has a weight");
    }
  }

  /** Comments that are made of those in the files, which are good by now, or of nothing. */
  private void checkGenerated() throws IOException {
    RecipeComments comments = new RecipeComments(recipe, data.path());
    for (int i = 0; i < recipe.sources().size(); i++) {
      SourceSettings source = recipe.sources().get(i);
      if (source.isGenerated()) {
        try {
          comments.forEach(source, comment -> add(comment, source));
        } catch (DataException e) {
          addFault("/sources/" + i + "/file", String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private void add(LabelledComment comment, SourceSettings source) {
    labels.add(comment, source);
    sample.add(comment, source);
    if (source.isForTeacher()) {
      teacher.add(comment, source);
    }
  }

  private void addFault(String pointer, String problem) {
    faults.add(recipeFile.file().toString(), recipeFile.fault(pointer, problem));
  }
}
