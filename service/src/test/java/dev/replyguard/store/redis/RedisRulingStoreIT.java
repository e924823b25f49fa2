package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.get;
import static dev.replyguard.store.redis.WaitingComments.ADA;
import static dev.replyguard.store.redis.WaitingComments.BOB;
import static dev.replyguard.store.redis.WaitingComments.POLICY;
import static dev.replyguard.store.redis.WaitingComments.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.QueueFilter;
import dev.replyguard.store.Report;
import dev.replyguard.store.ReportOutcome;
import dev.replyguard.store.ReviewOutcome;
import dev.replyguard.store.ReviewOutcome.AlreadyRuled;
import dev.replyguard.store.ReviewOutcome.Changed;
import dev.replyguard.store.ReviewOutcome.Done;
import dev.replyguard.store.ReviewOutcome.HeldByOther;
import dev.replyguard.store.ReviewOutcome.Missing;
import dev.replyguard.store.ReviewOutcome.NotInState;
import dev.replyguard.store.RulingStore;
import dev.replyguard.store.Terms;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class RedisRulingStoreIT {
  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final RedisStore store;
  private final RulingStore rulings;
  private final WaitingComments waiting;

  RedisRulingStoreIT(TestRedis redis) {
    this.redis = redis;
    this.store = stores.open(redis.uri());
    this.rulings = store.rulings();
    this.waiting = new WaitingComments(store, stores);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void decide_waiting_leavesTheQueueAndIsRemembered() {
    RecordedComment comment = waiting.held("c1", 0.7f);

    ReviewOutcome outcome = decide(comment, waiting.reject(ADA, RejectReason.INSULT));

    assertThat(outcome).isEqualTo(new Done(Verdict.HOLD));
    assertThat(waiting.ids(QueueFilter.ALL)).isEmpty();
    assertThat(field("c1", "verdict")).isEqualTo("reject");
    assertThat(redis.command("ZRANGE", "rg:{demo}:labelled", "0", "-1")).containsExactly("c1");
    assertThat(redis.command("KEYS", "rg:{demo}:ruled:*")).hasSize(1);
    assertThat(lastEvent())
        .contains("\"type\":\"ruled\"", "\"by\":\"moderator:ada\"", "\"reason\":\"insult\"")
        .contains("model-1", "policy-1", "previous", "hold")
        .doesNotContain("remark");
  }

  @Test
  void decide_byTwo_firstWinsSecondIsTold() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    Ruling first = waiting.approve(ADA);
    decide(comment, first);

    assertThat(decide(comment, waiting.reject(BOB, RejectReason.SPAM)))
        .isEqualTo(new AlreadyRuled(first));
    assertThat(field("c1", "verdict")).isEqualTo("approve");
  }

  @Test
  void decide_twoServicesRaceOnEach_oneWinsEach() {
    RulingStore other = stores.open(redis.uri()).rulings();
    List<RecordedComment> comments = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      comments.add(waiting.held("c" + i, 0.7f));
    }
    List<Future<ReviewOutcome>> racing = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      RulingStore asked = i % 2 == 0 ? rulings : other;
      RecordedComment comment = comments.get(i % 100);
      Actor by = Actor.moderator("m" + i);
      Ruling ruling = i % 3 == 0 ? waiting.approve(by) : waiting.reject(by, RejectReason.SPAM);
      racing.add(asked.decide(comment, trace(comment), ruling, WaitingComments.age(), false));
    }

    List<ReviewOutcome> outcomes = racing.stream().map(Stores::get).toList();

    assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(100);
    assertThat(outcomes).filteredOn(AlreadyRuled.class::isInstance).hasSize(900);
    assertThat(waiting.ids(QueueFilter.ALL)).isEmpty();
    assertThat(events("ruled")).hasSize(100);
  }

  @Test
  void decide_claimedByOther_notDone() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    get(store.queue().claim(SITE, "c1", BOB, Stores.NOW.plusSeconds(60)));

    assertThat(decide(comment, waiting.approve(ADA))).isInstanceOf(HeldByOther.class);
    assertThat(decide(comment, waiting.approve(BOB))).isInstanceOf(Done.class);
  }

  @Test
  void decide_automaticVerdictNotWaiting_isOverruled() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    decide(comment, waiting.approve(ADA));
    redis.command("HDEL", "rg:{demo}:comment:c1", "ruling", "undo");

    assertThat(decide(comment, waiting.reject(BOB, RejectReason.OTHER)))
        .isEqualTo(new Done(Verdict.APPROVE));
  }

  @Test
  void decide_unknownComment_missing() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    redis.command("DEL", "rg:{demo}:comment:c1");

    assertThat(decide(comment, waiting.approve(ADA))).isInstanceOf(Missing.class);
  }

  @Test
  void decideAndReopen_editedMeanwhile_notDone() {
    RecordedComment seen = waiting.held("c1", 0.7f);
    waiting.record(
        WaitingComments.comment("c1", "quite another remark", "author-c1", "article-1"),
        WaitingComments.decision(0.7f));

    assertThat(decide(seen, waiting.approve(ADA))).isEqualTo(new Changed(2));
    assertThat(reopen(seen)).isEqualTo(new Changed(2));

    assertThat(field("c1", "verdict")).isEqualTo("hold");
    assertThat(redis.command("KEYS", "rg:{demo}:ruled:*")).isEmpty();
    assertThat(decide(waiting.find("c1"), waiting.approve(ADA))).isEqualTo(new Done(Verdict.HOLD));
  }

  @Test
  void decide_bySite_overrulesWhateverWasDecided() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    decide(comment, waiting.approve(ADA));

    Ruling site =
        new Ruling(
            Verdict.REJECT,
            RejectReason.SPAM,
            null,
            Actor.site(SITE),
            Ruling.Means.SITE,
            Stores.NOW);
    assertThat(decide(comment, site)).isEqualTo(new Done(Verdict.APPROVE));
    int events = events("ruled").size();
    assertThat(decide(comment, site)).as("once more").isEqualTo(new Done(Verdict.REJECT));

    assertThat(events("ruled")).hasSize(events);
    assertThat(statistic("reversed")).isEqualTo("1");
  }

  @Test
  void undo_withinGrace_allIsAsBefore() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    waiting.held("c2", 0.6f);
    List<String> before = waiting.ids(QueueFilter.ALL);
    decide(comment, waiting.reject(ADA, RejectReason.INSULT));
    stores.letPass(POLICY.undoGrace());

    assertThat(undo(comment, ADA)).isEqualTo(new Done(Verdict.HOLD));

    assertThat(waiting.ids(QueueFilter.ALL)).isEqualTo(before);
    assertThat(field("c1", "verdict")).isEqualTo("hold");
    assertThat(redis.command("KEYS", "rg:{demo}:ruled:*")).isEmpty();
    assertThat(redis.command("ZCARD", "rg:{demo}:labelled")).containsExactly("0");
    assertThat(statistic("ruled:reject")).isEqualTo("0");
    assertThat(statistic("undone")).isEqualTo("1");
    assertThat(decide(comment, waiting.approve(BOB))).isInstanceOf(Done.class);
  }

  @Test
  void undo_tooLateOrByAnother_notDone() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    Ruling ruling = waiting.reject(ADA, RejectReason.INSULT);
    decide(comment, ruling);

    assertThat(undo(comment, BOB)).isEqualTo(new AlreadyRuled(ruling));
    stores.letPass(POLICY.undoGrace().plusMillis(1));
    assertThat(undo(comment, ADA)).isEqualTo(new AlreadyRuled(ruling));
  }

  @Test
  void undo_nothingDecided_saysSo() {
    assertThat(undo(waiting.held("c1", 0.7f), ADA)).isInstanceOf(NotInState.class);
  }

  @Test
  void undo_twoRace_oneWins() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    decide(comment, waiting.reject(ADA, RejectReason.INSULT));

    Future<ReviewOutcome> first = rulings.undo(comment, trace(comment), ADA, POLICY.undoGrace());
    Future<ReviewOutcome> second = rulings.undo(comment, trace(comment), ADA, POLICY.undoGrace());

    assertThat(List.of(get(first), get(second)))
        .hasOnlyElementsOfTypes(Done.class, NotInState.class)
        .hasAtLeastOneElementOfType(Done.class)
        .hasAtLeastOneElementOfType(NotInState.class);
    assertThat(waiting.ids(QueueFilter.ALL)).containsExactly("c1");
  }

  @Test
  void reopen_decided_waitsAgainUnderItsVerdict() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    decide(comment, waiting.reject(ADA, RejectReason.INSULT));
    stores.letPass(Duration.ofDays(3));

    assertThat(reopen(comment)).isInstanceOf(Done.class);
    assertThat(reopen(comment)).isInstanceOf(NotInState.class);

    assertThat(waiting.ids(QueueFilter.ALL)).containsExactly("c1");
    assertThat(field("c1", "verdict")).isEqualTo("reject");
    assertThat(redis.command("KEYS", "rg:{demo}:ruled:*")).isEmpty();
    assertThat(decide(comment, waiting.approve(BOB))).isEqualTo(new Done(Verdict.REJECT));
    assertThat(statistic("reversed")).isEqualTo("1");
    assertThat(statistic("reopened")).isEqualTo("1");
  }

  @Test
  void secondLook_otherModeratorDecidesOtherwise_verdictStays_pairIsCounted() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    get(rulings.decide(comment, trace(comment), waiting.approve(ADA), WaitingComments.age(), true));

    assertThat(waiting.ids(QueueFilter.ALL)).as("not for who has decided").isEmpty();
    assertThat(WaitingComments.ids(get(store.queue().page(SITE, QueueFilter.ALL, BOB, null, 10))))
        .containsExactly("c1");
    assertThat(decide(comment, waiting.reject(ADA, RejectReason.SPAM)))
        .isInstanceOf(AlreadyRuled.class);
    assertThat(decide(comment, waiting.reject(BOB, RejectReason.SPAM))).isInstanceOf(Done.class);

    assertThat(field("c1", "verdict")).isEqualTo("approve");
    assertThat(statistic("pair:approve:reject")).isEqualTo("1");
    assertThat(redis.command("ZCARD", "rg:{demo}:labelled"))
        .as("what moderators do not agree on teaches nothing")
        .containsExactly("0");
    assertThat(redis.command("KEYS", "rg:{demo}:queue*")).isEmpty();
  }

  @Test
  void report_byManyReaders_eachCountsOnce() {
    RecordedComment comment = waiting.held("c1", 0.7f);

    assertThat(report(comment, "r1")).isEqualTo(new ReportOutcome.Taken(1, false));
    assertThat(report(comment, "r1")).isEqualTo(new ReportOutcome.Repeated(1));
    assertThat(report(comment, "r2")).isEqualTo(new ReportOutcome.Taken(2, false));
    assertThat(events("reported")).hasSize(2);
  }

  @Test
  void report_publishedByRuling_waitsAgainAfterEnoughReports() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    decide(comment, waiting.approve(ADA));

    assertThat(report(comment, "r1")).isEqualTo(new ReportOutcome.Taken(1, false));
    assertThat(report(comment, "r2")).isEqualTo(new ReportOutcome.Taken(2, false));
    assertThat(redis.command("KEYS", "rg:{demo}:ruled:*")).isNotEmpty();
    assertThat(report(comment, "r3")).isEqualTo(new ReportOutcome.Taken(3, true));

    assertThat(redis.command("KEYS", "rg:{demo}:ruled:*"))
        .as("what is before the moderators again decides nothing about others")
        .isEmpty();
    assertThat(redis.command("ZCARD", "rg:{demo}:labelled")).containsExactly("0");
    assertThat(waiting.ids(QueueFilter.ALL)).containsExactly("c1");
    assertThat(waiting.page(QueueFilter.ALL).entries().get(0).reports()).isEqualTo(3);
  }

  @Test
  void report_rejectedComment_onlyCounts() {
    RecordedComment comment = waiting.held("c1", 0.7f);
    decide(comment, waiting.reject(ADA, RejectReason.SPAM));

    assertThat(report(comment, "r1")).isEqualTo(new ReportOutcome.Taken(1, false));
    assertThat(waiting.ids(QueueFilter.ALL)).isEmpty();
  }

  @Test
  void report_tooManyByOneReader_limitedUntilTimeHasPassed() {
    List<RecordedComment> comments = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      comments.add(waiting.held("c" + i, 0.7f));
    }
    for (int i = 0; i < 10; i++) {
      assertThat(report(comments.get(i), "r1")).isInstanceOf(ReportOutcome.Taken.class);
    }

    assertThat(report(comments.get(10), "r1"))
        .isEqualTo(new ReportOutcome.Limited(Duration.ofMinutes(1)));
    assertThat(report(comments.get(10), "r2")).isInstanceOf(ReportOutcome.Taken.class);
    stores.letPass(Duration.ofMinutes(1));
    assertThat(report(comments.get(10), "r1")).isInstanceOf(ReportOutcome.Taken.class);
    assertThat(report(comments.get(11), "r1")).isInstanceOf(ReportOutcome.Limited.class);
  }

  @Test
  void notesAndEscalation_areInTheTrailOfTheComment() {
    RecordedComment comment = waiting.held("c1", 0.7f);

    assertThat(get(rulings.addNote(SITE, "c1", ADA, "looks like an old acquaintance")))
        .isInstanceOf(Done.class);
    assertThat(get(rulings.addNote(SITE, "nobody", ADA, "a note"))).isInstanceOf(Missing.class);
    assertThat(get(rulings.escalate(SITE, "c1", ADA, "bob", null))).isInstanceOf(Done.class);
    decide(comment, waiting.approve(BOB));
    assertThat(get(rulings.escalate(SITE, "c1", ADA, "bob", null)))
        .isInstanceOf(AlreadyRuled.class);

    assertThat(field("c1", "trail").split(" ")).hasSize(4);
    assertThat(events("noted").get(0)).contains("old acquaintance");
  }

  private ReviewOutcome decide(RecordedComment comment, Ruling ruling) {
    return get(rulings.decide(comment, trace(comment), ruling, WaitingComments.age(), false));
  }

  private ReviewOutcome undo(RecordedComment comment, Actor actor) {
    return get(rulings.undo(comment, trace(comment), actor, POLICY.undoGrace()));
  }

  private ReviewOutcome reopen(RecordedComment comment) {
    return get(rulings.reopen(comment, trace(comment), BOB, "an appeal", POLICY));
  }

  private ReportOutcome report(RecordedComment comment, String reader) {
    return get(
        rulings.report(
            comment,
            trace(comment),
            new Report(new Author(reader, null, null, null, null, null), Report.Reason.ABUSE),
            Terms.DEFAULTS));
  }

  private String field(String id, String field) {
    return String.join("", redis.command("HGET", "rg:{demo}:comment:" + id, field));
  }

  /** Of all days together; empty where no day has it. */
  private String statistic(String field) {
    return redis.command("KEYS", "rg:{demo}:statistics:*").stream()
        .map(day -> String.join("", redis.command("HGET", day, field)))
        .filter(count -> !count.isEmpty())
        .reduce((a, b) -> String.valueOf(Long.parseLong(a) + Long.parseLong(b)))
        .orElse("");
  }

  private String lastEvent() {
    return String.join(" ", redis.command("XREVRANGE", "rg:{demo}:audit", "+", "-", "COUNT", "1"));
  }

  private List<String> events(String type) {
    return redis.command("XRANGE", "rg:{demo}:audit", "-", "+").stream()
        .filter(event -> event.contains("\"type\":\"" + type + "\""))
        .toList();
  }
}
