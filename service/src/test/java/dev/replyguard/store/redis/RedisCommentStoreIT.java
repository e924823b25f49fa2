package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.failure;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Role;
import dev.replyguard.domain.Verdict;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.Facts;
import dev.replyguard.store.LookUp;
import dev.replyguard.store.Origin;
import dev.replyguard.store.Questions;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RedisExtension.class)
class RedisCommentStoreIT {
  private static final CacheKey CACHE = new CacheKey("0123456789abcdef0123456789abcdef");
  private static final CacheKey OTHER = new CacheKey("ffffffffffffffffffffffffffffffff");

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final CommentStore comments;

  RedisCommentStoreIT(TestRedis redis) {
    this.redis = redis;
    this.comments = stores.open(redis.uri()).comments();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void lookUp_nothingKnown_nothing() {
    assertThat(get(lookUp(Samples.comment("c1"), CACHE))).isEqualTo(Background.NOTHING);
  }

  @Test
  void lookUp_sameComment_storedDecision() {
    Decision decision = Samples.decision(Verdict.HOLD);
    get(record(Samples.comment("c1"), decision, CACHE));

    assertThat(get(lookUp(Samples.comment("c1"), OTHER))).isEqualTo(known(decision, 1));
  }

  @Test
  void lookUp_sameCommentWithOtherText_isNotKnown() {
    get(record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), CACHE));

