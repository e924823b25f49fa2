package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.get;
import static dev.replyguard.store.redis.WaitingComments.ADA;
import static dev.replyguard.store.redis.WaitingComments.BOB;
import static dev.replyguard.store.redis.WaitingComments.comment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.model.Label;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.QueueCounts;
import dev.replyguard.store.QueueCursor;
import dev.replyguard.store.QueueEntry;
import dev.replyguard.store.QueueFilter;
import dev.replyguard.store.QueueFilter.Claim;
import dev.replyguard.store.QueuePage;
import dev.replyguard.store.QueueStore;
import dev.replyguard.store.Report;
import dev.replyguard.store.ReviewOutcome;
import dev.replyguard.store.Terms;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class RedisQueueStoreIT {
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final RedisStore store;
  private final QueueStore queue;
  private final WaitingComments waiting;

  RedisQueueStoreIT(TestRedis redis) {
    this.redis = redis;
    this.store = stores.open(redis.uri());
    this.queue = store.queue();
    this.waiting = new WaitingComments(store, stores);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void page_nothingWaits_empty() {
    QueuePage page = waiting.page(QueueFilter.ALL);

    assertThat(page.entries()).isEmpty();
    assertThat(page.next()).isNull();
  }

  @Test
  void page_sameAge_graverFirst() {
    waiting.held("mild", 0.5f);
    waiting.held("grave", 0.95f);
    waiting.held("middle", 0.7f);

    assertThat(waiting.ids(QueueFilter.ALL)).containsExactly("grave", "middle", "mild");
  }

  @Test
  void page_mildOneWaitsLongEnough_beforeGraverOnes() {
    waiting.held("mild", 0.5f);
    stores.letPass(WaitingComments.POLICY.severityLead().dividedBy(2).plusMinutes(1));
    waiting.held("grave", 0.99f);

    assertThat(waiting.ids(QueueFilter.ALL)).containsExactly("mild", "grave");
  }

  @Test
  void page_reported_movesUp() {
    waiting.held("a", 0.6f);
    RecordedComment reported = waiting.held("b", 0.5f);
    report(reported, "reader-1");
    report(reported, "reader-2");

    QueuePage page = waiting.page(QueueFilter.ALL);

    assertThat(WaitingComments.ids(page)).containsExactly("b", "a");
    assertThat(page.entries().get(0).reports()).isEqualTo(2);
  }

  @Test
  void page_cursorByCursor_everythingOnceInOrder() {
    for (int i = 0; i < 250; i++) {
      waiting.held(String.format("c%03d", i), 0.5f + (i % 7) / 20f);
    }
    List<String> seen = new ArrayList<>();
    QueueCursor cursor = null;
    do {
      QueuePage page = get(queue.page(SITE, QueueFilter.ALL, ADA, cursor, 30));
      seen.addAll(WaitingComments.ids(page));
      cursor = page.next() == null ? null : decoded(page.next());
    } while (cursor != null);

    assertThat(seen).hasSize(250).doesNotHaveDuplicates();
    assertThat(seen.subList(0, 100)).isEqualTo(waiting.ids(QueueFilter.ALL));
  }

  @Test
  void page_entryOfTheCursorHasGone_goesOnBehindIt() {
    for (int i = 0; i < 10; i++) {
      waiting.held("c" + i, 0.5f);
    }
    QueuePage first = get(queue.page(SITE, QueueFilter.ALL, ADA, null, 4));
    for (String id : WaitingComments.ids(first)) {
      decide(id);
    }

    QueuePage second = get(queue.page(SITE, QueueFilter.ALL, ADA, first.next(), 100));

    assertThat(WaitingComments.ids(second)).containsExactly("c4", "c5", "c6", "c7", "c8", "c9");
  }

  @Test
  void page_filters_eachAndTogether() {
    waiting.held(comment("c1", "about the red goose", "ada", "article-1"), 0.5f);
    waiting.held(comment("c2", "about the blue goose", "ada", "article-2"), 0.7f);
    stores.letPass(Duration.ofHours(1));
    waiting.held(comment("c3", "about the red duck", "bob", "article-2"), 0.9f);

    assertThat(waiting.ids(by("author", "ada"))).containsExactlyInAnyOrder("c1", "c2");
    assertThat(waiting.ids(by("article", "article-2"))).containsExactlyInAnyOrder("c2", "c3");
    assertThat(waiting.ids(by("text", "red"))).containsExactlyInAnyOrder("c1", "c3");
    assertThat(waiting.ids(by("rule", "policy/insult.hold"))).hasSize(3);
    assertThat(waiting.ids(by("rule", "policy/threat.hold"))).isEmpty();
    assertThat(waiting.ids(by("language", "en"))).hasSize(3);
    assertThat(waiting.ids(by("language", "de"))).isEmpty();
    assertThat(waiting.ids(scores(Label.INSULT, 0.6f, 0.8f))).containsExactly("c2");
    assertThat(waiting.ids(scores(null, 0.6f, 1f))).containsExactlyInAnyOrder("c2", "c3");
    assertThat(waiting.ids(arrived(Stores.NOW.plusSeconds(1), null))).containsExactly("c3");
    assertThat(waiting.ids(arrived(null, Stores.NOW.plusSeconds(1))))
        .containsExactlyInAnyOrder("c1", "c2");
    assertThat(
            waiting.ids(
                new QueueFilter(
                    Label.INSULT,
                    "policy/insult.hold",
                    author("ada"),
                    "article-2",
                    "en",
                    null,
                    null,
                    "goose",
                    0.5f,
                    1f,
                    Stores.NOW,
                    null,
                    Claim.FREE)))
        .containsExactly("c2");
  }

  @Test
  void page_claimFilters_byWhoHoldsIt() {
    waiting.held("a", 0.5f);
    waiting.held("b", 0.6f);
    waiting.held("c", 0.7f);
    claim("a", ADA);
    claim("b", BOB);

    assertThat(waiting.ids(claimed(Claim.MINE))).containsExactly("a");
    assertThat(waiting.ids(claimed(Claim.FREE))).containsExactly("c", "a");
    assertThat(waiting.ids(claimed(Claim.ANY))).containsExactly("c", "b", "a");
  }

  /**
   * Long enough that few of them are looked up by when they arrived, or by who holds them, and that
   * one script does not look at all.
   */
  @Test
  void page_longQueue_sameAsLookingAtAll() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1_300; i++) {
      waiting.record(
          comment("c" + i, i % 400 == 7 ? "a rare goose" : "a duck", "ada-" + i, "article-1"),
          WaitingComments.decision(0.5f + (i * 37 % 100) / 250f));
      ids.add("c" + i);
      stores.letPass(Duration.ofMinutes(1));
    }
    for (int i = 1_200; i > 0; i -= 300) {
      claim("c" + i, ADA);
    }
    claim("c5", BOB);
    List<String> all = everything(QueueFilter.ALL, 100);
    assertThat(all).containsExactlyInAnyOrderElementsOf(ids);

    Instant from = Stores.NOW.plus(Duration.ofMinutes(100));
    Instant to = Stores.NOW.plus(Duration.ofMinutes(250));
    assertThat(everything(arrived(from, to), 7)).isEqualTo(kept(all, i -> i >= 100 && i < 250));
    assertThat(everything(arrived(null, from), 100)).isEqualTo(kept(all, i -> i < 100));
    assertThat(everything(arrived(from, null), 100)).isEqualTo(kept(all, i -> i >= 100));
    assertThat(everything(claimed(Claim.MINE), 3)).isEqualTo(kept(all, i -> i > 0 && i % 300 == 0));
    assertThat(everything(by("text", "goose"), 2)).isEqualTo(kept(all, i -> i % 400 == 7));
    assertThat(everything(by("text", "swan"), 2)).isEmpty();
    assertThat(everything(scores(Label.INSULT, 0.8f, 1f), 50))
        .isEqualTo(kept(all, i -> i * 37 % 100 >= 75));
    assertThat(everything(scores(Label.THREAT, 0.1f, 1f), 50)).isEmpty();
  }

  @Test
  void page_rankOfTheCursorWithinFew_goesOnBehindWhatHasGone() {
    for (int i = 0; i < 1_100; i++) {
      waiting.record(
          comment("c" + i, "a duck", "ada-" + i, "article-1"), WaitingComments.decision(0.5f));
    }
    stores.letPass(Duration.ofHours(1));
    for (int i = 0; i < 6; i++) {
      waiting.held("late" + i, 0.5f);
    }
    QueueFilter late = arrived(Stores.NOW.plusSeconds(1), null);
    QueuePage first = get(queue.page(SITE, late, ADA, null, 2));
    WaitingComments.ids(first).forEach(this::decide);

    assertThat(WaitingComments.ids(get(queue.page(SITE, late, ADA, first.next(), 9))))
        .containsExactly("late2", "late3", "late4", "late5");
  }

  private List<String> everything(QueueFilter filter, int limit) {
    List<String> seen = new ArrayList<>();
    QueueCursor cursor = null;
    do {
      QueuePage page = get(queue.page(SITE, filter, ADA, cursor, limit));
      seen.addAll(WaitingComments.ids(page));
      cursor = page.next() == null ? null : decoded(page.next());
    } while (cursor != null);
    return seen;
  }

  private static List<String> kept(List<String> ids, IntPredicate of) {
    return ids.stream().filter(id -> of.test(Integer.parseInt(id.substring(1)))).toList();
  }

  @Test
  void claim_byTwo_onlyTheFirstHoldsIt() {
    waiting.held("a", 0.5f);

    assertThat(claim("a", ADA)).isInstanceOf(ReviewOutcome.Done.class);
    ReviewOutcome second = claim("a", BOB);

    assertThat(second).isInstanceOf(ReviewOutcome.HeldByOther.class);
    assertThat(((ReviewOutcome.HeldByOther) second).lease().holder()).isEqualTo(ADA);
    assertThat(((ReviewOutcome.HeldByOther) second).lease().until())
        .isEqualTo(Stores.NOW.plus(LEASE));
  }

  @Test
  void claim_leaseEnded_theNextOneGetsIt() {
    waiting.held("a", 0.5f);
    claim("a", ADA);
    stores.letPass(LEASE);

    assertThat(claim("a", BOB)).isInstanceOf(ReviewOutcome.Done.class);
    assertThat(claim("a", ADA)).isInstanceOf(ReviewOutcome.HeldByOther.class);
  }

  @Test
  void claim_again_prolongsTheLease() {
    waiting.held("a", 0.5f);
    claim("a", ADA);
    stores.letPass(LEASE.minusSeconds(1));
    claim("a", ADA);
    stores.letPass(LEASE.minusSeconds(1));

    assertThat(claim("a", BOB)).isInstanceOf(ReviewOutcome.HeldByOther.class);
  }

  @Test
  void claim_unknownOrDecided_saysSo() {
    waiting.held("a", 0.5f);
    decide("a");

    assertThat(claim("nobody", ADA)).isInstanceOf(ReviewOutcome.Missing.class);
    assertThat(claim("a", ADA)).isInstanceOf(ReviewOutcome.AlreadyRuled.class);
  }

  @Test
  void release_byHolder_othersMayClaim() {
    waiting.held("a", 0.5f);
    claim("a", ADA);

    assertThat(get(queue.release(SITE, "a", BOB))).isInstanceOf(ReviewOutcome.HeldByOther.class);
    assertThat(get(queue.release(SITE, "a", ADA))).isInstanceOf(ReviewOutcome.Done.class);
    assertThat(get(queue.release(SITE, "a", ADA))).isInstanceOf(ReviewOutcome.NotInState.class);
    assertThat(claim("a", BOB)).isInstanceOf(ReviewOutcome.Done.class);
  }

  @Test
  void claimNext_twoServicesRace_nobodyGetsTheSameOne() {
    for (int i = 0; i < 300; i++) {
      waiting.held("c" + i, 0.5f + (i % 10) / 20f);
    }
    QueueStore other = stores.open(redis.uri()).queue();
    List<Future<QueuePage>> racing = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      QueueStore asked = i % 2 == 0 ? queue : other;
      racing.add(
          asked.claimNext(
              SITE, QueueFilter.ALL, Actor.moderator("m" + i), Stores.NOW.plus(LEASE), 5));
    }

    Set<String> given = new HashSet<>();
    for (Future<QueuePage> race : racing) {
      for (QueueEntry entry : get(race).entries()) {
        assertThat(given.add(entry.id())).as(entry.id()).isTrue();
      }
    }
    assertThat(given).hasSize(300);
    assertThat(next(ADA, 5)).isEmpty();
  }

  @Test
  void claimNext_leasesHaveEnded_givesThemAgain() {
    waiting.held("a", 0.5f);
    assertThat(next(ADA, 5)).containsExactly("a");
    assertThat(next(BOB, 5)).isEmpty();
    stores.letPass(LEASE);

    assertThat(next(BOB, 5)).containsExactly("a");
  }

  @Test
  void claimNext_escalated_goesToWhomItIsMeantFor() {
    waiting.held("a", 0.9f);
    waiting.held("b", 0.5f);
    get(store.rulings().escalate(SITE, "a", ADA, "bob", "not sure about this"));

    assertThat(next(ADA, 5)).containsExactly("b");
    assertThat(waiting.ids(by("assignee", "bob"))).containsExactly("a");
    assertThat(next(BOB, 5)).containsExactly("a");
  }

  @Test
  void counts_everyKind() {
    waiting.held("a", 0.5f);
    stores.letPass(Duration.ofMinutes(1));
    waiting.held("b", 0.6f);
    waiting.held("c", 0.6f);
    claim("b", ADA);
    decide("c");

    QueueCounts counts = get(queue.counts(SITE));

    assertThat(counts)
        .isEqualTo(
            new QueueCounts(
                2,
                2,
                1,
                Stores.NOW,
                Map.of("insult", 2L),
                Map.of("policy/insult.hold", 2L),
                Map.of("en", 2L)));
  }

  @Test
  void everythingDecided_nothingOfTheQueueIsLeft() {
    for (int i = 0; i < 20; i++) {
      waiting.held("c" + i, 0.5f);
      claim("c" + i, i % 2 == 0 ? ADA : BOB);
    }
    get(store.rulings().escalate(SITE, "c0", ADA, "bob", null));
    for (int i = 0; i < 20; i++) {
      decide("c" + i, i % 2 == 0 ? ADA : BOB);
    }

    assertThat(redis.command("KEYS", "rg:{demo}:queue*")).isEmpty();
    assertThat(redis.command("KEYS", "rg:{demo}:leases")).isEmpty();
    assertThat(redis.command("KEYS", "rg:{demo}:holders")).isEmpty();
  }

  private List<String> next(Actor actor, int limit) {
    return WaitingComments.ids(
        get(
            queue.claimNext(
                SITE, QueueFilter.ALL, actor, stores.clock().instant().plus(LEASE), limit)));
  }

  private ReviewOutcome claim(String id, Actor actor) {
    return get(queue.claim(SITE, id, actor, stores.clock().instant().plus(LEASE)));
  }

  private void decide(String id) {
    decide(id, BOB);
  }

  private void decide(String id, Actor by) {
    RecordedComment comment = get(store.comments().find(SITE, id)).orElseThrow();
    assertThat(
            get(
                store
                    .rulings()
                    .decide(
                        comment,
                        WaitingComments.trace(comment),
                        waiting.reject(by, RejectReason.INSULT),
                        WaitingComments.age(),
                        false)))
        .isInstanceOf(ReviewOutcome.Done.class);
  }

  private void report(RecordedComment comment, String reader) {
    get(
        store
            .rulings()
            .report(
                comment,
                WaitingComments.trace(comment),
                new Report(author(reader), Report.Reason.ABUSE),
                Terms.DEFAULTS));
  }

  private static QueueCursor decoded(QueueCursor cursor) {
    return QueueCursor.decode(cursor.encode()).orElseThrow();
  }

  private static Author author(String id) {
    return new Author(id, null, null, null, null, null);
  }

  private static QueueFilter by(String field, String value) {
    return new QueueFilter(
        null,
        field.equals("rule") ? value : null,
        field.equals("author") ? author(value) : Author.UNKNOWN,
        field.equals("article") ? value : null,
        field.equals("language") ? value : null,
        null,
        field.equals("assignee") ? value : null,
        field.equals("text") ? value : null,
        0f,
        1f,
        null,
        null,
        Claim.ANY);
  }

  private static QueueFilter scores(@Nullable Label label, float min, float max) {
    return new QueueFilter(
        label, null, Author.UNKNOWN, null, null, null, null, null, min, max, null, null, Claim.ANY);
  }

  private static QueueFilter arrived(@Nullable Instant from, @Nullable Instant to) {
    return new QueueFilter(
        null, null, Author.UNKNOWN, null, null, null, null, null, 0f, 1f, from, to, Claim.ANY);
  }

  private static QueueFilter claimed(Claim claim) {
    return new QueueFilter(
        null, null, Author.UNKNOWN, null, null, null, null, null, 0f, 1f, null, null, claim);
  }
}
