package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Stores.get;

import dev.replyguard.domain.RecordedComment;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;

/** The site {@code demo} over a real store, for tests of what is built upon it. */
public final class StoredSite implements AutoCloseable {
  private final Stores stores = new Stores();
  private final TestRedis redis;
  private final RedisStore store;
  private final WaitingComments waiting;

  public StoredSite(TestRedis redis) {
    this.redis = redis;
    this.store = stores.open(redis.uri());
    this.waiting = new WaitingComments(store, stores);
  }

  /** The store. */
  public RedisStore store() {
    return store;
  }

  /** The same store, as a further service has it. */
  public RedisStore open(Vertx vertx) {
    return get(stores.connect(Stores.patient(redis.uri()), vertx));
  }

  /** The time of all of them, which only {@link #letPass} moves. */
  public InstantSource clock() {
    return stores.clock();
  }

  public void letPass(Duration time) {
    stores.letPass(time);
  }

  /** Judges a comment: an event. */
  public void judge(String id) {
    waiting.held(id, 0.7f);
  }

  /** Decides a comment that waits: an event. */
  public void approve(String id) {
    RecordedComment comment = waiting.find(id);
    get(
        store
            .rulings()
            .decide(
                comment,
                WaitingComments.trace(comment),
                waiting.approve(WaitingComments.ADA),
                WaitingComments.age(),
                false));
  }

  @Override
  public void close() {
    stores.close();
  }
}
