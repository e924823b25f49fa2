package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.EventId;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Scores;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.AuthorHistory;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentIndex.Trait;
import dev.replyguard.store.LookUp;
import dev.replyguard.store.Questions;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.Removal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What releases of schema version 2 have written, word for word but for the keyed hashes. */
@ExtendWith(RedisExtension.class)
class EarlierFormsIT {
  private static final String TEXT = "a calm remark";
  private static final String CACHED = "0123456789abcdef0123456789abcdef";
  private static final Instant RECORDED = Instant.parse("2026-11-22T08:00:00.501Z");
  private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
  private static final Decision DECISION =
      new Decision(
          Verdict.APPROVE,
          Scores.of(0f, 0f, 0f, 0.5f, 0f, 0f, 0f, 1f),
          List.of(),
          "model-1",
          "policy-1",
          "en",
          Instant.parse("2026-11-22T08:00:00.500Z"));

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final RedisStore store;
  private final Author hidden;

  EarlierFormsIT(TestRedis redis) {
    this.redis = redis;
    this.store = stores.open(redis.uri());
    this.hidden = new AuthorIdentities(store.hash()).hidden(author());
  }

  @BeforeEach
  void storeAComment() {
    String event =
        redis
            .command(
                "XADD",
                "rg:{demo}:audit",
                "*",
                "event",
                """
                {"v":1,"type":"decided","by":"pipeline:pipeline","comment":"c1",\
                "at":"2026-11-22T08:00:00.501234567Z","rules":[],"model":"model-1",\
                "policy":"policy-1","written":"2026-11-21T10:15:30.123456789Z","language":"en",\
                "verdict":"approve"}""")
            .get(0);
    redis.command(
        "HSET",
        "rg:{demo}:comment:c1",
        "comment",
        """
        {"v":1,"site":"demo","id":"c1","text":"a calm remark",\
        "createdAt":"2026-11-21T10:15:30.123456789Z",\
        "author":{"id":"author-7","emailHash":"%s","ipHash":"%s"},"article":{"id":"article-1"}}"""
            .formatted(hidden.email(), hidden.ip()),
        "decision",
        """
        {"v":2,"verdict":"approve","model":"model-1","policy":"policy-1",\
        "decidedAt":"2026-11-22T08:00:00.500Z","scores":"%s","detectedLanguage":"en","reasons":[]}"""
            .formatted("AAAAAAAAAAAAAAAAPwAAAAAAAAAAAAAAAAAAAD+AAAA"),
        "verdict",
        "approve",
        "recordedAt",
        millis(RECORDED),
        "text",
        store.hash().hex("text", TEXT),
        "revision",
        "1",
        "cache",
        " " + CACHED,
        "trail",
        event);
    redis.command("SET", "rg:{demo}:cache:" + CACHED, "{\"v\":2}");
    redis.command("ZADD", "rg:{demo}:recorded", millis(RECORDED), "c1");
    new AuthorIdentities(store.hash())
        .ofHidden(hidden)
        .forEach(
            identity -> redis.command("ZADD", Keys.author(SITE, identity), millis(RECORDED), "c1"));
    redis.command(
        "XADD",
        "rg:{demo}:events",
        "*",
        "type",
        "decided",
        "comment",
        "c1",
        "revision",
        "1",
        "verdict",
        "approve",
        "previous",
        "",
        "by",
        "pipeline:pipeline",
        "at",
        "2026-11-22T08:00:00.501234567Z",
        "reason",
        "",
        "means",
        "");
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void comment_comesBack() {
    assertThat(get(store.comments().find(SITE, "c1")))
        .contains(
            new RecordedComment(
                comment(TEXT).withAuthor(hidden), DECISION, RECORDED, 1, null, null, false));
  }

  @Test
  void commentThatIsSentAgain_isKnown() {
    Comment again = comment(TEXT);
    CacheKey key = new CacheKey("other");

    assertThat(
            get(
                store
                    .comments()
                    .lookUp(
                        new LookUp(
                            again,
                            key,
                            Samples.trace(TEXT),
                            MemoryPolicy.DEFAULTS,
                            Questions.NONE))))
        .isEqualTo(Background.of(new Background.Known(DECISION, 1)));
    assertThat(get(store.comments().record(Samples.recording(again, DECISION, key))))
        .isEqualTo(new Recorded(DECISION, 1, false));
  }

  @Test
  void commentWithAnotherText_isItsNextRevision_andTheEarlierOneIsKept() {
    revise();

    List<RecordedComment> revisions = get(store.comments().revisions(SITE, "c1"));
    assertThat(revisions)
        .extracting(revision -> revision.comment().text())
        .containsExactly("changed since", TEXT);
    assertThat(revisions.get(1).comment()).isEqualTo(comment(TEXT).withAuthor(hidden));
    assertThat(revisions.get(1).decision()).isEqualTo(DECISION);
  }

  @Test
  void trailEventsAndHistory_areTold() {
    AuditEntry entry = get(store.audit().trail(SITE, "c1")).get(0);
    assertThat(entry.at()).isEqualTo("2026-11-22T08:00:00.501234567Z");
    assertThat(entry.rules()).isEmpty();
    assertThat(entry.details()).containsEntry("written", "2026-11-21T10:15:30.123456789Z");

    assertThat(get(store.events().after(SITE, EventId.START, 10)))
        .extracting(CommentEvent::at)
        .containsExactly(Instant.parse("2026-11-22T08:00:00.501234567Z"));

    AuthorHistory history = get(store.index().history(SITE, hidden, Trait.EMAIL));
    assertThat(history.latest()).extracting(AuthorHistory.Past::text).containsExactly(TEXT);
    assertThat(history.verdicts()).containsEntry(Verdict.APPROVE, 1L);
  }

  @Test
  void whatIsWrittenNow_isToldInTheSameWords() {
    revise();

    assertThat(get(store.audit().trail(SITE, "c1")).get(1).details())
        .containsEntry("written", "2026-11-21T10:15:30.123Z");
    assertThat(get(store.events().after(SITE, EventId.START, 10)).get(1).at())
        .isEqualTo(Stores.NOW);
  }

  @Test
  void erased_nothingOfItIsLeft() {
    revise();
    Removal removal =
        get(
            store
                .privacy()
                .remove(
                    SITE,
                    "c1",
                    get(store.comments().revisions(SITE, "c1")),
                    List.of(Samples.trace(TEXT)),
                    Removal.Why.ERASE,
                    null));

    assertThat(removal).isEqualTo(new Removal.Removed(2, 2, 0, false, 0));
    assertThat(
            redis.command(
                "EXISTS",
                "rg:{demo}:comment:c1",
                "rg:{demo}:revisions:c1",
                "rg:{demo}:cache:" + CACHED,
                "rg:{demo}:cache:later",
                Keys.author(SITE, "email:" + hidden.email()),
                Keys.author(SITE, "ip:" + hidden.ip())))
        .containsExactly("0");
    assertThat(get(store.audit().page(SITE, Instant.EPOCH, FAR, null, 10)))
        .allSatisfy(entry -> assertThat(entry.comment()).isNotEqualTo("c1"))
        .hasSize(2);
  }

  private void revise() {
    Recorded recorded =
        get(
            store
                .comments()
                .record(
                    Samples.recording(comment("changed since"), DECISION, new CacheKey("later"))));
    assertThat(recorded).isEqualTo(new Recorded(DECISION, 2, true));
  }

  private static Author author() {
    return new Author("author-7", null, "Ada@Example.org", null, "192.0.2.7", null);
  }

  private static Comment comment(String text) {
    return new Comment(
        SITE,
        "c1",
        text,
        author(),
        new Article("article-1", null, null),
        Parent.NONE,
        Samples.WRITTEN,
        null);
  }
}
