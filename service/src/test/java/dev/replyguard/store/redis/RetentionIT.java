package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Retention;
import dev.replyguard.domain.RetentionKind;
import dev.replyguard.domain.Verdict;
import dev.replyguard.pipeline.TextTraces;
import dev.replyguard.redis.RedisDump;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.review.CommentRemoval;
import dev.replyguard.review.RetentionMetrics;
import dev.replyguard.review.RetentionSweeper;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.Keeping;
import dev.replyguard.store.Recording;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.Terms;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is older than it may be goes, by a clock that the test moves. */
@ExtendWith(RedisExtension.class)
class RetentionIT {
  private static final Retention MONTH =
      new Retention(
              Map.of(
                  RetentionKind.COMMENTS, 30,
                  RetentionKind.AUDIT, 60,
                  RetentionKind.EVENTS, 10,
                  RetentionKind.DELIVERIES, 10,
                  RetentionKind.STATISTICS, 90))
          .over(Retention.DEFAULTS);

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final RedisStore store;
  private final WaitingComments comments;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final RetentionSweeper sweeper;
  private volatile Retention holds = MONTH;

  RetentionIT(TestRedis redis) {
    this.redis = redis;
    store = stores.open(redis.uri());
    comments = new WaitingComments(store, stores);
    sweeper = sweeper(RetentionSweeper.COMMENTS, registry);
  }

