package dev.replyguard.training.measuring;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.training.data.CsvTable;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.DataFolder;
import dev.replyguard.training.data.LabelledComment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores as {@code score} writes them, by it or by another program: a folder with a file for each
 * file of comments, of the same name but for {@code .gz}, each row an {@code id} and scores, 0..1,
 * in columns named by label. A column that is missing or a field that is blank is a label not
 * known; a file that is missing knows none. For one thread; holds the scores of one file.
 */
public final class ScoreFiles implements RowScoring {
  private static final Scores NONE = Scores.partial(Map.of());

  private final DataFolder folder;
  private @Nullable Path file;
  private Map<String, Scores> scores = Map.of();
  private Optional<Path> there = Optional.empty();

  /** The scores in {@code folder}. */
  public ScoreFiles(Path folder) {
    this.folder = new DataFolder(folder);
  }

  @Override
  public Scores score(Path from, LabelledComment comment) throws IOException {
    if (!from.equals(file)) {
      open(from);
    }
    Scores found = scores.get(comment.id());
    if (found == null && there.isPresent()) {
      throw new DataException(there.get().toString(), "no row has the id " + comment.id());
    }
    return found == null ? NONE : found;
  }

  private void open(Path from) throws IOException {
    file = from;
    scores = new HashMap<>();
    there = folder.ifThere(DataSet.nameOf(from));
    if (there.isPresent()) {
      read(there.get());
    }
  }

  private void read(Path scored) throws IOException {
    try (CsvTable table = CsvTable.open(scored, List.of("id"))) {
      while (table.next()) {
        Scores row = row(table);
        // Rows of the same id and other scores cannot be told apart: both are left out.
        scores.merge(table.field("id"), row, (one, two) -> one.equals(two) ? one : NONE);
      }
    }
  }

  private static Scores row(CsvTable table) throws DataException {
    Map<Label, Float> known = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      String field = table.hasColumn(label.key()) ? table.field(label.key()) : "";
      if (!field.isEmpty()) {
        known.put(label, score(table, label.key(), field));
      }
    }
    return Scores.partial(known);
  }

  private static float score(CsvTable table, String column, String field) throws DataException {
    float score;
    try {
      score = Float.parseFloat(field);
    } catch (NumberFormatException e) {
      score = Float.NaN;
    }
    if (!(score >= 0 && score <= 1)) {
      throw table.error(column, "blank or a number from 0 to 1 expected");
    }
    return score;
  }
}
