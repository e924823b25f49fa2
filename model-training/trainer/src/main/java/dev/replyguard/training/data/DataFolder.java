package dev.replyguard.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of data files, each known by its name without the ending.
 *
 * @param path of the folder
 */
public record DataFolder(Path path) {
  private static final List<String> ENDINGS = List.of(".csv.gz", ".csv");

  /**
   * The file of that name, compressed or not.
   *
   * @throws DataException when there is none; the message names the nearest one there
   */
  public Path find(String name) throws IOException {
    Optional<Path> there = ifThere(name);
    if (there.isPresent()) {
      return there.get();
    }
    if (!Files.isDirectory(path)) {
      throw new DataException(path.toString(), "an existing folder expected");
    }
    throw new DataException(
        path.toString(),
        "%s.csv.gz or %s.csv expected there%s"
            .formatted(name, name, NearestName.hint(name, names())));
  }

  /** The file of that name, compressed or not; the compressed one where both are there. */
  public Optional<Path> ifThere(String name) {
    return ENDINGS.stream()
        .map(ending -> path.resolve(name + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The names of all data files, in order. */
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> ENDINGS.stream().anyMatch(name::endsWith))
          .map(name -> name.replaceFirst("\\.csv(\\.gz)?$", ""))
          .distinct()
          .sorted()
          .toList();
    }
  }
}
