package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.failure;
import static dev.replyguard.store.redis.Stores.get;
import static dev.replyguard.store.redis.WaitingComments.ADA;
import static dev.replyguard.store.redis.WaitingComments.BOB;
import static dev.replyguard.store.redis.WaitingComments.POLICY;
import static dev.replyguard.store.redis.WaitingComments.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.EventStore;
import dev.replyguard.store.Report;
import dev.replyguard.store.Terms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class RedisEventStoreIT {
  private static final String STREAM = "rg:{demo}:events";

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final RedisStore store;
  private final EventStore events;
  private final WaitingComments waiting;

  RedisEventStoreIT(TestRedis redis) {
    this.redis = redis;
    this.store = stores.open(redis.uri());
    this.events = store.events();
    this.waiting = new WaitingComments(store, stores);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void record_newComment_isTold() {
    waiting.held("c1", 0.7f);

    assertThat(all())
        .singleElement()
        .isEqualTo(
            new CommentEvent(
                get(events.latest(SITE)),
                CommentEvent.Type.JUDGED,
                SITE,
                "c1",
                1,
                Verdict.HOLD,
                null,
                Actor.PIPELINE,
                null,
                null,
                Stores.NOW));
  }

  @Test
  void record_sameTextAgain_isNotTold() {
    waiting.held("c1", 0.7f);
    waiting.held("c1", 0.7f);

    assertThat(all()).hasSize(1);
  }

  @Test
  void record_otherText_tellsTheRevisionAndWhatHeldBefore() {
    decide(waiting.held("c1", 0.7f), waiting.reject(ADA, RejectReason.INSULT));

    waiting.held(WaitingComments.comment("c1", "another remark", "a", "article-1"), 0.6f);

    CommentEvent last = last();
    assertThat(last.type()).isEqualTo(CommentEvent.Type.JUDGED);
    assertThat(last.revision()).isEqualTo(2);
    assertThat(last.verdict()).isEqualTo(Verdict.HOLD);
    assertThat(last.previous()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void review_everyChange_isToldInOrder() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    get(store.rulings().escalate(SITE, "c1", BOB, "ada", "a note for ada"));
    decide(comment, waiting.reject(ADA, RejectReason.INSULT));
    get(store.rulings().undo(comment, trace(comment), ADA, POLICY.undoGrace()));
    decide(comment, waiting.approve(ADA));
    get(store.rulings().reopen(comment, trace(comment), BOB, "an appeal", POLICY));
    get(
        store
            .rulings()
            .report(
                comment,
                trace(comment),
                new Report(
                    new Author("reader-1", null, null, null, null, null), Report.Reason.ABUSE),
                Terms.DEFAULTS));

    List<CommentEvent> told = all();

    assertThat(told)
        .extracting(CommentEvent::type)
        .containsExactly(
            CommentEvent.Type.JUDGED,
            CommentEvent.Type.ESCALATED,
            CommentEvent.Type.DECIDED,
            CommentEvent.Type.UNDONE,
            CommentEvent.Type.DECIDED,
            CommentEvent.Type.REOPENED,
            CommentEvent.Type.REPORTED);
    assertThat(told)
        .extracting(CommentEvent::verdict)
        .containsExactly(
            Verdict.HOLD,
            Verdict.HOLD,
            Verdict.REJECT,
            Verdict.HOLD,
            Verdict.APPROVE,
            Verdict.APPROVE,
            Verdict.APPROVE);
    assertThat(told.get(2).previous()).isEqualTo(Verdict.HOLD);
    assertThat(told.get(2).by()).isEqualTo(ADA);
    assertThat(told.get(2).reason()).isEqualTo("insult");
    assertThat(told.get(2).means()).isEqualTo(Ruling.Means.SINGLE);
    assertThat(told.get(3).previous()).isEqualTo(Verdict.REJECT);
    assertThat(told.get(6).reason()).isEqualTo("abuse");
    assertThat(told).extracting(CommentEvent::id).isSorted().doesNotHaveDuplicates();
    assertThat(redis.command("XRANGE", STREAM, "-", "+"))
        .noneMatch(field -> field.contains("remark") || field.contains("a note"));
  }

  @Test
  void secondLook_noteAndRefusedDecision_areNotTold() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    get(
        store
            .rulings()
            .decide(comment, trace(comment), waiting.approve(ADA), WaitingComments.age(), true));
    int told = all().size();

    decide(comment, waiting.reject(BOB, RejectReason.SPAM));
    decide(comment, waiting.reject(BOB, RejectReason.SPAM));
    get(store.rulings().addNote(SITE, "c1", ADA, "a note"));

    assertThat(all()).hasSize(told);
  }

  @Test
  void after_pages_giveEveryEventOnce() {
    for (int i = 0; i < 25; i++) {
      waiting.held("c" + i, 0.7f);
    }
    List<CommentEvent> found = new ArrayList<>();
    EventId after = EventId.START;
    for (List<CommentEvent> page = page(after); !page.isEmpty(); page = page(after)) {
      assertThat(page).hasSizeLessThanOrEqualTo(10);
      found.addAll(page);
      after = page.get(page.size() - 1).id();
    }

    assertThat(found)
        .extracting(CommentEvent::comment)
        .hasSize(25)
        .doesNotHaveDuplicates()
        .endsWith("c24");
    assertThat(get(events.oldest(SITE))).isEqualTo(found.get(0).id());
    assertThat(get(events.latest(SITE))).isEqualTo(after);
  }

  @Test
  void noEvents_oldestAndLatestAreTheStart() {
    assertThat(get(events.oldest(SITE))).isEqualTo(EventId.START);
    assertThat(get(events.latest(SITE))).isEqualTo(EventId.START);
    assertThat(all()).isEmpty();
  }

  @Test
  void events_ofAnotherSite_areNotSeen() {
    waiting.held("c1", 0.7f);

    assertThat(get(events.after("other", EventId.START, 10))).isEmpty();
  }

  @Test
  void manyEvents_theLatestAreKept() {
    int more = EventStore.KEPT + 1_000;
    redis.command(
        "EVAL",
        "for i = 1, tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], i .. '-0', 'type', 'decided') end",
        "1",
        STREAM,
        Integer.toString(more));

    waiting.held("c1", 0.7f);

    long kept = Long.parseLong(redis.command("XLEN", STREAM).get(0));
    assertThat(kept).isBetween((long) EventStore.KEPT, EventStore.KEPT + 200L);
    assertThat(get(events.oldest(SITE))).isGreaterThan(new EventId(500, 0));
    assertThat(last().comment()).isEqualTo("c1");
  }

  @Test
  void unreadableEvent_isAFailureOfTheStore() {
    redis.command("XADD", STREAM, "*", "type", "decided", "comment", "c-secret");

    assertThat(failure(events.after(SITE, EventId.START, 10)))
        .hasMessage("stored event cannot be read: IllegalArgumentException");
  }

  private void decide(RecordedComment comment, Ruling ruling) {
    get(store.rulings().decide(comment, trace(comment), ruling, WaitingComments.age(), false));
  }

  private List<CommentEvent> all() {
    return get(events.after(SITE, EventId.START, 1_000));
  }

  private CommentEvent last() {
    EventId latest = get(events.latest(SITE));
    return get(events.after(SITE, new EventId(latest.millis() - 1, 0), 1_000)).stream()
        .filter(event -> event.id().equals(latest))
        .findFirst()
        .orElseThrow();
  }

  private List<CommentEvent> page(EventId after) {
    return get(events.after(SITE, after, 10));
  }
}
