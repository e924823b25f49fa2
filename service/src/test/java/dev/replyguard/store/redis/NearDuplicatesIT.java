package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.get;
import static dev.replyguard.store.redis.WaitingComments.ADA;
import static dev.replyguard.store.redis.WaitingComments.comment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.LookUp;
import dev.replyguard.store.Questions;
import dev.replyguard.store.QueueEntry;
import dev.replyguard.store.QueueFilter;
import dev.replyguard.store.QueueFilter.Claim;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.Recording;
import dev.replyguard.store.RememberedRuling;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class NearDuplicatesIT {
  private static final String OFFER =
      "we sell the best garden gnomes in town, write to us today and get the second one for free";
  private static final String OTHER =
      "the council has put off its decision about the new bridge once more, until next spring";
  private static final CacheKey CACHE = new CacheKey("0".repeat(32));
  private static final MemoryPolicy MEMORY = MemoryPolicy.DEFAULTS;

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final RedisStore store;
  private final WaitingComments waiting;

  NearDuplicatesIT(TestRedis redis) {
    this.redis = redis;
    this.store = stores.open(redis.uri());
    this.waiting = new WaitingComments(store, stores);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void lookUp_sameTextRuled_toldSo() {
    rule("c1", "thank you all", Verdict.APPROVE);

    RememberedRuling same = lookUp("c2", "thank you all").sameText();

    assertThat(same)
        .isEqualTo(new RememberedRuling("c1", Verdict.APPROVE, null, Stores.NOW, 0, null));
    assertThat(lookUp("c2", "thank you both").sameText()).isNull();
  }

  @Test
  void lookUp_similarTextRuled_nearestIsTold() {
    rule("c1", OFFER, Verdict.REJECT);
    rule("c2", OTHER, Verdict.APPROVE);

    Background found = lookUp("c3", OFFER + " now");

    RememberedRuling similar = found.similarText();
    assertThat(similar).isNotNull();
    assertThat(similar.commentId()).isEqualTo("c1");
    assertThat(similar.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(similar.reason()).isEqualTo(RejectReason.SPAM);
    assertThat(similar.distance()).isBetween(1, MEMORY.distance());
    assertThat(similar.scores()).isNotNull();
    assertThat(lookUp("c4", "quite another matter, which nobody has brought up here so far"))
        .extracting(Background::similarText)
        .isNull();
  }

  @Test
  void lookUp_rulingTooOld_notTold() {
    rule("c1", OFFER, Verdict.REJECT);
    stores.letPass(MEMORY.rulingAge().plusMillis(1));

    Background found = lookUp("c2", OFFER);

    assertThat(found.sameText()).isNull();
    assertThat(found.similarText()).isNull();
  }

  @Test
  void lookUp_ruledTwice_latestIsTold() {
    rule("c1", OFFER, Verdict.REJECT);
    stores.letPass(Duration.ofMinutes(1));
    rule("c2", OFFER, Verdict.APPROVE);

    assertThat(lookUp("c3", OFFER).sameText())
        .extracting(RememberedRuling::verdict)
        .isEqualTo(Verdict.APPROVE);
    assertThat(lookUp("c3", OFFER).similarText())
        .extracting(RememberedRuling::verdict)
        .isEqualTo(Verdict.APPROVE);
  }

  @Test
  void lookUp_onOtherSite_notTold() {
    rule("c1", OFFER, Verdict.REJECT);
    Comment elsewhere =
        new Comment(
            "other",
            "c2",
            OFFER,
            Author.UNKNOWN,
            Samples.comment("c").article(),
            Samples.comment("c").parent(),
            Samples.WRITTEN,
            null);

    Background found =
        get(
            store
                .comments()
                .lookUp(
                    new LookUp(elsewhere, CACHE, Samples.trace(OFFER), MEMORY, Questions.NONE)));

    assertThat(found).isEqualTo(Background.NOTHING);
  }

  @Test
  void lookUp_bandFullOfOthers_boundedAndTheNewestAreThere() {
    for (int i = 0; i < 100; i++) {
      rule("c" + i, OFFER, Verdict.REJECT);
    }

    for (String list : redis.command("KEYS", "rg:{demo}:ruled:?:*")) {
      assertThat(redis.command("LLEN", list)).containsExactly("64");
    }
    assertThat(lookUp("next", OFFER).similarText())
        .extracting(RememberedRuling::commentId)
        .isEqualTo("c99");
  }

  @Test
  void record_similarHeldComments_oneEntryForAll() {
    hold("c1", OFFER, "ada");
    hold("c2", OTHER, "ben");
    hold("c3", OFFER + " now", "cy");
    hold("c4", OFFER + " here", "ada");

    List<QueueEntry> entries = waiting.page(QueueFilter.ALL).entries();

    assertThat(entries).extracting(QueueEntry::id).containsExactly("c1", "c2");
    assertThat(entries.get(0).group()).isEqualTo("c1");
    assertThat(entries.get(0).waitingInGroup()).isEqualTo(3);
    assertThat(waiting.ids(inGroup("c1"))).containsExactlyInAnyOrder("c1", "c3", "c4");
    assertThat(waiting.ids(by("cy"))).containsExactly("c3");
    assertThat(get(store.comments().queueDepth(SITE))).isEqualTo(4);
    assertThat(get(store.queue().counts(SITE)).entries()).isEqualTo(2);
  }

  @Test
  void record_headOfAGroupIsDecided_theNextOneStandsForIt() {
    hold("c1", OFFER, "ada");
    hold("c2", OFFER + " now", "ben");
    hold("c3", OFFER + " here", "cy");

    decide(waiting.find("c1"), waiting.approve(ADA));

    List<QueueEntry> entries = waiting.page(QueueFilter.ALL).entries();
    assertThat(entries).extracting(QueueEntry::id).containsExactly("c2");
    assertThat(entries.get(0).waitingInGroup()).isEqualTo(2);
    decide(waiting.find("c3"), waiting.approve(ADA));
    decide(waiting.find("c2"), waiting.approve(ADA));
    assertThat(redis.command("KEYS", "rg:{demo}:queue*")).isEmpty();
  }

  @Test
  void decidedOfGroup_theLatestFirst_withoutThoseThatWaitOrAreGone() {
    for (int i = 1; i <= 6; i++) {
      // Of one author, who makes no campaign.
      hold("c" + i, OFFER + " " + i, "ada");
      stores.letPass(Duration.ofSeconds(1));
    }
    post("c7", OFFER + " 7", "ada");
    for (String id : List.of("c1", "c2", "c4", "c5")) {
      decide(waiting.find(id), waiting.approve(ADA));
    }
    redis.command("DEL", "rg:{demo}:comment:c4");

    assertThat(decidedLike("c3", 10)).containsExactly("c7", "c5", "c2", "c1");
    assertThat(decidedLike("c5", 2)).containsExactly("c7", "c2");
    assertThat(get(store.index().decidedOfGroup(SITE, "nothing", "c1", 10))).isEmpty();
    assertThat(get(store.index().decidedOfGroup("other", "c1", "c3", 10))).isEmpty();
  }

  private List<String> decidedLike(String id, int limit) {
    return get(store.index().decidedOfGroup(SITE, "c1", id, limit));
  }

  @Test
  void record_burstFromManyAuthors_heldFromTheThresholdOn() {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      verdicts.add(post("c" + i, OFFER + " " + i, "author-" + i).decision().verdict());
    }

    assertThat(verdicts.subList(0, 4)).containsOnly(Verdict.APPROVE);
    assertThat(verdicts.subList(4, 8)).containsOnly(Verdict.HOLD);
    assertThat(waiting.ids(QueueFilter.ALL)).containsExactly("c4");
    assertThat(waiting.page(QueueFilter.ALL).entries().get(0).waitingInGroup()).isEqualTo(4);
    assertThat(redis.command("ZCARD", "rg:{demo}:group:c0")).containsExactly("8");
    assertThat(waiting.find("c7").group()).isEqualTo("c0");
  }

  @Test
  void record_burstFromTwoServicesAtOnce_noMoreThanTheThresholdGetThrough() {
    RedisStore other = stores.open(redis.uri());
    List<Future<Recorded>> racing = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      RedisStore asked = i % 2 == 0 ? store : other;
      racing.add(asked.comments().record(recording("c" + i, OFFER, "author-" + i)));
    }

    long through =
        racing.stream()
            .map(Stores::get)
            .filter(recorded -> recorded.decision().verdict() == Verdict.APPROVE)
            .count();

    assertThat(through).isEqualTo(MEMORY.campaignAuthors() - 1);
  }

  @Test
  void record_oneAuthorManyTimes_noCampaign() {
    for (int i = 0; i < 20; i++) {
      assertThat(post("c" + i, OFFER, "ada").decision().verdict()).isEqualTo(Verdict.APPROVE);
    }
  }

  @Test
  void record_manyAuthorsOverALongTime_noCampaign() {
    for (int i = 0; i < 10; i++) {
      stores.letPass(MEMORY.campaignWindow().dividedBy(3));
      assertThat(post("c" + i, OFFER, "author-" + i).decision().verdict())
          .isEqualTo(Verdict.APPROVE);
    }
  }

  @Test
  void record_shortTextByMany_noCampaign() {
    for (int i = 0; i < 20; i++) {
      assertThat(post("c" + i, "thank you", "author-" + i).decision().verdict())
          .isEqualTo(Verdict.APPROVE);
    }
  }

  @Test
  void record_groupTooOld_aNewOneBegins() {
    post("c1", OFFER, "ada");
    stores.letPass(MEMORY.groupAge().plusMillis(1));
    post("c2", OFFER, "ben");

    assertThat(waiting.find("c2").group()).isNull();
  }

  @Test
  void record_newRevision_leavesGroupAndRuling() {
    hold("c1", OFFER, "ada");
    hold("c2", OFFER, "ben");
    decide(waiting.find("c2"), waiting.approve(ADA));

    hold("c2", OTHER, "ben");

    RecordedComment revised = waiting.find("c2");
    assertThat(revised.group()).isNull();
    assertThat(revised.ruling()).isNull();
    assertThat(redis.command("ZRANGE", "rg:{demo}:group:c1", "0", "-1")).containsExactly("c1");
    assertThat(waiting.ids(QueueFilter.ALL)).containsExactlyInAnyOrder("c1", "c2");
    assertThat(get(store.comments().revisions(SITE, "c2")).get(1).ruling()).isNotNull();
  }

  @Test
  void record_leaderEdited_isJoinedNeitherByItsEarlierNorByItsLaterText() {
    hold("c1", OFFER, "ada");
    hold("c1", OTHER, "ada");

    hold("c2", OFFER, "ben");
    hold("c3", OTHER, "cleo");
    assertThat(waiting.find("c2").group()).isNull();
    assertThat(waiting.find("c3").group()).isNull();
    hold("c4", OFFER, "dan");
    hold("c5", OTHER, "eve");

    assertThat(waiting.find("c1").group()).isNull();
    assertThat(waiting.find("c4").group()).isEqualTo("c2");
    assertThat(waiting.find("c5").group()).isEqualTo("c3");
  }

  @Test
  void record_sampleOfEverything_waitsUnmarkedUnderItsVerdict() {
    Comment drawn = comment("c1", "a calm remark", "ada", "article-1");
    get(
        store
            .comments()
            .record(
                new Recording(
                    drawn,
                    approved(),
                    CACHE,
                    null,
                    Samples.trace(drawn.text()),
                    Samples.terms(MEMORY, 1),
                    null)));

    assertThat(waiting.ids(QueueFilter.ALL)).containsExactly("c1");
    assertThat(waiting.find("c1").effective().verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(redis.command("HGET", "rg:{demo}:queue:items", "c1").toString())
        .doesNotContain("sample");
    decide(waiting.find("c1"), waiting.reject(ADA, RejectReason.INSULT));
    assertThat(redis.command("HGETALL", "rg:{demo}:statistics:20261122"))
        .contains("automatic:approve", "sample:approve:reject");
  }

  @Test
  void record_sampleOfATenth_aboutATenthIsDrawn() {
    List<Future<Recorded>> recorded = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Comment comment = comment("c" + i, "remark " + i, "ada", "article-1");
      recorded.add(
          store
              .comments()
              .record(
                  new Recording(
                      comment,
                      approved(),
                      CACHE,
                      null,
                      Samples.trace(comment.text()),
                      Samples.terms(MEMORY, 0.1),
                      null)));
    }
    recorded.forEach(Stores::get);

    // Which are drawn depends on the installation's secret, made up anew each time: six sigma.
    assertThat(get(store.comments().queueDepth(SITE))).isBetween(43L, 157L);
  }

  private static Decision approved() {
    Decision held = WaitingComments.decision(0.2f);
    return new Decision(
        Verdict.APPROVE,
        held.scores(),
        List.of(),
        held.model(),
        held.policy(),
        held.detectedLanguage(),
        held.decidedAt());
  }

  private Recorded post(String id, String text, String author) {
    return get(store.comments().record(recording(id, text, author)));
  }

  private static Recording recording(String id, String text, String author) {
    return new Recording(
        comment(id, text, author, "article-1"),
        approved(),
        CACHE,
        null,
        Samples.trace(text),
        Samples.UNMEASURED,
        WaitingComments.decision(0.2f));
  }

  private void hold(String id, String text, String author) {
    waiting.held(comment(id, text, author, "article-1"), 0.7f);
  }

  private void rule(String id, String text, Verdict verdict) {
    RecordedComment held = waiting.held(comment(id, text, "ada", "article-1"), 0.7f);
    decide(
        held,
        verdict == Verdict.APPROVE ? waiting.approve(ADA) : waiting.reject(ADA, RejectReason.SPAM));
  }

  private void decide(RecordedComment comment, Ruling ruling) {
    get(
        store
            .rulings()
            .decide(comment, WaitingComments.trace(comment), ruling, WaitingComments.age(), false));
  }

  private Background lookUp(String id, String text) {
    return get(
        store
            .comments()
            .lookUp(
                new LookUp(
                    comment(id, text, "zoe", "article-1"),
                    CACHE,
                    Samples.trace(text),
                    MEMORY,
                    Questions.NONE)));
  }

  private static QueueFilter inGroup(String group) {
    return filter(null, group);
  }

  private static QueueFilter by(String author) {
    return filter(author, null);
  }

  private static QueueFilter filter(@Nullable String author, @Nullable String group) {
    return new QueueFilter(
        null,
        null,
        author == null ? Author.UNKNOWN : new Author(author, null, null, null, null, null),
        null,
        null,
        group,
        null,
        null,
        0f,
        1f,
        null,
        null,
        Claim.ANY);
  }
}
