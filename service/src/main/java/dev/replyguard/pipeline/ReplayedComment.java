package dev.replyguard.pipeline;

import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Scores;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a draft policy makes of a stored comment.
 *
 * @param id the comment
 * @param recordedAt when it was recorded
 * @param before what the service had decided
 * @param after what it would decide
 * @param scores the scores of then, or null where the model had not been asked
 * @param ruling what people have decided, or null
 * @param rules stage and rule of the reasons for {@code after}, such as {@code policy/insult.hold}
 * @param unscored whether the model would have been asked, and had not been: it was judged without
 */
public record ReplayedComment(
    String id,
    Instant recordedAt,
    Verdict before,
    Verdict after,
    @Nullable Scores scores,
    @Nullable Ruling ruling,
    List<String> rules,
    boolean unscored) {

  public ReplayedComment {
    rules = List.copyOf(rules);
  }

  /** Whether the verdict would be another one. */
  public boolean isChanged() {
    return before != after;
  }
}
