package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.failure;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Parent;
import dev.replyguard.pipeline.OverloadedException;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.review.CommentRemoval;
import dev.replyguard.review.ErasureMetrics;
import dev.replyguard.review.ErasureSweeper;
import dev.replyguard.review.PersonErasure;
import dev.replyguard.review.PersonErasure.Progress;
import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.ErasureStore;
import dev.replyguard.store.PrivacyStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever begins to forget a person and does not come to the end, somebody else does. */
@ExtendWith(RedisExtension.class)
class ErasureIT {
  private static final Actor BY = Actor.user("root");
  private static final String EMAIL = "mira.lindgren@example.org";
  private static final String OTHER = "other";
  private static final int COMMENTS = 4;
  private static final int STEPS = 300;

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final RedisStore store;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ErasureMetrics metrics = new ErasureMetrics(registry);
  private final List<String> sites = new ArrayList<>(List.of(SITE));

  ErasureIT(TestRedis redis) {
    this.redis = redis;
    store = stores.open(redis.uri());
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void serviceThatStops_afterWhateverStep_isFinishedByTheSweeper_withoutAnotherCall()
      throws InterruptedException {
    write(SITE, COMMENTS);
    StoppingStore whole = new StoppingStore(Integer.MAX_VALUE);
    get(erasure(whole, STEPS).erase(sites, mira(), BY, null));
    int steps = whole.calls.get();
    assertThat(steps).isGreaterThan(COMMENTS + 4);

    for (int step = 0; step < steps; step++) {
      write(SITE, COMMENTS);
      StoppingStore stopping = new StoppingStore(step);
      double resumed = counted("resumed");

      Future<Progress> never = erasure(stopping, STEPS).erase(sites, mira(), BY, null);
      assertThat(stopping.stopped.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(never.isComplete()).isFalse();
      assertThat(get(store.erasures().pending(SITE))).as("stopped at %d", step).isEqualTo(1);
      assertThat(redis.command("HVALS", "rg:{demo}:erasures"))
          .singleElement()
          .asString()
          .as("the request names nobody")
          .doesNotContain("mira", "example.org", "192.0.2.");
      stores.letPass(PersonErasure.LEASE.minusSeconds(1));
      get(sweeper(store).run());
      assertThat(counted("resumed")).as("the lease has not run out").isEqualTo(resumed);
      assertThat(pending()).isEqualTo(1);

      stores.letPass(Duration.ofSeconds(2));
      get(sweeper(store).run());

      assertThat(counted("resumed")).isEqualTo(resumed + 1);
      assertThat(pending()).as("stopped at %d", step).isZero();
      assertThat(redis.command("ZCARD", "rg:{demo}:recorded")).containsExactly("0");
      AuditEntry told = erased(SITE).get(erased(SITE).size() - 1);
      assertThat(told.by()).isEqualTo(BY);
      assertThat(told.details())
          .containsEntry("complete", "true")
          .containsEntry("resumed", "1")
          .containsKey("requestedAt");
    }
    assertThat(counted("finished")).isEqualTo(steps + 1);
    assertThat(redis.command("EXISTS", "rg:{demo}:erasures", "rg:{demo}:erasures:due"))
        .containsExactly("0");
  }

  @Test
  void clientThatDoesNotCallAgain_isFinishedForIt_onAllSites() {
    sites.add(OTHER);
    write(SITE, 30);
    write(OTHER, 30);

    Progress first = get(erasure(store.privacy(), 10).erase(sites, mira(), BY, null));
    assertThat(first.next()).isNotNull();
    get(sweeper(store).run());
    assertThat(pending()).isEqualTo(2);

    stores.letPass(PersonErasure.LEASE.plusSeconds(1));
    get(sweeper(store).run());

    assertThat(pending()).isZero();
    assertThat(redis.command("ZCARD", "rg:{demo}:recorded")).containsExactly("0");
    assertThat(redis.command("ZCARD", "rg:{other}:recorded")).containsExactly("0");
    assertThat(erased(SITE))
        .extracting(entry -> entry.details().get("complete"))
        .containsExactly("false", "true");
    assertThat(erased(OTHER))
        .extracting(entry -> entry.details().get("comments"))
        .containsExactly("30");
  }

  @Test
  void clientThatCallsAgain_goesOn_andNothingIsLeftToBeTakenUp() {
    write(SITE, 20);

    PersonErasure erasure = erasure(store.privacy(), 15);
    Progress first = get(erasure.erase(sites, mira(), BY, null));
    Progress second = get(erasure.erase(sites, mira(), BY, first.next()));

    assertThat(second.next()).isNull();
    assertThat(get(store.erasures().pending(SITE))).isZero();
    stores.letPass(PersonErasure.LEASE.plusSeconds(1));
    get(sweeper(store).run());
    assertThat(counted("resumed")).isZero();
  }

  @Test
  void severalServices_takeARequestUpOnce() {
    write(SITE, COMMENTS);
    get(erasure(store.privacy(), 1).erase(sites, mira(), BY, null));
    RedisStore another = stores.open(redis.uri());
    stores.letPass(PersonErasure.LEASE.plusSeconds(1));

    get(Future.all(sweeper(store).run(), sweeper(another).run()));

    assertThat(counted("resumed")).isEqualTo(1);
    assertThat(get(store.erasures().pending(SITE))).isZero();
  }

  @Test
  void moreThanMayBeUnderWay_areRefused_beforeAnythingIsRemoved() {
    write(SITE, COMMENTS);
    List<String> full = new ArrayList<>(List.of("HSET", "rg:{demo}:erasures"));
    for (int i = 0; i < ErasureStore.MAX; i++) {
      full.add("request-" + i);
      full.add("{}");
    }
    redis.command(full.toArray(String[]::new));

    Throwable refused = failure(erasure(store.privacy(), STEPS).erase(sites, mira(), BY, null));

    assertThat(refused).isInstanceOf(OverloadedException.class);
    assertThat(redis.command("ZCARD", "rg:{demo}:recorded"))
        .containsExactly(Integer.toString(COMMENTS));
  }

  @Test
  void requestThatCannotBeRead_doesNotKeepOthers() {
    sites.add(OTHER);
    write(SITE, COMMENTS);
    write(OTHER, COMMENTS);
    redis.command("HSET", "rg:{demo}:erasures", "broken", "{\"v\":9}");
    redis.command("ZADD", "rg:{demo}:erasures:due", "0", "broken");
    get(erasure(store.privacy(), 1).erase(sites, mira(), BY, null));
    stores.letPass(PersonErasure.LEASE.plusSeconds(1));

    get(sweeper(store).run());

    assertThat(redis.command("ZCARD", "rg:{demo}:recorded")).containsExactly("0");
    assertThat(redis.command("ZCARD", "rg:{other}:recorded")).containsExactly("0");
    assertThat(pending()).as("it is not forgotten").isEqualTo(1);
  }

  private PersonErasure erasure(StoppingStore stopping, int steps) {
    return erasure(stopping.proxy(), steps);
  }

  private PersonErasure erasure(PrivacyStore privacy, int steps) {
    return new PersonErasure(
        privacy,
        store.erasures(),
        new CommentRemoval(privacy, store.comments(), store.hash()),
        metrics,
        steps);
  }

  private ErasureSweeper sweeper(RedisStore of) {
    PersonErasure erasure =
        new PersonErasure(
            of.privacy(),
            of.erasures(),
            new CommentRemoval(of.privacy(), of.comments(), of.hash()),
            metrics,
            PersonErasure.STEPS);
    return new ErasureSweeper(of.erasures(), erasure, () -> List.copyOf(sites), metrics);
  }

  private double counted(String what) {
    return registry.get("replyguard.erasures." + what).counter().count();
  }

  private double pending() {
    return registry.get("replyguard.erasures.pending").gauge().value();
  }

  private List<AuditEntry> erased(String site) {
    return get(
            store
                .audit()
                .page(site, Stores.NOW.minus(Duration.ofDays(3_650)), later(), null, 1_000))
        .stream()
        .filter(entry -> entry.type().equals("erased"))
        .toList();
  }

  /** By the clock of the store, which is not the test's. */
  private static Instant later() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  private static Author mira() {
    return new Author("u-mira", "Mira", EMAIL, null, "192.0.2.7", null);
  }

  private void write(String site, int count) {
    for (int i = 0; i < count; i++) {
      Comment comment =
          new Comment(
              site,
              "c-" + i,
              "A remark on trams, number " + i,
              new Author("u-mira", null, EMAIL, null, "192.0.2.7", null),
              new Article("article-1", null, null),
              Parent.NONE,
              Samples.WRITTEN,
              null);
      new WaitingComments(store, stores).record(comment, WaitingComments.decision(0.7f));
    }
  }

  /** The store as a service sees it that is stopped at that call: nothing comes back any more. */
  private final class StoppingStore {
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final int last;

    StoppingStore(int last) {
      this.last = last;
    }

    PrivacyStore proxy() {
      return (PrivacyStore)
          Proxy.newProxyInstance(
              ErasureIT.class.getClassLoader(),
              new Class<?>[] {PrivacyStore.class},
              (proxy, method, arguments) -> {
                if (method.getReturnType() == Future.class && calls.getAndIncrement() >= last) {
                  stopped.countDown();
                  return Promise.promise().future();
                }
                try {
                  return method.invoke(store.privacy(), arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause() == null ? e : e.getCause();
                }
              });
    }
  }
}
