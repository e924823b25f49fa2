package dev.replyguard.store.redis;

import dev.replyguard.domain.Site;
import dev.replyguard.store.Origin;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The sites with their keys, all in one hash by id. */
final class RedisSiteStore implements SiteStore {
  private static final int TRIES = 5;
  private static final String NONE = "";

  private final RedisLinks redis;
  private final InstantSource clock;

  RedisSiteStore(RedisLinks redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Future<List<Site>> sites() {
    return redis
        .send("sites", Keys.SITES, Request.cmd(Command.HVALS).arg(Keys.SITES))
        .map(
            reply ->
                reply.elements().stream()
                    .map(site -> SiteCodec.decode(site.text()))
                    .sorted(Comparator.comparing(Site::id))
                    .toList());
  }

  @Override
  public Future<Added> add(Site site, Origin by) {
    return put(site, NONE, new Note("siteAdded", null, by))
        .map(
            reply ->
                switch (reply) {
                  case "done" -> Added.DONE;
                  case "full" -> Added.FULL;
                  default -> Added.EXISTS;
                });
  }

  @Override
  public Future<Optional<Site>> change(String id, Note note, UnaryOperator<Site> change) {
    return change(id, note, change, TRIES);
  }

  private Future<Optional<Site>> change(
      String id, Note note, UnaryOperator<Site> change, int tries) {
    if (tries == 0) {
      return Future.failedFuture(
          new StoreException(StoreException.Kind.OVERLOADED, "too many change the site at once"));
    }
    return redis
        .send("site", Keys.SITES, Request.cmd(Command.HGET).arg(Keys.SITES).arg(id))
        .compose(
            stored -> {
              if (stored.isNil()) {
                return Future.succeededFuture(Optional.empty());
              }
              Site site = SiteCodec.decode(stored.text());
              Site changed = change.apply(site);
              if (changed.equals(site)) {
                // Nothing is done, and nothing is noted.
                return Future.succeededFuture(Optional.of(site));
              }
              return put(changed, stored.text(), note)
                  .compose(
                      reply ->
                          reply.equals("done")
                              ? Future.succeededFuture(Optional.of(changed))
                              : change(id, note, change, tries - 1));
            });
  }

  private Future<String> put(Site site, String expected, Note note) {
    List<String> arguments =
        List.of(
            site.id(),
            expected,
            SiteCodec.encode(site),
            Integer.toString(MAX_SITES),
            AuditEvents.ofSite(site, note, clock.instant()));
    return redis
        .run(Script.PUT_SITE, List.of(Keys.SITES, Keys.SITES_AUDIT), arguments)
        .map(RedisReply::text);
  }
}
