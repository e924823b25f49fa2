package dev.replyguard.store.redis;

import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it, at start, that the data are of the schema's current version: brings older ones
 * forward, and refuses newer ones.
 *
 * <p>One instance does the work, the one that has the lease; the others wait for it. The lease ends
 * by itself, so that another instance, or the next start, goes on where one was killed: how far a
 * site has come is kept beside its data after each part.
 */
final class SchemaMigrator {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrator.class);

  /** What the answer is where Redis has no version. */
  private static final long NONE = 0;

  private final Vertx vertx;
  private final RedisLinks redis;
  private final Schema schema;
  private final Times times;
  private final String token = UUID.randomUUID().toString();

  /**
   * How long things may take.
   *
   * @param lease for how long an instance has the work to itself after each part
   * @param pause between two looks at another instance's work
   * @param patience how long to wait for another instance
   */
  record Times(Duration lease, Duration pause, Duration patience) {
    static final Times DEFAULTS =
        new Times(Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofMinutes(30));
  }

  SchemaMigrator(Vertx vertx, RedisLinks redis, Schema schema, Times times) {
    this.vertx = vertx;
    this.redis = redis;
    this.schema = schema;
    this.times = times;
  }

  /**
   * Done where the data are of the current version.
   *
   * @return fails with a {@link StoreException}: {@code FAILED} where the data are too new or too
   *     old, in words for the operator; as the store fails where it does; then the next call goes
   *     on
   */
  Future<Void> settle() {
    return settle(System.nanoTime() + times.patience().toNanos(), false);
  }

  private Future<Void> settle(long deadline, boolean told) {
    return lease()
        .compose(
            lease -> {
              if (lease.version() == schema.current()) {
                return Future.succeededFuture();
              }
              if (lease.version() > schema.current()) {
                return refused(lease.version(), "start the release that wrote it, or a later one");
              }
              return lease.isOurs() ? settled(lease.version()) : others(deadline, told);
            });
  }

  private Future<Void> others(long deadline, boolean told) {
    if (System.nanoTime() - deadline > 0) {
      return Future.failedFuture(
          new StoreException(
              Kind.FAILED,
              "redis.uri: another instance is still bringing the data forward after "
                  + times.patience().toMinutes()
                  + " min; start again to go on waiting"));
    }
    if (!told) {
      LOG.info("another instance is bringing the data in Redis forward: waiting for it");
    }
    return vertx
        .timer(times.pause().toMillis(), TimeUnit.MILLISECONDS)
        .compose(later -> settle(deadline, true));
  }

  private Future<Void> settled(long stored) {
    if (stored == NONE) {
      return redis
          .send("schema", Keys.SITES, Request.cmd(Command.EXISTS).arg(Keys.SITES))
          .compose(sites -> sites.number() == 0 ? finish() : forward(Schema.FIRST));
    }
    return forward((int) stored);
  }

  private Future<Void> forward(int version) {
    if (version < schema.oldest()) {
      return finished(0)
          .compose(
              done ->
                  refused(version, "start a release in between first, which brings it forward"));
    }
    LOG.info("bringing the data in Redis from schema version {} to {}", version, schema.current());
    Iterator<Migration> migrations = schema.from(version).iterator();
    return redis
        .send("schema", Keys.SITES, Request.cmd(Command.HKEYS).arg(Keys.SITES))
        .map(reply -> reply.elements().stream().map(RedisReply::text).sorted().toList())
        .compose(sites -> next(migrations, sites))
        .compose(done -> finish())
        .onSuccess(
            done -> LOG.info("the data in Redis are of schema version {}", schema.current()));
  }

  private Future<Void> next(Iterator<Migration> migrations, List<String> sites) {
    return migrations.hasNext()
        ? site(migrations.next(), sites.iterator()).compose(done -> next(migrations, sites))
        : Future.succeededFuture();
  }

  private Future<Void> site(Migration migration, Iterator<String> sites) {
    if (!sites.hasNext()) {
      return Future.succeededFuture();
    }
    String site = sites.next();
    Request progress =
        Request.cmd(Command.HMGET).arg(Keys.schema(site)).arg("version").arg("cursor");
    return redis
        .send("schema", Keys.schema(site), progress)
        .compose(
            reply -> {
              List<RedisReply> fields = reply.elements();
              boolean done = !fields.get(0).isNil() && fields.get(0).number() >= migration.to();
              Optional<String> cursor =
                  fields.get(1).isNil()
                      ? Optional.empty()
                      : Optional.of(fields.get(1).text()).filter(text -> !text.isEmpty());
              return done ? Future.<Void>succeededFuture() : parts(migration, site, cursor);
            })
        .compose(done -> site(migration, sites));
  }

  private Future<Void> parts(Migration migration, String site, Optional<String> cursor) {
    return lease()
        .compose(
            lease ->
                lease.isOurs()
                    ? migration.part(site, cursor)
                    : Future.failedFuture(
                        new StoreException(
                            Kind.FAILED,
                            "redis.uri: another instance has taken over bringing the data"
                                + " forward; start again")))
        .compose(next -> noted(migration, site, next).map(next))
        .compose(
            next ->
                next.isPresent() ? parts(migration, site, next) : Future.<Void>succeededFuture());
  }

  private Future<Void> noted(Migration migration, String site, Optional<String> cursor) {
    Request note = Request.cmd(Command.HSET).arg(Keys.schema(site));
    note.arg("cursor").arg(cursor.orElse(""));
    if (cursor.isEmpty()) {
      note.arg("version").arg(migration.to());
    }
    return redis.write("schema", Keys.schema(site), note).mapEmpty();
  }

  private Future<Void> finish() {
    return finished(schema.current());
  }

  private Future<Void> finished(int version) {
    return redis
        .run(
            Script.FINISH_SCHEMA,
            List.of(Keys.SCHEMA, Keys.SCHEMA_LEASE),
            List.of(token, Integer.toString(version)))
        .compose(
            reply ->
                reply.number() == 1
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new StoreException(
                            Kind.FAILED,
                            "redis.uri: bringing the data forward took so long that another"
                                + " instance has taken over; start again")));
  }

  private record Lease(long version, boolean isOurs) {}

  private Future<Lease> lease() {
    return redis
        .run(
            Script.LEASE_SCHEMA,
            List.of(Keys.SCHEMA, Keys.SCHEMA_LEASE),
            List.of(
                token, Long.toString(times.lease().toMillis()), Integer.toString(schema.current())))
        .map(
            reply ->
                new Lease(reply.elements().get(0).number(), reply.elements().get(1).number() == 1));
  }

  private static Future<Void> refused(long version, String what) {
    return Future.failedFuture(
        new StoreException(
            Kind.FAILED,
            "redis.uri: the data there are of schema version "
                + version
                + ", which this release does not know: "
                + what));
  }
}
