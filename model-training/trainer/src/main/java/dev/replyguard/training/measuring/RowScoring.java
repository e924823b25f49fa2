package dev.replyguard.training.measuring;

import dev.replyguard.model.Scores;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.data.LabelledComment;
import java.io.IOException;
import java.nio.file.Path;

/** Gives the scores of a comment: by a model, or as somebody has written them down. */
public interface RowScoring {
  /**
   * The scores of one row.
   *
   * @param file that the comment is from
   * @throws IOException when they cannot be had
   */
  Scores score(Path file, LabelledComment comment) throws IOException;

  /** By {@code model}, from all that is known of the comment. */
  static RowScoring by(ScoringModel model) {
    return (file, comment) -> model.score(comment.input());
  }
}