  private RetentionSweeper sweeper(int commentsARun, MeterRegistry measured) {
    return new RetentionSweeper(
        store.retention(),
        store.privacy(),
        new CommentRemoval(store.privacy(), store.comments(), store.hash()),
        () -> List.of(SITE),
        site -> holds,
        new RetentionMetrics(measured),
        stores.clock(),
        commentsARun);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void comments_olderThanKept_goWithAllThatHangsOnThem_youngerStay() {
    approved("old-1", "An old remark on the weather at sea, and on the ferries of that summer");
    approved("old-2", "An old remark on the weather at sea, and on the ferries of that summer!");
    stores.letPass(Duration.ofDays(20));
    approved("young-1", "A young remark on trams");
    stores.letPass(Duration.ofDays(11));

    sweep(MONTH);

    assertThat(members("recorded")).containsExactly("young-1");
    assertThat(redis.command("EXISTS", "rg:{demo}:comment:old-1", "rg:{demo}:revisions:old-1"))
        .containsExactly("0");
    assertThat(redis.command("KEYS", "rg:{demo}:author:*"))
        .allSatisfy(key -> assertThat(members(key.substring("rg:{demo}:".length()))).hasSize(1));
    assertThat(removed(RetentionKind.COMMENTS)).isEqualTo(2);
    assertThat(redis.command("XLEN", "rg:{demo}:audit"))
        .as("the audit trail stays, as long as that is kept")
        .containsExactly("3");
  }

  @Test
  void comment_thatWaits_staysUntilItIsDecided() {
    comments.held("waits", 0.7f);
    approved("decided", "A remark on trams");
    stores.letPass(Duration.ofDays(31));

    sweep(MONTH);
    assertThat(members("recorded")).containsExactly("waits");
    assertThat(members("queue")).containsExactly("waits");

    get(
        store
            .rulings()
            .decide(
                comments.find("waits"),
                WaitingComments.trace(comments.find("waits")),
                comments.approve(WaitingComments.ADA),
                Duration.ofDays(1),
                false));
    sweep(MONTH);

    assertThat(members("recorded")).isEmpty();
    assertThat(members("labelled")).isEmpty();
    assertThat(redis.command("XLEN", "rg:{demo}:audit")).containsExactly("3");
  }

  @Test
  void manyThatWait_doNotKeepLaterOnesFromGoing() {
    for (int i = 0; i < 35; i++) {
      comments.held("waits-" + i, 0.7f);
    }
    approved("decided", "A remark on trams");
    stores.letPass(Duration.ofDays(31));

    sweep(MONTH);

    assertThat(members("recorded")).hasSize(35).doesNotContain("decided");
  }

  @Test
  void moreThatWaitThanARunLooksAt_doNotKeepLaterOnesFromGoing() {
    RetentionSweeper small = sweeper(3, new SimpleMeterRegistry());
    for (int i = 0; i < 7; i++) {
      comments.held("waits-" + i, 0.7f);
    }
    stores.letPass(Duration.ofSeconds(1));
    approved("decided", "A remark on trams");
    stores.letPass(Duration.ofDays(31));

    for (int run = 0; run < 3; run++) {
      get(small.run());
    }
    assertThat(members("recorded")).hasSize(7).doesNotContain("decided");

    // And then from the beginning: what waited may have been decided.
    get(
        store
            .rulings()
            .decide(
                comments.find("waits-0"),
                WaitingComments.trace(comments.find("waits-0")),
                comments.approve(WaitingComments.ADA),
                Duration.ofDays(1),
                false));
    get(small.run());
    assertThat(members("recorded")).hasSize(6).doesNotContain("waits-0");
  }

  @Test
  void zeroDays_meansForGood() {
    approved("old", "A remark on trams");
    stores.letPass(Duration.ofDays(3_000));

    sweep(
        new Retention(
                Map.of(
                    RetentionKind.COMMENTS, 0,
                    RetentionKind.AUDIT, 0,
                    RetentionKind.STATISTICS, 0))
            .over(Retention.DEFAULTS));

    assertThat(members("recorded")).containsExactly("old");
    assertThat(redis.command("KEYS", "rg:{demo}:statistics:*")).hasSize(1);
  }

  @Test
  void auditAndEvents_areCutOffByTheTimeOfTheServer() {
    for (int i = 0; i < 250; i++) {
      redis.command("XADD", "rg:{demo}:audit", (1_000 + i) + "-1", "event", "{}");
      redis.command("XADD", "rg:{demo}:events", (1_000 + i) + "-1", "type", "decided");
    }
    approved("young", "A remark on trams");

    sweep(MONTH);

    assertThat(redis.command("XLEN", "rg:{demo}:audit")).containsExactly("1");
    assertThat(redis.command("XLEN", "rg:{demo}:events")).containsExactly("1");
    assertThat(removed(RetentionKind.AUDIT)).isEqualTo(250);
    assertThat(removed(RetentionKind.EVENTS)).isEqualTo(250);
  }

  @Test
  void redactedEntries_goWithTheirTime_too() {
    for (int i = 0; i < 700; i++) {
      redis.command(
          "ZADD",
          "rg:{demo}:audit:redacted",
          "0",
          RedactedEntries.padded((1_000 + i) + "-0") + " {}");
    }
    redis.command(
        "ZADD",
        "rg:{demo}:audit:redacted",
        "0",
        RedactedEntries.padded(stores.clock().instant().toEpochMilli() + "-0") + " {}");

    sweep(MONTH);

    assertThat(redis.command("ZCARD", "rg:{demo}:audit:redacted")).containsExactly("1");
  }

  @Test
  void statistics_ofOldDays_go() {
    approved("old", "A remark on trams");
    stores.letPass(Duration.ofDays(91));
    approved("young", "A remark on trams, again");

    sweep(MONTH);

    assertThat(redis.command("KEYS", "rg:{demo}:statistics:*")).hasSize(1);
    assertThat(removed(RetentionKind.STATISTICS)).isEqualTo(1);
  }

  @Test
  void addresses_areKeptWhereAskedFor_andEndByThemselves() {
    Comment comment = Samples.comment("c-1", "A remark on trams");
    Terms terms =
        new Terms(
            Samples.UNMEASURED.memory(),
            Samples.UNMEASURED.review(),
            new Keeping(Duration.ofDays(5), Duration.ofDays(7)));
    record(comment, terms);

    assertThat(get(store.privacy().contact(SITE, "c-1")).orElseThrow().email())
        .isEqualTo("Ada@Example.org");
    assertThat(Long.parseLong(redis.command("PTTL", "rg:{demo}:contact:c-1").get(0)))
        .isBetween(Duration.ofDays(6).toMillis(), Duration.ofDays(7).toMillis());
    assertThat(
            redis.command("HGETALL", "rg:{demo}:comment:c-1").toString()
                + redis.command("XRANGE", "rg:{demo}:audit", "-", "+"))
        .doesNotContain("Ada@Example.org", "192.0.2.7");
  }

  @Test
  void lease_isOneServicesAtATime() {
    approved("old", "A remark on trams");
    stores.letPass(Duration.ofDays(31));
    assertThat(get(store.retention().lease("another", Duration.ofMinutes(3)))).isTrue();

    sweep(MONTH);
    assertThat(members("recorded")).as("another has the lease").containsExactly("old");
    assertThat(get(store.retention().lease("another", Duration.ofMinutes(3)))).isTrue();
    assertThat(get(store.retention().lease("a third", Duration.ofMinutes(3)))).isFalse();

    redis.command("DEL", "rg:sweeper");
    sweep(MONTH);
    assertThat(members("recorded")).isEmpty();
  }

  @Test
  @Tag("standalone")
  void redisAway_isAFailureThatIsCounted_andTheNextRunDoesIt() {
    approved("old", "A remark on trams");
    stores.letPass(Duration.ofDays(31));
    redis.pause();

    assertThat(Stores.failure(sweeper.run())).isInstanceOf(StoreException.class);
    redis.resume();
    org.awaitility.Awaitility.await().until(store::isUp);
    get(sweeper.run());

    assertThat(registry.get("replyguard.retention.failures").counter().count()).isEqualTo(1);
    assertThat(registry.get("replyguard.retention.last.run").gauge().value())
        .isEqualTo((double) stores.clock().instant().getEpochSecond());
    assertThat(members("recorded")).isEmpty();
  }

  @Test
  @Tag("standalone")
  void nothingOfAnExpiredComment_isLeft_butTheAuditTrail() {
    approved("gone-1", "A peculiar remark on the lighthouse that nobody else would ever make");
    stores.letPass(Duration.ofDays(31));

    sweep(MONTH);

    assertThat(RedisDump.with(redis, "gone-1", "lighthouse"))
        .allSatisfy(line -> assertThat(line).matches("(?s)rg:\\{demo}:(audit|events) .*"))
        .noneMatch(line -> line.contains("lighthouse"));
  }

  private void approved(String id, String text) {
    record(Samples.comment(id, text), Samples.UNMEASURED);
  }

  private void record(Comment comment, Terms terms) {
    var decision = Samples.decision(Verdict.APPROVE);
    get(
        store
            .comments()
            .record(
                new Recording(
                    comment,
                    decision,
                    new CacheKey(Samples.trace(comment.text()).digest()),
                    Samples.assessment(decision),
                    // As the service takes it, so that it is found again.
                    new TextTraces(store.hash()).of(SITE, comment.text(), 40),
                    terms,
                    null)));
  }

  private List<String> members(String name) {
    return redis.command("ZRANGE", "rg:{demo}:" + name, "0", "-1");
  }

  private double removed(RetentionKind kind) {
    return registry.get("replyguard.retention.removed").tag("kind", kind.key()).counter().count();
  }

  private void sweep(Retention retention) {
    holds = retention;
    get(sweeper.run());
  }
}
