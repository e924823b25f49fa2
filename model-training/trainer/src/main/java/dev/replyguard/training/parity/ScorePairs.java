package dev.replyguard.training.parity;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.Progress;
import dev.replyguard.training.data.CsvTable;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.LabelledComments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Comments with the scores that another service gave them, read beside the model's own. */
public final class ScorePairs {
  private final Map<Label, List<double[]>> pairs = new EnumMap<>(Label.class);

  /**
   * Reads a table with the column {@code text} and, for each attribute, a column of its name in
   * capitals, as in {@code TOXICITY}, or, as in {@code p_toxicity}, after {@code p_}; a field left
   * empty is no score.
   *
   * @throws DataException where a score is none of 0..1, or no attribute has a column
   */
  public static ScorePairs read(Path file, ScoringModel model, Progress progress)
      throws IOException {
    ScorePairs all = new ScorePairs();
    try (CsvTable table = CsvTable.open(file, List.of("text"))) {
      Map<Label, String> columns = columns(table);
      if (columns.isEmpty()) {
        throw new DataException(
            file.toString(), "a column such as TOXICITY or p_toxicity expected, there is none");
      }
      while (table.next()) {
        Scores scores = model.score(LabelledComments.scoringInput(table));
        for (Map.Entry<Label, String> column : columns.entrySet()) {
          String field = table.field(column.getValue());
          if (!field.isBlank() && scores.has(column.getKey())) {
            all.add(column.getKey(), scores.get(column.getKey()), score(table, column.getValue()));
          }
        }
        progress.step("");
      }
    }
    return all;
  }

  private static Map<Label, String> columns(CsvTable table) {
    Map<Label, String> columns = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      for (String name : List.of(label.key().toUpperCase(Locale.ROOT), "p_" + label.key())) {
        if (table.hasColumn(name)) {
          columns.putIfAbsent(label, name);
        }
      }
    }
    return columns;
  }

  private static double score(CsvTable table, String column) throws IOException {
    try {
      double score = Double.parseDouble(table.field(column).strip());
      if (score >= 0 && score <= 1) {
        return score;
      }
    } catch (NumberFormatException e) {
      throw table.error(column, "a score of 0 to 1 expected");
    }
    throw table.error(column, "a score of 0 to 1 expected");
  }

  private void add(Label label, double ours, double theirs) {
    pairs.computeIfAbsent(label, l -> new ArrayList<>()).add(new double[] {ours, theirs});
  }

  /** What comes of them, for each label with {@link AttributeParity#MIN_PAIRS} pairs or more. */
  public List<AttributeParity> fit() {
    List<AttributeParity> fitted = new ArrayList<>();
    pairs.forEach(
        (label, both) -> {
          if (both.size() >= AttributeParity.MIN_PAIRS) {
            fitted.add(
                AttributeParity.of(
                    label,
                    both.stream().mapToDouble(pair -> pair[0]).toArray(),
                    both.stream().mapToDouble(pair -> pair[1]).toArray()));
          }
        });
    return fitted;
  }
}
