package dev.replyguard.training;

import dev.replyguard.model.Label;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.fit.SourceComments;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A model's answers for the comments that a recipe trains on, as {@link
 * dev.replyguard.training.data.TeacherAnswers} reads them: log-odds to one decimal. What the recipe
 * makes up with labels is left out: where that is a comment in disguise, the answer is that of the
 * comment.
 */
public final class Teaching {
  /** So many comments are scored at once, on all processors. */
  private static final int BATCH = 512;

  private final Recipe recipe;
  private final SourceComments comments;
  private final ScoringModel model;
  private final List<Label> labels;

  /**
   * A teaching by {@code model}.
   *
   * @param comments of the recipe's sources
   * @param model may be used by several threads at once
   * @param labels that it is asked about; it knows all of them
   */
  public Teaching(Recipe recipe, SourceComments comments, ScoringModel model, List<Label> labels) {
    this.recipe = recipe;
    this.comments = comments;
    this.model = model;
    this.labels = List.copyOf(labels);
  }

  /**
   * Writes the answers for the training folds, in the order of the sources and their files.
   *
   * @throws dev.replyguard.training.data.DataException when a file is missing or faulty
   */
  public void write(Writer out, Progress progress) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    List<String> header = new ArrayList<>(List.of("source", "id"));
    labels.forEach(label -> header.add(label.key()));
    printer.printRecord(header);
    List<SourceSettings> sources =
        recipe.sources().stream().filter(SourceSettings::isForTeacher).toList();
    progress.begin("Answering", comments.size(sources));
    for (SourceSettings source : sources) {
      progress.step(source.file(), comments.size(source));
      write(source, printer, progress);
    }
    printer.flush();
  }

  private void write(SourceSettings source, CSVPrinter printer, Progress progress)
      throws IOException {
    List<LabelledComment> batch = new ArrayList<>();
    comments.forEach(
        source,
        comment -> {
          if (recipe.folds().train().contains(comment.fold())) {
            batch.add(comment);
          }
          if (batch.size() == BATCH) {
            write(source, batch, printer);
            batch.clear();
          }
        },
        progress::advance);
    write(source, batch, printer);
  }

  private void write(SourceSettings source, List<LabelledComment> batch, CSVPrinter printer)
      throws IOException {
    List<double[]> answers =
        batch.stream().parallel().map(comment -> model.logits(comment.input())).toList();
    for (int i = 0; i < batch.size(); i++) {
      List<String> row = new ArrayList<>(List.of(source.file(), batch.get(i).id()));
      for (Label label : labels) {
        row.add(String.format(Locale.ROOT, "%.1f", answers.get(i)[label.index()]));
      }
      printer.printRecord(row);
    }
  }
}
