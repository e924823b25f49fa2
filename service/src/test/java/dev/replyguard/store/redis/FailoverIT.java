package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Stores.failure;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.redis.ReplicatedRedis;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers are lost while comments are recorded. */
class FailoverIT {
  private static final CacheKey CACHE = new CacheKey("0123456789abcdef0123456789abcdef");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int ENOUGH = 200;
  private static final int IN_FLIGHT = 20;

  private final Stores stores = new Stores();

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void sentinelMasterKilled_replicaTakesOver_everyAcknowledgedCommentIsFound() {
    try (ReplicatedRedis redis = ReplicatedRedis.sentinel();
        Writer writer = new Writer(stores.openHasty(redis.uri()).comments(), Samples.SITE)) {
      writer.awaitMore(ENOUGH);
      String old = redis.masterOf("");

      redis.kill(old);

      writer.awaitMore(ENOUGH);
      assertThat(redis.masterOf("")).isNotEqualTo(old);
      redis.start();
      writer.awaitMore(ENOUGH);
      writer.assertNothingIsLost();
    }
  }

  @Test
  void sentinelMasterPausedAndBack_nothingIsLostInTheOldOne() {
    try (ReplicatedRedis redis = ReplicatedRedis.sentinel();
        Writer writer = new Writer(stores.openHasty(redis.uri()).comments(), Samples.SITE)) {
      writer.awaitMore(ENOUGH);
      String old = redis.masterOf("");

      redis.pause(old);
      writer.awaitMore(ENOUGH);
      redis.resume(old);
      redis.start(); // waits until it follows the new one

      writer.awaitMore(ENOUGH);
      writer.assertNothingIsLost();
    }
  }

  @Test
  void clusterMasterKilled_replicaTakesOver_sitesOnOtherMastersNoticeNothing() {
    try (ReplicatedRedis redis = ReplicatedRedis.cluster()) {
      // Patient: nothing but the loss of the master is to make a difference.
      CommentStore comments = stores.open(redis.uri()).comments();
      String lost = redis.masterOf(Keys.queue(Samples.SITE));
      String elsewhere =
          IntStream.range(0, 100)
              .mapToObj(i -> "site-" + i)
              .filter(site -> !redis.masterOf(Keys.queue(site)).equals(lost))
              .findFirst()
              .orElseThrow();
      try (Writer hit = new Writer(comments, Samples.SITE);
          Writer other = new Writer(comments, elsewhere)) {
        hit.awaitMore(ENOUGH);
        other.awaitMore(ENOUGH);

        redis.kill(lost);

        hit.awaitMore(ENOUGH);
        assertThat(redis.masterNodes()).hasSize(3).doesNotContain(lost);
        redis.start();
        hit.awaitMore(ENOUGH);
        other.awaitMore(ENOUGH);
        hit.assertNothingIsLost();
        other.assertNothingIsLost();
        assertThat(other.failed()).as("failures of the site on another master").isZero();
      }
    }
  }

  @Test
  void clusterSlotMovedUnderLoad_everyCommentIsRecorded() {
    try (ReplicatedRedis redis = ReplicatedRedis.cluster();
        Writer writer = new Writer(stores.open(redis.uri()).comments(), Samples.SITE)) {
      writer.awaitMore(ENOUGH);
      String from = redis.masterOf(Keys.queue(Samples.SITE));
      String to =
          redis.masterNodes().stream().filter(n -> !n.equals(from)).findFirst().orElseThrow();
      int slot = HashSlots.slot(Keys.queue(Samples.SITE));
      assertThat(redis.at(from, "CLUSTER", "KEYSLOT", Keys.queue(Samples.SITE)))
          .containsExactly(Integer.toString(slot));

      // Not key by key under load: a script wants all of its keys in one place (TRYAGAIN).
      writer.pause();
      move(redis, slot, from, to);
      writer.goOn();

      writer.awaitMore(ENOUGH);
      assertThat(redis.masterOf(Keys.queue(Samples.SITE))).isEqualTo(to);
      writer.assertNothingIsLost();
      assertThat(writer.failed()).isZero();
    }
  }

