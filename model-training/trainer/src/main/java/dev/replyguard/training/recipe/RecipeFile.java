package dev.replyguard.training.recipe;

import dev.replyguard.training.data.DataException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A recipe and where its settings stand, for messages.
 *
 * @param file it was read from
 * @param recipe what was read
 * @param lines by each setting's JSON pointer, such as {@code /sources/0/file}, its line, from 1
 */
public record RecipeFile(Path file, Recipe recipe, Map<String, Integer> lines) {
  public RecipeFile {
    lines = Map.copyOf(lines);
  }

  /**
   * A fault of a setting, with its line, or where it is not there, that of what it is missing in.
   *
   * @param pointer the setting's JSON pointer
   */
  public DataException fault(String pointer, String problem) {
    return fault(file, lines, pointer, problem);
  }

  static DataException fault(
      Path file, Map<String, Integer> lines, String pointer, String problem) {
    String at = pointer;
    while (!at.isEmpty() && !lines.containsKey(at)) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return at.isEmpty()
        ? new DataException(file.toString(), problem)
        : new DataException(file.toString(), lines.getOrDefault(at, 1), problem);
  }
}
