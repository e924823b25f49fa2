package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.store.ErasureStore;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.Subject;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests to forget people, in Redis; of each site in one slot. */
final class RedisErasureStore implements ErasureStore {
  private static final Logger LOG = LoggerFactory.getLogger(RedisErasureStore.class);

  private final RedisLinks redis;
  private final KeyedHash hash;
  private final InstantSource clock;

  RedisErasureStore(RedisLinks redis, KeyedHash hash, InstantSource clock) {
    this.redis = redis;
    this.hash = hash;
    this.clock = clock;
  }

  @Override
  public Erasure request(Subject subject, Actor by, String place) {
    String id = hash.hex("erasure", String.join(" ", subject.digests()));
    return new Erasure(id, subject, by, Instant.ofEpochMilli(clock.millis()), place, 0);
  }

  @Override
  public Future<Void> begin(String site, Erasure erasure, Duration lease) {
    return put(site, erasure, lease, Integer.toString(MAX))
        .compose(
            noted ->
                noted < 0
                    ? Future.failedFuture(new TooManyErasuresException())
                    : Future.succeededFuture());
  }

  @Override
  public Future<Void> advance(String site, Erasure erasure, Duration lease) {
    return put(site, erasure, lease, "").mapEmpty();
  }

  private Future<Long> put(String site, Erasure erasure, Duration lease, String max) {
    return redis
        .run(
            Script.PUT_ERASURE,
            List.of(Keys.erasures(site), Keys.erasuresDue(site)),
            List.of(erasure.id(), ErasureCodec.encode(erasure), until(lease), max))
        .map(RedisReply::number);
  }

  @Override
  public Future<List<Erasure>> takeUp(String site, Duration lease, int limit) {
    return redis
        .run(
            Script.TAKE_ERASURES,
            List.of(Keys.erasures(site), Keys.erasuresDue(site)),
            List.of(Long.toString(clock.millis()), until(lease), Integer.toString(limit)))
        .map(
            reply ->
                reply.elements().stream()
                    .flatMap(json -> RedisErasureStore.readable(site, json.text()).stream())
                    .toList());
  }

  /** One that cannot be read stays, and is counted, and does not keep the others. */
  private static Optional<Erasure> readable(String site, String json) {
    try {
      return Optional.of(ErasureCodec.decode(json));
    } catch (StoreException e) {
      LOG.warn("site {}: {}", site, e.getMessage());
      return Optional.empty();
    }
  }

  private String until(Duration lease) {
    return Long.toString(clock.millis() + lease.toMillis());
  }

  @Override
  public Future<Void> note(String site, Erasure erasure, Map<String, Long> removed) {
    Request request =
        Request.cmd(Command.XADD)
            .arg(Keys.audit(site))
            .arg("*")
            .arg("event")
            .arg(event(erasure, false, removed));
    return redis.write("privacy_note", Keys.audit(site), request).mapEmpty();
  }

  @Override
  public Future<Void> finish(String site, Erasure erasure, Map<String, Long> removed) {
    return redis
        .run(
            Script.FINISH_ERASURE,
            List.of(Keys.erasures(site), Keys.erasuresDue(site), Keys.audit(site)),
            List.of(erasure.id(), event(erasure, true, removed)))
        .mapEmpty();
  }

  private String event(Erasure erasure, boolean complete, Map<String, Long> removed) {
    return AuditEvents.erased(erasure, complete, removed, clock.instant());
  }

  @Override
  public Future<Long> pending(String site) {
    return redis
        .send("erasures", Keys.erasures(site), Request.cmd(Command.HLEN).arg(Keys.erasures(site)))
        .map(RedisReply::number);
  }
}
