package dev.replyguard.training;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.training.data.CsvTable;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Scores tables of comments row by row. */
public final class CommentScoring {
  private final CommentClassifier classifier;

  /** A scoring by {@code classifier}. */
  public CommentScoring(CommentClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Writes a row of scores for every row of comments, in their order: {@code id}, then one column a
   * label in label order.
   *
   * @param comments with the columns {@code id} and {@code text}
   */
  public void score(CsvTable comments, Writer out, Progress progress) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    List<String> row = new ArrayList<>();
    row.add("id");
    Label.ALL.forEach(label -> row.add(label.key()));
    printer.printRecord(row);
    while (comments.next()) {
      Scores scores = classifier.score(comments.field("text"));
      row.clear();
      row.add(comments.field("id"));
      Label.ALL.forEach(label -> row.add(Float.toString(scores.get(label))));
      printer.printRecord(row);
      progress.step("");
    }
    printer.flush();
  }
}