  private static void move(ReplicatedRedis redis, int slot, String from, String to) {
    String number = Integer.toString(slot);
    String source = redis.at(from, "CLUSTER", "MYID").get(0);
    String target = redis.at(to, "CLUSTER", "MYID").get(0);
    int colon = to.indexOf(':');
    redis.at(to, "CLUSTER", "SETSLOT", number, "IMPORTING", source);
    redis.at(from, "CLUSTER", "SETSLOT", number, "MIGRATING", target);
    List<String> keys = redis.at(from, "CLUSTER", "GETKEYSINSLOT", number, "100000");
    String password = redis.uri().replaceAll(".*://:(.*)@.*", "$1");
    for (String key : keys) {
      redis.at(
          from,
          "MIGRATE",
          to.substring(0, colon),
          to.substring(colon + 1),
          key,
          "0",
          "5000",
          "AUTH",
          password);
    }
    for (String node : redis.masterNodes()) {
      redis.at(node, "CLUSTER", "SETSLOT", number, "NODE", target);
    }
  }

  @Test
  void replicaPaused_notAcknowledgedUntilItIsBack_readingGoesOn() {
    try (ReplicatedRedis redis = ReplicatedRedis.sentinel()) {
      get(record(stores.open(redis.uri()).comments(), Samples.SITE, "before"));
      CommentStore comments = stores.openHasty(redis.uri()).comments();
      String master = redis.masterOf("");

      redis.pause();
      redis.resume(master); // all that is left paused is the replica
      Awaitility.await()
          .atMost(LONG)
          .ignoreExceptions()
          .until(
              () ->
                  failure(record(comments, Samples.SITE, "during")).toString().contains("replica"));
      StoreException refused = (StoreException) failure(record(comments, Samples.SITE, "during"));
      assertThat(refused.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(get(comments.find(Samples.SITE, "before"))).isPresent();

      redis.resume();

      Awaitility.await()
          .atMost(LONG)
          .ignoreExceptions()
          .until(() -> get(record(comments, Samples.SITE, "during")) != null);
    }
  }

  @Test
  void onlyReplicaKilled_masterRecordsOnAlone() {
    try (ReplicatedRedis redis = ReplicatedRedis.sentinel();
        Writer writer = new Writer(stores.openHasty(redis.uri()).comments(), Samples.SITE)) {
      String master = redis.masterOf("");
      redis.kill();
      redis.start(master);

      writer.awaitMore(ENOUGH);

      redis.start();
      writer.awaitMore(ENOUGH);
      writer.assertNothingIsLost();
    }
  }

  private static Future<Recorded> record(CommentStore comments, String site, String id) {
    Comment sample = Samples.comment(id);
    Comment comment =
        new Comment(
            site,
            id,
            sample.text() + ", number " + id,
            Author.UNKNOWN,
            sample.article(),
            sample.parent(),
            sample.createdAt(),
            sample.language());
    return comments.record(Samples.recording(comment, Samples.decision(Verdict.HOLD), CACHE));
  }

  /** Records comments of one site, as many at once as it may, until it is closed. */
  private static final class Writer implements AutoCloseable {
    private final CommentStore comments;
    private final String site;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final Thread thread = new Thread(this::write, "test-writer");

    Writer(CommentStore comments, String site) {
      this.comments = comments;
      this.site = site;
      thread.start();
    }

    private void write() {
      int failures = 0;
      for (int i = 0; writing.get(); i++) {
        inFlight.acquireUninterruptibly();
        String id = "c" + i;
        record(comments, site, id)
            .onComplete(
                recorded -> {
                  inFlight.release();
                  if (recorded.succeeded()) {
                    acknowledged.add(id);
                    count.incrementAndGet();
                  } else {
                    failed.incrementAndGet();
                  }
                });
        if (failed.get() > failures) {
          failures = failed.get();
          LockSupport.parkNanos(1_000_000); // Redis is away: it fails at once
        }
      }
    }

    /** Returns when nothing is on its way, and keeps it so. */
    void pause() {
      inFlight.acquireUninterruptibly(IN_FLIGHT);
    }

    void goOn() {
      inFlight.release(IN_FLIGHT);
    }

    int failed() {
      return failed.get();
    }

    void awaitMore(int more) {
      int enough = count.get() + more;
      Awaitility.await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> count.get() >= enough);
    }

    void assertNothingIsLost() {
      close();
      System.out.println(
          site + ": " + acknowledged.size() + " acknowledged, " + failed.get() + " failed");
      for (String id : acknowledged) {
        assertThat(get(comments.find(site, id))).as(id).isPresent();
      }
    }

    @Override
    public void close() {
      writing.set(false);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      pause();
      goOn();
    }
  }
}
