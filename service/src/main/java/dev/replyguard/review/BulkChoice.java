package dev.replyguard.review;

import dev.replyguard.store.QueueCursor;
import dev.replyguard.store.QueueEntry;
import dev.replyguard.store.QueuePage;
import dev.replyguard.store.QueueStore;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what is decided at once: what is found, page by page, and with each that stands for a
 * group of similar comments the others of the group, until there are as many as are allowed. For
 * one call.
 */
final class BulkChoice {
  private final int limit;
  private final Pages found;
  private final @Nullable GroupPages ofGroup;
  private final Set<String> ids = new LinkedHashSet<>();
  private int groups;
  private boolean more;

  /** The pages of what is meant. */
  interface Pages {
    Future<QueuePage> next(@Nullable QueueCursor after, int wanted);
  }

  /** The pages of a group. */
  interface GroupPages {
    Future<QueuePage> next(String group, @Nullable QueueCursor after, int wanted);
  }

  /**
   * What was chosen.
   *
   * @param groups how many groups were chosen with all that waits of them
   * @param more whether more is meant than the limit allows
   */
  record Chosen(List<String> ids, int groups, boolean more) {}

  /**
   * A choice.
   *
   * @param limit at most so many comments
   * @param ofGroup null where what is found has the comments of groups one by one, as far as they
   *     are meant
   */
  BulkChoice(int limit, Pages found, @Nullable GroupPages ofGroup) {
    this.limit = limit;
    this.found = found;
    this.ofGroup = ofGroup;
  }

  Future<Chosen> made() {
    return page(null).map(done -> new Chosen(List.copyOf(ids), groups, more));
  }

  private Future<Void> page(@Nullable QueueCursor after) {
    return found
        .next(after, Math.min(QueueStore.MAX_PAGE, limit - ids.size()))
        .compose(page -> entries(page.entries(), 0).compose(done -> rest(page.next())));
  }

  private Future<Void> rest(@Nullable QueueCursor next) {
    if (next == null || more) {
      return Future.succeededFuture();
    }
    if (ids.size() >= limit) {
      more = true;
      return Future.succeededFuture();
    }
    return page(next);
  }

  private Future<Void> entries(List<QueueEntry> entries, int from) {
    for (int i = from; i < entries.size(); i++) {
      QueueEntry entry = entries.get(i);
      if (ids.size() >= limit) {
        // Groups have filled it before the page has ended.
        more = more || !ids.contains(entry.id());
        return Future.succeededFuture();
      }
      ids.add(entry.id());
      String group = entry.group();
      if (ofGroup != null && group != null && entry.waitingInGroup() > 1) {
        int next = i + 1;
        return members(ofGroup, group, null).compose(done -> entries(entries, next));
      }
    }
    return Future.succeededFuture();
  }

  private Future<Void> members(GroupPages pages, String group, @Nullable QueueCursor after) {
    return pages
        .next(group, after, QueueStore.MAX_PAGE)
        .compose(
            page -> {
              for (QueueEntry member : page.entries()) {
                if (ids.size() >= limit && !ids.contains(member.id())) {
                  more = true;
                  return Future.succeededFuture();
                }
                ids.add(member.id());
              }
              if (page.next() != null) {
                return members(pages, group, page.next());
              }
              groups++;
              return Future.succeededFuture();
            });
  }
}
