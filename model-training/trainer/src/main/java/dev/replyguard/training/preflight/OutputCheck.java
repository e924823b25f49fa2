package dev.replyguard.training.preflight;

import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.Faults;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whether the files that a training writes can be written. */
final class OutputCheck {
  /** More than a feature takes in a bundle: eight weights, packed, for scoring and for Tribuo. */
  private static final long BYTES_A_FEATURE = 100;

  private final Faults faults;
  private final Set<Path> outputs = new LinkedHashSet<>();

  OutputCheck(Faults faults) {
    this.faults = faults;
  }

  /** Starts a file and takes it back. */
  void add(Path output) {
    if (!outputs.add(output.toAbsolutePath().normalize())) {
      faults.add(output.toString(), output + ": two outputs go there");
    }
    try {
      ReplacedFile.check(output);
    } catch (DataException e) {
      faults.add(output.toString(), e);
    } catch (IOException e) {
      faults.add(output.toString(), output + ": cannot be written: " + e.getMessage());
    }
  }

  /** Compares the space left with that of a bundle by {@code recipe}. */
  void requireSpace(Recipe recipe) throws IOException {
    long needed =
        BYTES_A_FEATURE * Math.min(recipe.training().maxFeatures(), recipe.features().buckets());
    for (Path output : outputs) {
      Path folder = output.getParent();
      long left = folder == null ? needed : Files.getFileStore(folder).getUsableSpace();
      if (left < needed) {
        faults.add(
            output.toString(),
            "%s: %d MB of free space expected, got %d MB"
                .formatted(output, needed >> 20, left >> 20));
      }
    }
  }
}
