package dev.replyguard.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much waits, and what.
 *
 * @param waiting comments that wait
 * @param entries what they are offered as: similar ones once
 * @param claimed comments that somebody works on
 * @param oldest when the one that waits longest arrived, or null where none waits
 * @param labels entries by label
 * @param rules entries by stage and rule
 * @param languages entries by language
 */
public record QueueCounts(
    long waiting,
    long entries,
    long claimed,
    @Nullable Instant oldest,
    Map<String, Long> labels,
    Map<String, Long> rules,
    Map<String, Long> languages) {

  public QueueCounts {
    labels = Map.copyOf(labels);
    rules = Map.copyOf(rules);
    languages = Map.copyOf(languages);
  }
}
