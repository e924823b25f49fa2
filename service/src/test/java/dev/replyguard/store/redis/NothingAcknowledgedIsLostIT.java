package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Comments are recorded as fast as they can be while Redis is killed again and again. */
@ExtendWith(RedisExtension.class)
class NothingAcknowledgedIsLostIT {
  private static final int KILLS = 4;
  private static final int BETWEEN_KILLS = 1_000;
  private static final int IN_FLIGHT = 100;

  @Test
  void redisKilledSeveralTimesUnderLoad_everyAcknowledgedCommentIsFound(TestRedis redis)
      throws InterruptedException {
    try (Stores stores = new Stores()) {
      CommentStore comments = stores.openHasty(redis.uri()).comments();
      Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
      AtomicInteger failed = new AtomicInteger();
      AtomicBoolean writing = new AtomicBoolean(true);
      Thread writer =
          new Thread(() -> write(comments, acknowledged, failed, writing), "test-writer");
      writer.start();

      for (int kill = 1; kill <= KILLS; kill++) {
        int enough = acknowledged.size() + BETWEEN_KILLS;
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(1))
            .until(() -> acknowledged.size() >= enough);
        redis.kill();
        redis.start();
      }
      int enough = acknowledged.size() + BETWEEN_KILLS;
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= enough);
      writing.set(false);
      writer.join();

      System.out.println(
          acknowledged.size() + " acknowledged, " + failed + " failed, " + KILLS + " kills");
      assertThat(failed).as("the kills were felt").hasPositiveValue();
      for (String id : acknowledged) {
        Optional<RecordedComment> found = answer(() -> comments.find(Samples.SITE, id));
        assertThat(found).as(id).isPresent();
      }
      assertThat(answer(() -> comments.queueDepth(Samples.SITE)))
          .isGreaterThanOrEqualTo(acknowledged.size());
    }
  }

  /** What the store answers, once the last of its connections is back after the last kill. */
  private static <T> T answer(Supplier<Future<T>> question) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .ignoreException(StoreException.class)
        .until(() -> get(question.get()), answered -> true);
  }

  private static void write(
      CommentStore comments,
      Queue<String> acknowledged,
      AtomicInteger failed,
      AtomicBoolean writing) {
    Semaphore places = new Semaphore(IN_FLIGHT);
    for (int i = 0; writing.get(); i++) {
      places.acquireUninterruptibly();
      String id = "c" + i;
      Future<?> recorded =
          comments.record(
              Samples.recording(
                  Samples.comment(id),
                  Samples.decision(Verdict.HOLD),
                  new CacheKey(String.format("%032x", i))));
      recorded.onComplete(
          result -> {
            places.release();
            if (result.succeeded()) {
              acknowledged.add(id);
            } else {
              failed.incrementAndGet();
            }
          });
    }
    places.acquireUninterruptibly(IN_FLIGHT);
  }
}