    assertThat(get(lookUp(Samples.comment("c1", "changed since"), OTHER)))
        .isEqualTo(Background.NOTHING);
  }

  @Test
  void lookUp_otherCommentOfSameText_cachedAssessment() {
    Decision decision = Samples.decision(Verdict.APPROVE);
    get(record(Samples.comment("c1"), decision, CACHE));

    assertThat(get(lookUp(Samples.comment("c2"), CACHE)))
        .isEqualTo(
            new Background(
                null, Samples.assessment(decision), null, null, List.of(), Facts.UNKNOWN));
  }

  @Test
  void lookUp_otherSite_nothing() {
    get(record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), CACHE));
    Comment elsewhere =
        new Comment(
            "other",
            "c1",
            "a calm remark",
            Author.UNKNOWN,
            Samples.comment("c1").article(),
            Samples.comment("c1").parent(),
            Samples.WRITTEN,
            null);

    assertThat(get(lookUp(elsewhere, CACHE))).isEqualTo(Background.NOTHING);
  }

  @Test
  void record_newComment_everythingIsStored() {
    Decision decision = Samples.decision(Verdict.HOLD);

    Recorded recorded = get(record(Samples.comment("c1"), decision, CACHE));

    assertThat(recorded).isEqualTo(new Recorded(decision, 1, true));
    assertThat(get(comments.queueDepth(SITE))).isEqualTo(1);
    assertThat(redis.command("ZRANGE", "rg:{demo}:queue", "0", "-1", "WITHSCORES"))
        .first()
        .isEqualTo("c1");
    assertThat(redis.command("XRANGE", "rg:{demo}:audit", "-", "+").toString())
        .contains("\"type\":\"decided\"", "\"comment\":\"c1\"", "\"verdict\":\"hold\"")
        .contains("policy/insult.hold", "model-1", "policy-1")
        .contains("\"at\":" + Stores.NOW.toEpochMilli())
        .doesNotContain("calm");
    assertThat(redis.command("HGET", "rg:{demo}:comment:c1", "verdict")).containsExactly("hold");
  }

  @ParameterizedTest
  @CsvSource({"APPROVE,0", "HOLD,1", "REJECT,0"})
  void record_anyVerdict_onlyHeldOnesAreQueued(Verdict verdict, long depth) {
    get(record(Samples.comment("c1"), Samples.decision(verdict), CACHE));

    assertThat(get(comments.queueDepth(SITE))).isEqualTo(depth);
  }

  @Test
  void record_knownComment_earlierDecisionIsKept() {
    Decision first = Samples.decision(Verdict.APPROVE);
    get(record(Samples.comment("c1"), first, CACHE));

    Recorded second = get(record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), OTHER));

    assertThat(second).isEqualTo(new Recorded(first, 1, false));
    assertThat(get(comments.queueDepth(SITE))).isZero();
    assertThat(redis.command("XLEN", "rg:{demo}:audit")).containsExactly("1");
    assertThat(get(lookUp(Samples.comment("c2"), OTHER))).isEqualTo(Background.NOTHING);
  }

  @Test
  void record_changedText_isTheNextRevisionAndTheEarlierOneIsKept() {
    Decision first = Samples.decision(Verdict.APPROVE);
    Decision second = Samples.decision(Verdict.HOLD);
    Comment before = Samples.comment("c1");
    Comment after = Samples.comment("c1", "other words");
    get(record(before, first, CACHE));

    Recorded recorded = get(record(after, second, OTHER));

    assertThat(recorded).isEqualTo(new Recorded(second, 2, true));
    assertThat(get(lookUp(after, CACHE))).isEqualTo(known(second, 2));
    assertThat(get(comments.queueDepth(SITE))).isEqualTo(1);
    List<RecordedComment> revisions = get(comments.revisions(SITE, "c1"));
    assertThat(revisions).extracting(RecordedComment::revision).containsExactly(2, 1);
    assertThat(revisions).extracting(RecordedComment::decision).containsExactly(second, first);
    assertThat(revisions)
        .extracting(revision -> revision.comment().text())
        .containsExactly("other words", "a calm remark");
    assertThat(revisions.get(1).recordedAt()).isEqualTo(Stores.NOW);
    assertThat(get(comments.find(SITE, "c1"))).contains(revisions.get(0));
  }

  @Test
  void record_heldCommentChangedIntoAnApprovedOne_leavesTheQueue() {
    get(record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), CACHE));

    get(record(Samples.comment("c1", "kinder words"), Samples.decision(Verdict.APPROVE), OTHER));

    assertThat(get(comments.queueDepth(SITE))).isZero();
  }

  @Test
  void record_moreRevisionsThanAreKept_oldestGo() {
    int count = CommentStore.MAX_REVISIONS + 5;
    for (int i = 1; i <= count; i++) {
      get(record(Samples.comment("c1", "text " + i), Samples.decision(Verdict.APPROVE), CACHE));
    }

    List<RecordedComment> revisions = get(comments.revisions(SITE, "c1"));

    assertThat(revisions).hasSize(CommentStore.MAX_REVISIONS);
    assertThat(revisions.get(0).revision()).isEqualTo(count);
    assertThat(revisions.get(revisions.size() - 1).revision()).isEqualTo(6);
  }

  @Test
  void record_twoTextsUnderOneIdManyTimesFromTwoServices_alternateWithoutLoss() {
    CommentStore second = stores.open(redis.uri()).comments();
    List<Future<Recorded>> futures = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      CommentStore store = i % 2 == 0 ? comments : second;
      futures.add(
          store.record(
              Samples.recording(
                  Samples.comment("same", i % 3 == 0 ? "one" : "two"),
                  Samples.decision(Verdict.APPROVE),
                  CACHE)));
    }

    List<Recorded> all = futures.stream().map(Stores::get).toList();

    long stored = all.stream().filter(Recorded::isNew).count();
    List<RecordedComment> revisions = get(comments.revisions(SITE, "same"));
    assertThat(revisions).hasSize((int) stored);
    for (int i = 1; i < revisions.size(); i++) {
      assertThat(revisions.get(i).comment().text())
          .isNotEqualTo(revisions.get(i - 1).comment().text());
    }
    assertThat(redis.command("XLEN", "rg:{demo}:audit")).containsExactly(Long.toString(stored));
  }

  @Test
  void revisions_unknownComment_none() {
    assertThat(get(comments.revisions(SITE, "nobody"))).isEmpty();
  }

  @Test
  void record_sameIdAThousandTimesFromTwoServices_oneWins() {
    CommentStore second = stores.open(redis.uri()).comments();
    List<Future<Recorded>> futures = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      CommentStore store = i % 2 == 0 ? comments : second;
      Verdict verdict = i % 3 == 0 ? Verdict.HOLD : Verdict.APPROVE;
      futures.add(
          store.record(
              Samples.recording(
                  Samples.comment("same"), Samples.decision(verdict, "model-" + i), CACHE)));
    }

    List<Recorded> all = futures.stream().map(Stores::get).toList();

    assertThat(all).filteredOn(Recorded::isNew).hasSize(1);
    assertThat(all.stream().map(Recorded::decision).distinct()).hasSize(1);
    Decision winner = all.get(0).decision();
    assertThat(get(comments.find(SITE, "same")).orElseThrow().decision()).isEqualTo(winner);
    assertThat(redis.command("XLEN", "rg:{demo}:audit")).containsExactly("1");
    assertThat(get(comments.queueDepth(SITE))).isEqualTo(winner.verdict() == Verdict.HOLD ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queue",
        "audit",
        "recorded",
        "cache:0123456789abcdef0123456789abcdef",
        "revisions:c1"
      })
  void record_oneKeyOfAWrongType_nothingIsStored(String broken) {
    redis.command("HSET", "rg:{demo}:" + broken, "field", "value");

    Throwable failure =
        failure(record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), CACHE));

    assertThat(failure).isInstanceOf(StoreException.class).hasMessageContaining("WRONGTYPE");
    assertThat(((StoreException) failure).kind()).isEqualTo(StoreException.Kind.FAILED);
    assertThat(keys()).containsExactly("rg:secret", "rg:{demo}:" + broken);
  }

  @Test
  void record_noMemoryLeft_nothingIsStoredAndReadingGoesOn() {
    Decision decision = Samples.decision(Verdict.HOLD);
    get(record(Samples.comment("c1"), decision, CACHE));
    Set<String> before = keys();
    redis.command("CONFIG", "SET", "maxmemory", "1");
    try {
      Throwable failure = failure(record(Samples.comment("c2"), decision, OTHER));

      assertThat(failure).isInstanceOf(StoreException.class).hasMessageContaining("OOM");
      assertThat(keys()).isEqualTo(before);
      assertThat(get(lookUp(Samples.comment("c1"), OTHER))).isEqualTo(known(decision, 1));
    } finally {
      redis.command("CONFIG", "SET", "maxmemory", "0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nul \0 inside and at the end\0",
        "emoji \uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDCBB",
        "\u0634\u0643\u0631\u0627 \u202Eright to left\u202C",
        "line\nbreaks\r\n\tand \"quotes\" \\ and \u2028",
        "\uFEFF\uFFFE\uFFFF",
        " "
      })
  void find_unusualText_exactlyAsWritten(String text) {
    get(record(Samples.comment(text, text), Samples.decision(Verdict.APPROVE), CACHE));

    assertThat(get(comments.find(SITE, text)).orElseThrow().comment())
        .extracting(Comment::id, Comment::text)
        .containsExactly(text, text);
  }

  @Test
  void find_longestText_exactlyAsWritten() {
    String text = "\u00e9".repeat(Comment.MAX_TEXT_BYTES / 2);
    get(record(Samples.comment("c1", text), Samples.decision(Verdict.APPROVE), CACHE));

    assertThat(get(comments.find(SITE, "c1")).orElseThrow().comment().text()).isEqualTo(text);
  }

  @Test
  void find_recorded_everythingButEmailAndAddress() {
    Comment comment = Samples.comment("c1");
    Decision decision = Samples.decision(Verdict.REJECT);
    get(record(comment, decision, CACHE));

    RecordedComment found = get(comments.find(SITE, "c1")).orElseThrow();

    assertThat(found.decision()).isEqualTo(decision);
    assertThat(found.recordedAt()).isEqualTo(Stores.NOW);
    assertThat(found.comment())
        .usingRecursiveComparison()
        .ignoringFields("author.email", "author.ip")
        .isEqualTo(comment);
    assertThat(found.comment().author().email()).matches("[0-9a-f]{32}");
    assertThat(found.comment().author().ip()).matches("[0-9a-f]{32}");
  }

  @Test
  void find_bareComment_asItWas() {
    Comment comment = Samples.bareComment("c1", "short");
    get(record(comment, Samples.decision(Verdict.APPROVE), CACHE));

    assertThat(get(comments.find(SITE, "c1")).orElseThrow().comment()).isEqualTo(comment);
  }

  @Test
  void find_unknown_empty() {
    assertThat(get(comments.find(SITE, "nobody"))).isEmpty();
  }

  @Test
  void record_authorWithEmailAndAddress_neitherIsStoredAnywhere() {
    get(record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), CACHE));

    String everything = keys().toString() + contents();

    assertThat(everything).contains("a calm remark").doesNotContainIgnoringCase("ada@example.org");
    assertThat(everything).doesNotContain("192.0.2.7");
  }

  @Test
  void record_twoSpellingsOfOneAuthor_oneIndexEach() {
    Comment first = Samples.bareComment("c1", "one");
    Comment second = Samples.bareComment("c2", "two");
    get(
        record(
            by(first, new Author(null, null, "Ada@Example.org", null, "2001:db8::1", null)),
            Samples.decision(Verdict.APPROVE),
            CACHE));
    get(
        record(
            by(second, new Author(null, null, " ada@example.org", null, "2001:DB8:0:0::1", null)),
            Samples.decision(Verdict.APPROVE),
            CACHE));

    List<String> indexes = redis.command("KEYS", "rg:{demo}:author:*");
    assertThat(indexes).hasSize(2);
    for (String index : indexes) {
      assertThat(redis.command("ZRANGE", index, "0", "-1")).containsExactly("c1", "c2");
    }
  }

  @Test
  void allKeys_afterEverything_onlyTheCacheExpires() {
    RedisStore store = stores.open(redis.uri());
    get(store.sites().add(SitesAndUsersIT.site("demo"), Origin.SET_UP));
    get(store.people().users().addFirst(SitesAndUsersIT.account("admin", Role.ADMIN)));
    for (Verdict verdict : Verdict.values()) {
      get(record(Samples.comment(verdict.key()), Samples.decision(verdict), CACHE));
    }
    get(record(Samples.comment("hold", "changed"), Samples.decision(Verdict.HOLD), CACHE));

    Set<String> kinds =
        keys().stream()
            .map(
                key ->
                    key.replaceFirst(
                        "(answers|comment|author|cache|revisions|statistics|by):.*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(kinds)
        .containsExactly(
            "rg:audit:{rg:sites}",
            "rg:audit:{rg:users}",
            "rg:secret",
            "rg:sites",
            "rg:users",
            "rg:{demo}:answers",
            "rg:{demo}:audit",
            "rg:{demo}:author",
            "rg:{demo}:cache",
            "rg:{demo}:comment",
            "rg:{demo}:events",
            "rg:{demo}:queue",
            "rg:{demo}:queue:by",
            "rg:{demo}:queue:counts",
            "rg:{demo}:queue:items",
            "rg:{demo}:queue:priority",
            "rg:{demo}:queue:texts",
            "rg:{demo}:recorded",
            "rg:{demo}:revisions",
            "rg:{demo}:statistics");
    for (String key : keys()) {
      long ttl = Long.parseLong(redis.command("PTTL", key).get(0));
      if (key.contains(":cache:")) {
        assertThat(ttl).as(key).isBetween(1L, Stores.CACHE_TTL.toMillis());
      } else {
        assertThat(ttl).as(key).isEqualTo(-1);
      }
    }
  }

  @Test
  void allScripts_forgottenByTheServer_areSentAgain() {
    Decision decision = Samples.decision(Verdict.APPROVE);
    for (int round = 0; round < 3; round++) {
      redis.command("SCRIPT", "FLUSH");
      Comment comment = Samples.comment("c" + round);
      assertThat(get(lookUp(comment, OTHER))).isEqualTo(Background.NOTHING);
      redis.command("SCRIPT", "FLUSH");
      assertThat(get(record(comment, decision, CACHE)).isNew()).isTrue();
    }
  }

  @Test
  void allScripts_underLoadWhileForgotten_noneFails() {
    List<Future<Recorded>> futures =
        IntStream.range(0, 500)
            .mapToObj(
                i -> {
                  if (i % 50 == 0) {
                    redis.command("SCRIPT", "FLUSH");
                  }
                  return record(Samples.comment("c" + i), Samples.decision(Verdict.APPROVE), CACHE);
                })
            .toList();

    assertThat(futures.stream().map(Stores::get)).allMatch(Recorded::isNew);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decision | not json                | stored decision cannot be read",
        "decision | {\"v\":4}               | stored decision cannot be read: format version 1",
        "decision | {\"v\":1}               | stored decision cannot be read",
        "decision | []                      | stored decision cannot be read",
        "comment  | {\"v\":1,\"text\":7}    | stored comment cannot be read",
        "comment  | {\"v\":1,\"id\":\"x\"}  | stored comment cannot be read",
        "recordedAt | soon                  | stored comment cannot be read: recordedAt",
        "revision | first                   | stored comment cannot be read: revision"
      })
  void find_unreadableField_failsAndSaysWhich(String field, String content, String message) {
    get(record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), CACHE));
    redis.command("HSET", "rg:{demo}:comment:c1", field, content);

    Throwable failure = failure(comments.find(SITE, "c1"));

    assertThat(failure).isInstanceOf(StoreException.class).hasMessageContaining(message);
    assertThat(((StoreException) failure).kind()).isEqualTo(StoreException.Kind.FAILED);
  }

  @Test
  void find_halfAComment_fails() {
    redis.command("HSET", "rg:{demo}:comment:c1", "decision", "{}");

    assertThat(failure(comments.find(SITE, "c1"))).hasMessageContaining("incomplete");
  }

  @Test
  void lookUp_unreadableCacheEntry_fails() {
    redis.command(
        "SET", "rg:{demo}:cache:" + CACHE.digest(), "{\"v\":1,\"text\":\"secret words\"}");

    assertThat(failure(lookUp(Samples.comment("c1"), CACHE)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("stored assessment cannot be read")
        .hasMessageNotContaining("secret words");
  }

  private Future<Background> lookUp(Comment comment, CacheKey key) {
    return comments.lookUp(
        new LookUp(
            comment, key, Samples.trace(comment.text()), MemoryPolicy.DEFAULTS, Questions.NONE));
  }

  private Future<Recorded> record(Comment comment, Decision decision, CacheKey key) {
    return comments.record(Samples.recording(comment, decision, key));
  }

  private static Background known(Decision decision, int revision) {
    return Background.of(new Background.Known(decision, revision));
  }

  private Set<String> keys() {
    return new TreeSet<>(redis.command("KEYS", "*"));
  }

  private String contents() {
    StringBuilder contents = new StringBuilder();
    for (String key : keys()) {
      String[] read =
          switch (redis.command("TYPE", key).get(0)) {
            case "hash" -> new String[] {"HGETALL", key};
            case "set" -> new String[] {"SMEMBERS", key};
            case "zset" -> new String[] {"ZRANGE", key, "0", "-1"};
            case "stream" -> new String[] {"XRANGE", key, "-", "+"};
            default -> new String[] {"GET", key};
          };
      contents.append(redis.command(read));
    }
    return contents.toString();
  }

  private static Comment by(Comment comment, Author author) {
    return comment.withAuthor(author);
  }
}
