package dev.replyguard.training;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.data.CsvTable;
import dev.replyguard.training.data.LabelledComments;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Scores tables of comments row by row. */
public final class CommentScoring {
  private final ScoringModel model;

  /** A scoring by {@code model}. */
  public CommentScoring(ScoringModel model) {
    this.model = model;
  }

  /**
   * Writes a row of scores for every row of comments, in their order: {@code id}, then one column a
   * label in label order, blank where the model does not know the label.
   *
   * @param comments with the columns {@code id} and {@code text}, and such as {@link
   *     LabelledComments#scoringInput} reads
   */
  public void score(CsvTable comments, Writer out, Progress progress) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    List<String> row = new ArrayList<>();
    row.add("id");
    Label.ALL.forEach(label -> row.add(label.key()));
    printer.printRecord(row);
    while (comments.next()) {
      Scores scores = model.score(LabelledComments.scoringInput(comments));
      row.clear();
      row.add(comments.field("id"));
      Label.ALL.forEach(
          label -> row.add(scores.has(label) ? Float.toString(scores.get(label)) : ""));
      printer.printRecord(row);
      progress.step("");
    }
    printer.flush();
  }
}
