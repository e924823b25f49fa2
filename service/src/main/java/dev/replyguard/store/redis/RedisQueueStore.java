package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.store.CommentOrigin;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Lease;
import dev.replyguard.store.QueueCounts;
import dev.replyguard.store.QueueCursor;
import dev.replyguard.store.QueueEntry;
import dev.replyguard.store.QueueFilter;
import dev.replyguard.store.QueuePage;
import dev.replyguard.store.QueueStore;
import dev.replyguard.store.ReviewOutcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queue in Redis. */
final class RedisQueueStore implements QueueStore {
  // One script looks at no more entries, so that it never keeps Redis from others for long.
  private static final int LOOKED_AT = 500;
  // Nor does one request go on looking for ever: a page tells what was found meanwhile, and where
  // to go on.
  private static final int MAX_ROUNDS = 40;
  private static final long PAGE_NANOS = 8_000_000;
  private static final long NEVER = Long.MAX_VALUE;
  private static final int HEADER = 3;
  private static final int COLUMNS = 6;

  private final RedisLinks redis;
  private final QueueFilterCodec filters;
  private final OriginMarks origins;
  private final InstantSource clock;

  RedisQueueStore(RedisLinks redis, KeyedHash hash, InstantSource clock) {
    this.redis = redis;
    this.filters = new QueueFilterCodec(new AuthorIdentities(hash));
    this.origins = new OriginMarks(hash);
    this.clock = clock;
  }

  @Override
  public Future<QueuePage> page(
      String site, QueueFilter filter, Actor asking, @Nullable QueueCursor after, int limit) {
    return page(site, filters.encode(filter, asking, false), after, limit);
  }

  @Override
  public Future<QueuePage> from(
      String site, CommentOrigin origin, Actor asking, @Nullable QueueCursor after, int limit) {
    return page(site, QueueFilterCodec.encode(origins.of(origin), asking), after, limit);
  }

  private Future<QueuePage> page(
      String site, String filter, @Nullable QueueCursor after, int limit) {
    Search search =
        new Search(Script.QUEUE_PAGE, site, filter, List.of(), System.nanoTime() + PAGE_NANOS);
    return gather(search, after, limit, new ArrayList<>(), 1);
  }

  @Override
  public Future<QueuePage> claimNext(
      String site, QueueFilter filter, Actor actor, Instant until, int limit) {
    Search search =
        new Search(
            Script.CLAIM_NEXT,
            site,
            filters.encode(filter, actor, true),
            List.of(actor.id(), millis(until)),
            NEVER);
    return gather(search, null, limit, new ArrayList<>(), 1);
  }

  private record Search(
      Script script, String site, String filter, List<String> more, long deadline) {

    boolean isOver(int round) {
      return round == MAX_ROUNDS || (deadline != NEVER && System.nanoTime() - deadline > 0);
    }
  }

  private Future<QueuePage> gather(
      Search search, @Nullable QueueCursor after, int limit, List<QueueEntry> found, int round) {
    List<String> arguments = new ArrayList<>();
    arguments.add(search.filter());
    arguments.add(after == null ? "" : after.rank());
    arguments.add(after == null ? "" : after.id());
    arguments.add(Integer.toString(limit - found.size()));
    arguments.add(Integer.toString(LOOKED_AT));
    arguments.add(millis(clock.instant()));
    arguments.addAll(search.more());
    return redis
        .run(search.script(), List.of(Keys.prefix(search.site())), arguments)
        .compose(
            reply -> {
              List<RedisReply> rows = reply.elements();
              found.addAll(entries(rows));
              QueueCursor last = new QueueCursor(rows.get(0).text(), rows.get(1).text());
              if (rows.get(2).number() == 1) {
                return Future.succeededFuture(new QueuePage(found, null));
              }
              return found.size() == limit || search.isOver(round)
                  ? Future.succeededFuture(new QueuePage(found, last))
                  : gather(search, last, limit, found, round + 1);
            });
  }

  private static List<QueueEntry> entries(List<RedisReply> rows) {
    List<QueueEntry> entries = new ArrayList<>();
    for (int i = HEADER; i + COLUMNS <= rows.size(); i += COLUMNS) {
      entries.add(entry(rows.subList(i, i + COLUMNS)));
    }
    return entries;
  }

  private static QueueEntry entry(List<RedisReply> row) {
    return StoredJson.read(
        QueueItems.WHAT,
        row.get(2).text(),
        QueueItems.VERSION,
        item -> entry(row.get(0).text(), item, (int) row.get(3).number(), lease(row)));
  }

  private static QueueEntry entry(
      String id, JsonObject item, int waitingInGroup, @Nullable Lease lease) {
    return new QueueEntry(
        id,
        Instant.ofEpochMilli(item.getLong("at")),
        item.getInteger("reports"),
        item.getString("group"),
        waitingInGroup,
        item.getString("assignee"),
        lease);
  }

  private static @Nullable Lease lease(List<RedisReply> row) {
    String holder = row.get(4).text();
    return holder.isEmpty()
        ? null
        : new Lease(Actor.ofId(holder), Instant.ofEpochMilli(Long.parseLong(row.get(5).text())));
  }

  @Override
  public Future<ReviewOutcome> claim(String site, String commentId, Actor actor, Instant until) {
    return redis
        .run(
            Script.CLAIM,
            List.of(Keys.prefix(site)),
            List.of(commentId, actor.id(), millis(clock.instant()), millis(until)))
        .map(ReviewOutcomes::read);
  }

  @Override
  public Future<ReviewOutcome> release(String site, String commentId, Actor actor) {
    return redis
        .run(
            Script.RELEASE,
            List.of(Keys.prefix(site)),
            List.of(commentId, actor.id(), millis(clock.instant())))
        .map(ReviewOutcomes::read);
  }

  @Override
  public Future<QueueCounts> counts(String site) {
    return redis
        .run(Script.COUNTS, List.of(Keys.prefix(site)), List.of(millis(clock.instant())))
        .map(reply -> counts(reply.elements()));
  }

  private static QueueCounts counts(List<RedisReply> reply) {
    Map<String, Map<String, Long>> byKind = new HashMap<>();
    for (int i = 4; i + 1 < reply.size(); i += 2) {
      String facet = reply.get(i).text();
      int colon = facet.indexOf(':');
      byKind
          .computeIfAbsent(facet.substring(0, colon), kind -> new HashMap<>())
          .put(facet.substring(colon + 1), Long.valueOf(reply.get(i + 1).text()));
    }
    String oldest = reply.get(3).text();
    return new QueueCounts(
        reply.get(0).number(),
        reply.get(1).number(),
        reply.get(2).number(),
        oldest.isEmpty() ? null : Instant.ofEpochMilli((long) Double.parseDouble(oldest)),
        byKind.getOrDefault("label", Map.of()),
        byKind.getOrDefault("rule", Map.of()),
        byKind.getOrDefault("language", Map.of()));
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }
}
