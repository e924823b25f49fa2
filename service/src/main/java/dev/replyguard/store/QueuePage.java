package dev.replyguard.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of the queue, the most urgent first.
 *
 * @param entries as many as were asked for, or fewer: at the end, or where few of very many match
 * @param next where to go on, or null where that was all
 */
public record QueuePage(List<QueueEntry> entries, @Nullable QueueCursor next) {

  public QueuePage {
    entries = List.copyOf(entries);
  }
}
