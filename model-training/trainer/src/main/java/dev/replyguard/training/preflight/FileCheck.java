package dev.replyguard.training.preflight;

import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.Faults;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads one file of labelled comments to its end, whatever is wrong with its rows. */
final class FileCheck {
  private final Path file;
  private final Faults faults;
  private final RowIds ids = new RowIds();
  private long rows;
  private long weights;
  private long blank;

  /**
   * A check of {@code file}.
   *
   * @param faults told what is wrong
   */
  FileCheck(Path file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  /**
   * Reads the file.
   *
   * @param skip as a recipe's source has it
   * @param rows given every good row
   * @param progress told how many bytes have been read
   */
  void run(Map<String, String> skip, Consumer<LabelledComment> rows, LongConsumer progress)
      throws IOException {
    try (LabelledComments comments = LabelledComments.open(file, skip)) {
      while (next(comments, rows)) {
        progress.accept(comments.bytesRead());
      }
    } catch (DataException e) {
      faults.add(file.toString(), e);
    }
    if (this.rows == 0 && faults.of(file.toString()) == 0) {
      faults.add(
          file.toString(),
          file + ": at least one row expected" + (skip.isEmpty() ? "" : " that is not skipped"));
    }
  }

  private boolean next(LabelledComments comments, Consumer<LabelledComment> rows)
      throws IOException {
    try {
      Optional<LabelledComment> next = comments.next();
      if (next.isEmpty()) {
        return false;
      }
      add(next.get(), comments, rows);
      return true;
    } catch (DataException e) {
      faults.add(file.toString(), e);
      return !comments.isBroken();
    }
  }

  private void add(
      LabelledComment comment, LabelledComments comments, Consumer<LabelledComment> rows)
      throws DataException {
    this.rows++;
    weights += Float.isNaN(comment.weight()) ? 0 : 1;
    blank += comment.text().isBlank() ? 1 : 0;
    Optional<String> fault = ids.add(comment, comments.line());
    if (fault.isPresent()) {
      throw comments.error(fault.get());
    }
    rows.accept(comment);
  }

  /** Whether some row has a weight. */
  boolean hasWeights() {
    return weights > 0;
  }

  /** What is odd about the file, but no fault. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (ids.repeats() > 0) {
      notes.add(
          "%s: rows that repeat the id, text and labels of another, and are used too: %d"
              .formatted(file, ids.repeats()));
    }
    if (blank > 0) {
      notes.add("%s: rows without text, which nothing is learnt from: %d".formatted(file, blank));
    }
    return notes;
  }
}
