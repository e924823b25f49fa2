package dev.replyguard.training.data;

import dev.replyguard.model.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a teacher model says of the comments of some files: a table with the columns {@code source},
 * the file's name without its ending, {@code id}, and log-odds in columns named by label. Held in
 * memory, a hundred bytes a comment and some. Immutable.
 */
public final class TeacherAnswers {
  /** None. */
  public static final TeacherAnswers NONE = new TeacherAnswers(Map.of());

  private static final float[] UNKNOWN = new float[Label.ALL.size()];

  static {
    Arrays.fill(UNKNOWN, Float.NaN);
  }

  // By the file's name, then by the comment's id.
  private final Map<String, Map<String, float[]>> answers;

  private TeacherAnswers(Map<String, Map<String, float[]>> answers) {
    this.answers = answers;
  }

  /**
   * Reads a file.
   *
   * @param sha256 what it must have, in hexadecimal
   * @param labels whose columns are read
   * @throws DataException when it is missing, another one or faulty
   */
  public static TeacherAnswers read(Path file, String sha256, Collection<Label> labels)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file.toString(), "the teacher's answers expected there");
    }
    String found = TextFiles.sha256(file);
    if (!found.equals(sha256)) {
      throw new DataException(
          file.toString(), "other answers than the recipe's expected: its SHA-256 is " + found);
    }
    Map<String, Map<String, float[]>> answers = new HashMap<>();
    try (CsvTable table = CsvTable.open(file, columns(labels))) {
      while (table.next()) {
        answers
            .computeIfAbsent(table.field("source"), source -> new HashMap<>())
            .put(table.field("id"), probabilities(table, labels));
      }
    }
    return new TeacherAnswers(answers);
  }

  private static Collection<String> columns(Collection<Label> labels) {
    List<String> columns = new ArrayList<>(List.of("source", "id"));
    labels.forEach(label -> columns.add(label.key()));
    return columns;
  }

  private static float[] probabilities(CsvTable table, Collection<Label> labels)
      throws DataException {
    float[] probabilities = UNKNOWN.clone();
    for (Label label : labels) {
      String field = table.field(label.key());
      if (!field.isEmpty()) {
        // StrictMath: the same on every machine.
        double odds = StrictMath.exp(number(table, label.key(), field));
        probabilities[label.index()] = (float) (1 - 1 / (1 + odds));
      }
    }
    return probabilities;
  }

  private static double number(CsvTable table, String column, String field) throws DataException {
    try {
      double number = Double.parseDouble(field);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw table.error(column, "blank or log-odds expected");
  }

  /** How many comments it says something of. */
  public int size() {
    return answers.values().stream().mapToInt(Map::size).sum();
  }

  /**
   * What it says of a comment: for each label, in label order, the probability, 0..1, or NaN where
   * it says nothing. Not to be changed.
   *
   * @param source the name of the comment's file, without its ending
   */
  public float[] of(String source, String id) {
    return answers.getOrDefault(source, Map.of()).getOrDefault(id, UNKNOWN);
  }

  /**
   * Whether it says something of a comment.
   *
   * @param source the name of the comment's file, without its ending
   */
  public boolean has(String source, String id) {
    return answers.getOrDefault(source, Map.of()).containsKey(id);
  }

  /** What is said by none. Not to be changed. */
  static float[] unknown() {
    return UNKNOWN;
  }
}
