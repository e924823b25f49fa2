package dev.replyguard.training.fit;

import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;

/** Where the comments of a recipe's sources come from. */
public interface SourceComments {
  /** What is done with a comment. */
  interface Reader {
    /** Is given the next comment. */
    void read(LabelledComment comment) throws IOException;
  }

  /**
   * Gives all comments of a source to {@code reader}, in their order: the same ones every time.
   *
   * @param progress told how much of the {@link #size} is read
   * @throws dev.replyguard.training.data.DataException when a file is missing or faulty
   */
  void forEach(SourceSettings source, Reader reader, LongConsumer progress) throws IOException;

  /** Gives all comments of a source to {@code reader}, and tells nobody how far it is. */
  default void forEach(SourceSettings source, Reader reader) throws IOException {
    forEach(source, reader, read -> {});
  }

  /** How much there is to read of a source: bytes of its file, or about as many. */
  long size(SourceSettings source) throws IOException;

  /** How much there is to read of several sources. */
  default long size(List<SourceSettings> sources) throws IOException {
    long size = 0;
    for (SourceSettings source : sources) {
      size += size(source);
    }
    return size;
  }

  /** The SHA-256 of the source, in hexadecimal: it stands for all of its comments. */
  String sha256(SourceSettings source) throws IOException;
}
