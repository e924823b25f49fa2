package dev.replyguard.training.data;

import dev.replyguard.model.Label;
import dev.replyguard.text.ScoringInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of labelled comments, in the format that {@code docs/data-format.md} describes, read row
 * by row. For one thread.
 */
public final class LabelledComments implements AutoCloseable {
  /** Folds are numbered from 0 to one less than this. */
  public static final int FOLDS = 10;

  /** The fold that models are reported on and compared by; none is trained on it. */
  public static final int REPORT_FOLD = 9;

  private static final List<String> COLUMNS = columns();
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?");

  private final CsvTable table;
  private final Map<String, String> skip;

  private LabelledComments(CsvTable table, Map<String, String> skip) {
    this.table = table;
    this.skip = Map.copyOf(skip);
  }

  /**
   * Opens a file.
   *
   * @throws DataException when it is missing or unreadable, or lacks a column
   */
  public static LabelledComments open(Path file) throws IOException {
    return open(file, Map.of());
  }

  /**
   * Opens a file of which some rows are passed over.
   *
   * @param skip rows that hold one of these values in the column named
   * @throws DataException when it is missing or unreadable, or lacks a column
   */
  public static LabelledComments open(Path file, Map<String, String> skip) throws IOException {
    List<String> required = new ArrayList<>(COLUMNS);
    required.addAll(skip.keySet());
    return new LabelledComments(CsvTable.open(file, required), skip);
  }

  private static List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("id", "text", "fold", "source"));
    Label.ALL.forEach(label -> columns.add(label.key()));
    return List.copyOf(columns);
  }

  /**
   * The next comment, or empty at the end.
   *
   * @throws DataException when a field is not what it should be
   */
  public Optional<LabelledComment> next() throws IOException {
    do {
      if (!table.next()) {
        return Optional.empty();
      }
    } while (isSkipped());
    float[] labels = new float[Label.ALL.size()];
    for (Label label : Label.ALL) {
      labels[label.index()] = share(label.key());
    }
    return Optional.of(
        new LabelledComment(
            table.field("id"),
            scoringInput(table),
            labels,
            fold(),
            table.field("source"),
            table.hasColumn("sample") ? table.field("sample") : "",
            weight()));
  }

  /**
   * The comment of the current record, with what its file says beside the text: the columns {@code
   * author_name}, {@code author_url} and {@code article_title} where it has them.
   *
   * @param table with a column {@code text}
   */
  public static ScoringInput scoringInput(CsvTable table) {
    return new ScoringInput(
        table.field("text"),
        optional(table, "author_name"),
        optional(table, "author_url"),
        optional(table, "article_title"));
  }

  private static @Nullable String optional(CsvTable table, String column) {
    String field = table.hasColumn(column) ? table.field(column) : "";
    return field.isEmpty() ? null : field;
  }

  private boolean isSkipped() {
    return skip.entrySet().stream()
        .anyMatch(entry -> table.field(entry.getKey()).equals(entry.getValue()));
  }

  private float share(String column) throws DataException {
    String field = table.field(column);
    if (field.isEmpty()) {
      return Float.NaN;
    }
    if (field.equals("0")) {
      return 0;
    }
    float value = number(field);
    if (!(value >= 0 && value <= 1)) {
      throw table.error(column, "blank or a number from 0 to 1 expected, got " + shown(field));
    }
    return value;
  }

  private int fold() throws DataException {
    String field = table.field("fold");
    if (field.length() != 1 || field.charAt(0) < '0' || field.charAt(0) > '9') {
      throw table.error("fold", "a whole number from 0 to 9 expected, got " + shown(field));
    }
    return field.charAt(0) - '0';
  }

  private float weight() throws DataException {
    if (!table.hasColumn("weight") || table.field("weight").isEmpty()) {
      return Float.NaN;
    }
    String field = table.field("weight");
    float value = number(field);
    if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
      throw table.error("weight", "blank or a number above 0 expected, got " + shown(field));
    }
    return value;
  }

  /** The number, or NaN where the field is none. */
  private static float number(String field) {
    // Java's own parser takes more: blanks around it, a type's letter behind it, hexadecimal.
    return NUMBER.matcher(field).matches() ? Float.parseFloat(field) : Float.NaN;
  }

  /** A field as a message may show it: a field that long was a comment's text, by a lost comma. */
  private static String shown(String field) {
    if (field.isEmpty()) {
      return "nothing";
    }
    return field.length() <= 12 ? '"' + field + '"' : field.length() + " characters";
  }

  /** The line the comment read last starts at, from 1. */
  public long line() {
    return table.line();
  }

  /** How many bytes of the file, as it is on disk, have been read. */
  public long bytesRead() {
    return table.bytesRead();
  }

  /** Whether the file has that column. */
  public boolean hasColumn(String column) {
    return table.hasColumn(column);
  }

  /**
   * Whether nothing more can be read after a fault. Where it is not so, {@link #next()} goes on
   * behind the faulty row.
   */
  public boolean isBroken() {
    return table.isBroken();
  }

  /** A fault of the row read last, ready to be thrown. */
  public DataException error(String message) {
    return table.error(message);
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
