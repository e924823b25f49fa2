package dev.replyguard.store.redis;

import dev.replyguard.config.RedisSettings;
import dev.replyguard.store.AuditStore;
import dev.replyguard.store.CommentIndex;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.ErasureStore;
import dev.replyguard.store.EventStore;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.ListStore;
import dev.replyguard.store.PeopleStores;
import dev.replyguard.store.PolicyStore;
import dev.replyguard.store.PrivacyStore;
import dev.replyguard.store.QueueStore;
import dev.replyguard.store.RetentionStore;
import dev.replyguard.store.RulingStore;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.StatisticsStore;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import dev.replyguard.store.StreamPlaces;
import dev.replyguard.store.UsageStore;
import dev.replyguard.store.WebhookStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is stored, in one Redis.
 *
 * <p>Connections are opened once, held, and made again whenever they are lost; while there is none,
 * every call fails at once with {@link Kind#UNREACHABLE}. The stores may be called from any thread.
 * From an event loop, a call runs and completes on it; from another thread it completes on one of
 * the store's event loops.
 */
public final class RedisStore {
  private static final int SECRET_BYTES = 32;
  private static final long RETRY_MILLIS = 100;

  private final RedisLinks redis;
  private final KeyedHash hash;
  private final CommentStore comments;
  private final SiteStore sites;
  private final PeopleStores people;
  private final UsageStore usage;
  private final QueueStore queue;
  private final RulingStore rulings;
  private final PolicyStore policies;
  private final ListStore lists;
  private final CommentIndex index;
  private final AuditStore audit;
  private final StatisticsStore statistics;
  private final EventStore events;
  private final StreamPlaces streamPlaces;
  private final WebhookStore webhooks;
  private final PrivacyStore privacy;
  private final RetentionStore retention;
  private final ErasureStore erasures;

  /**
   * What the store needs to know beside where Redis is.
   *
   * @param connections how many connections to hold: as many as Vert.x has event loops, so that
   *     each has its own; 1 or more
   * @param cacheTtl how long a decision is cached, 1 ms or longer
   * @param secret keys every hash, at least 16 bytes of UTF-8, or null: one is made up once and
   *     kept in Redis
   */
  public record Options(int connections, Duration cacheTtl, @Nullable String secret) {
    public Options {
      if (connections < 1) {
        throw new IllegalArgumentException("connections: at least 1 expected, got " + connections);
      }
      if (cacheTtl.toMillis() < 1) {
        throw new IllegalArgumentException("cacheTtl: at least 1 ms expected, got " + cacheTtl);
      }
    }

    @Override
    public String toString() {
      return "Options[connections=" + connections + ", cacheTtl=" + cacheTtl + "]";
    }
  }

  private RedisStore(RedisLinks redis, KeyedHash hash, Options options, InstantSource clock) {
    this.redis = redis;
    this.hash = hash;
    this.comments = new RedisCommentStore(redis, hash, options.cacheTtl(), clock);
    this.sites = new RedisSiteStore(redis, clock);
    this.people =
        new PeopleStores(
            new RedisUserStore(redis, clock),
            new RedisSessionStore(redis, clock),
            new RedisAttemptStore(redis, clock),
            new RedisSetupStore(redis),
            new RedisTicketStore(redis),
            new RedisAdministrationAudit(redis, clock));
    this.usage = new RedisUsageStore(redis, clock);
    this.queue = new RedisQueueStore(redis, hash, clock);
    this.rulings = new RedisRulingStore(redis, hash, clock);
    this.policies = new RedisPolicyStore(redis, clock);
    this.lists = new RedisListStore(redis, hash, clock);
    this.index = new RedisCommentIndex(redis, hash);
    this.audit = new RedisAuditStore(redis);
    this.statistics = new RedisStatisticsStore(redis);
    this.events = new RedisEventStore(redis);
    this.streamPlaces = new RedisStreamPlaces(redis, clock);
    this.webhooks = new RedisWebhookStore(redis, clock);
    this.privacy = new RedisPrivacyStore(redis, hash, clock);
    this.retention = new RedisRetentionStore(redis);
    this.erasures = new RedisErasureStore(redis, hash, clock);
  }

  /**
   * Connects, checks the server, and settles the installation's secret.
   *
   * @param redis where Redis is; its {@code uri} must be set
   * @param registry where {@code replyguard_redis_*} go
   * @param clock tells when a comment is recorded
   * @return fails with a {@link StoreException} whose message names the setting at fault: {@code
   *     UNREACHABLE} when Redis does not answer within {@code startTimeout}, {@code FAILED} when it
   *     refuses us or is too old. Nothing is left open then.
   */
  public static Future<RedisStore> connect(
      Vertx vertx,
      RedisSettings redis,
      Options options,
      MeterRegistry registry,
      InstantSource clock) {
    return RedisLinks.open(vertx, redis, options.connections(), new RedisMetrics(registry))
        .compose(
            links ->
                ServerCheck.of(links)
                    .compose(
                        checked -> settledHash(vertx, links, options.secret(), deadline(redis)))
                    .map(hash -> new RedisStore(links, hash, options, clock))
                    .recover(
                        failure ->
                            links.close().transform(closed -> Future.failedFuture(failure))));
  }

  /**
   * Brings the data to the form that this release reads and writes, once, before anything else is
   * done with them. Several instances may call it at once: one does the work, the others wait. It
   * may be broken off at any time: the next call goes on.
   *
   * @return fails with a {@link dev.replyguard.store.StoreException} whose message names the
   *     setting at fault, {@code FAILED} where a later release has written them
   */
  public Future<Void> migrate(Vertx vertx) {
    return new SchemaMigrator(vertx, redis, Schema.NOW, SchemaMigrator.Times.DEFAULTS).settle();
  }

  /** Comments, decisions, the cache and the queue. */
  public CommentStore comments() {
    return comments;
  }

  /** The sites that may call the service. */
  public SiteStore sites() {
    return sites;
  }

  /** The people who may sign in. */
  public PeopleStores people() {
    return people;
  }

  /** How much keys are used. */
  public UsageStore usage() {
    return usage;
  }

  /** The comments that wait for a moderator. */
  public QueueStore queue() {
    return queue;
  }

  /** What people decide. */
  public RulingStore rulings() {
    return rulings;
  }

  /** The versions of each site's policy. */
  public PolicyStore policies() {
    return policies;
  }

  /** The lists of trusted and banned authors. */
  public ListStore lists() {
    return lists;
  }

  /** What has happened to comments. */
  public EventStore events() {
    return events;
  }

  /** Who follows them. */
  public StreamPlaces streamPlaces() {
    return streamPlaces;
  }

  /** Comments by what they have in common. */
  public CommentIndex index() {
    return index;
  }

  /** What was done. */
  public AuditStore audit() {
    return audit;
  }

  /** What is counted. */
  public StatisticsStore statistics() {
    return statistics;
  }

  /** Where sites are told of what has happened. */
  public WebhookStore webhooks() {
    return webhooks;
  }

  /** What is kept of people. */
  public PrivacyStore privacy() {
    return privacy;
  }

  /** Removes what is old. */
  public RetentionStore retention() {
    return retention;
  }

  /** Requests to forget people. */
  public ErasureStore erasures() {
    return erasures;
  }

  /** Hashes under this installation's secret, the same for all services on this Redis. */
  public KeyedHash hash() {
    return hash;
  }

  /** Whether every connection is up just now; for every thread, without asking Redis. */
  public boolean isUp() {
    return redis.areUp();
  }

  /** Closes all connections; calls under way and later ones fail. */
  public Future<Void> close() {
    return redis.close();
  }

  private static long deadline(RedisSettings redis) {
    return System.nanoTime() + redis.startTimeout().toNanos();
  }

  /** Waits while Redis takes no writes yet: a cluster may be connected before it is whole. */
  private static Future<KeyedHash> settledHash(
      Vertx vertx, RedisLinks links, @Nullable String configured, long deadline) {
    if (configured != null) {
      return Future.succeededFuture(KeyedHash.of(configured.getBytes(StandardCharsets.UTF_8)));
    }
    byte[] made = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(made);
    return links
        .run(Script.ADOPT_SECRET, List.of(Keys.SECRET), List.of(HexFormat.of().formatHex(made)))
        .map(reply -> KeyedHash.of(reply.text().getBytes(StandardCharsets.UTF_8)))
        .recover(
            failure ->
                failure instanceof StoreException notYet
                        && notYet.kind() != Kind.FAILED
                        && System.nanoTime() < deadline
                    ? vertx
                        .timer(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(later -> settledHash(vertx, links, null, deadline))
                    : Future.failedFuture(failure));
  }
}
