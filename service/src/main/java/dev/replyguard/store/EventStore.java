package dev.replyguard.store;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import io.vertx.core.Future;
import java.util.List;

/**
 * What has happened to the comments of a site. An event is stored in one step with the change that
 * it tells of; the latest {@value #KEPT} of a site are kept, and a few more.
 */
public interface EventStore {
  /** How many events of a site are kept at least. */
  int KEPT = 20_000;

  /** The oldest events later than {@code after}, in order, at most {@code limit}. */
  Future<List<CommentEvent>> after(String site, EventId after, int limit);

  /** The id of the oldest event that is kept, {@link EventId#START} where there is none. */
  Future<EventId> oldest(String site);

  /** The id of the latest event, {@link EventId#START} where there is none. */
  Future<EventId> latest(String site);
}
