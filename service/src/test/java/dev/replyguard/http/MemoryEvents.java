package dev.replyguard.http;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Verdict;
import dev.replyguard.store.EventStore;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StreamPlaces;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

/** Events kept in memory; at times it fails, as a store may. */
final class MemoryEvents implements EventStore, StreamPlaces {
  private final List<CommentEvent> events = new CopyOnWriteArrayList<>();
  private final Map<String, Set<String>> places = new HashMap<>();
  private volatile boolean away;

  /** Adds events of the site, of these ids, whose comments are named after them. */
  void add(String site, long first, long last) {
    events.addAll(
        LongStream.rangeClosed(first, last)
            .mapToObj(
                id ->
                    new CommentEvent(
                        new EventId(id, 0),
                        CommentEvent.Type.JUDGED,
                        site,
                        "c-" + id,
                        1,
                        Verdict.HOLD,
                        null,
                        Actor.PIPELINE,
                        null,
                        null,
                        ApiFixture.NOW))
            .toList());
  }

  void away(boolean isAway) {
    away = isAway;
  }

  @Override
  public Future<List<CommentEvent>> after(String site, EventId after, int limit) {
    return answered(
        of(site).stream().filter(event -> event.id().compareTo(after) > 0).limit(limit).toList());
  }

  @Override
  public Future<EventId> oldest(String site) {
    List<CommentEvent> own = of(site);
    return answered(own.isEmpty() ? EventId.START : own.get(0).id());
  }

  @Override
  public Future<EventId> latest(String site) {
    List<CommentEvent> own = of(site);
    return answered(own.isEmpty() ? EventId.START : own.get(own.size() - 1).id());
  }

  @Override
  public synchronized Future<Boolean> take(
      String caller, String stream, int limit, Duration lease) {
    Set<String> taken = places.computeIfAbsent(caller, name -> new HashSet<>());
    return answered(taken.contains(stream) || (taken.size() < limit && taken.add(stream)));
  }

  @Override
  public synchronized Future<Void> leave(String caller, String stream) {
    places.getOrDefault(caller, new HashSet<>()).remove(stream);
    return Future.succeededFuture();
  }

  private List<CommentEvent> of(String site) {
    return events.stream().filter(event -> event.site().equals(site)).toList();
  }

  private <T> Future<T> answered(T answer) {
    return away
        ? Future.failedFuture(new StoreException(StoreException.Kind.UNREACHABLE, "away"))
        : Future.succeededFuture(answer);
  }
}
