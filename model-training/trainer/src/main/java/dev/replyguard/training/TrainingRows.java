package dev.replyguard.training;

import dev.replyguard.model.Label;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.fit.SourceComments;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import dev.replyguard.training.recipe.SourceSettings.Natural;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The comments that a recipe trains on as a table, for models that are trained by other programs.
 * Its columns are {@code source}, as the recipe names it; {@code natural}, whether that has natural
 * rates (1 or 0); {@code id}; {@code text}; then two for each label in label order: 1 or 0 under
 * the label's key, and what the row counts for it in training under the key with {@code _weight}
 * behind it. Both are blank where the row says nothing about the label.
 */
public final class TrainingRows {
  private final Recipe recipe;
  private final SourceComments comments;
  private final Function<ScoringInput, String> reading;

  /**
   * The rows of {@code recipe}.
   *
   * @param comments of its sources
   * @param reading what is written of a comment: what the model will be given to read
   */
  public TrainingRows(
      Recipe recipe, SourceComments comments, Function<ScoringInput, String> reading) {
    this.recipe = recipe;
    this.comments = comments;
    this.reading = reading;
  }

  /**
   * Writes the rows of the training folds that say something about a label, in the order of the
   * sources and their files.
   *
   * @throws dev.replyguard.training.data.DataException when a file is missing or faulty
   */
  public void write(Writer out, Progress progress) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    printer.printRecord(header());
    progress.begin("Rows", comments.size(recipe.sources()));
    for (SourceSettings source : recipe.sources()) {
      progress.step(source.file(), comments.size(source));
      comments.forEach(source, comment -> write(source, comment, printer), progress::advance);
    }
    printer.flush();
  }

  private static List<String> header() {
    List<String> header = new ArrayList<>(List.of("source", "natural", "id", "text"));
    for (Label label : Label.ALL) {
      header.add(label.key());
      header.add(label.key() + "_weight");
    }
    return header;
  }

  private void write(SourceSettings source, LabelledComment comment, CSVPrinter printer)
      throws IOException {
    if (!recipe.folds().train().contains(comment.fold())) {
      return;
    }
    List<Object> labels = new ArrayList<>();
    boolean counts = false;
    for (Label label : Label.ALL) {
      double weight =
          source.trainingWeight(label, comment.labels()[label.index()], comment.isClean());
      labels.add(weight > 0 ? (comment.isPositive(label) ? 1 : 0) : "");
      labels.add(weight > 0 ? weight : "");
      counts |= weight > 0;
    }
    if (counts) {
      List<Object> row = new ArrayList<>();
      row.add(source.file());
      row.add(source.natural() == Natural.ALL ? 1 : 0);
      row.add(comment.id());
      row.add(reading.apply(comment.input()));
      row.addAll(labels);
      printer.printRecord(row);
    }
  }
}
