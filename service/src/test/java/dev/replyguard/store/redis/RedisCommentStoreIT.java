package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.failure;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.Known;
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
    assertThat(get(comments.lookUp(Samples.comment("c1"), CACHE))).isEqualTo(new Known.Nothing());
  }

  @Test
  void lookUp_sameCommentWithOtherText_storedDecision() {
    Decision decision = Samples.decision(Verdict.HOLD);
    get(comments.record(Samples.comment("c1"), decision, CACHE));

    assertThat(get(comments.lookUp(Samples.comment("c1", "changed since"), OTHER)))
        .isEqualTo(new Known.SameComment(decision));
  }

  @Test
  void lookUp_otherCommentOfSameText_cachedDecision() {
    Decision decision = Samples.decision(Verdict.APPROVE);
    get(comments.record(Samples.comment("c1"), decision, CACHE));

    assertThat(get(comments.lookUp(Samples.comment("c2"), CACHE)))
        .isEqualTo(new Known.SameText(decision));
  }

  @Test
  void lookUp_otherSite_nothing() {
    get(comments.record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), CACHE));
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

    assertThat(get(comments.lookUp(elsewhere, CACHE))).isEqualTo(new Known.Nothing());
  }

  @Test
  void record_newComment_everythingIsStored() {
    Decision decision = Samples.decision(Verdict.HOLD);

    Recorded recorded = get(comments.record(Samples.comment("c1"), decision, CACHE));

    assertThat(recorded).isEqualTo(new Recorded(decision, true));
    assertThat(get(comments.queueDepth(SITE))).isEqualTo(1);
    assertThat(redis.command("ZRANGE", "rg:{demo}:queue", "0", "-1", "WITHSCORES"))
        .first()
        .isEqualTo("c1");
    assertThat(redis.command("XRANGE", "rg:{demo}:audit", "-", "+").toString())
        .contains("\"type\":\"decided\"", "\"comment\":\"c1\"", "\"verdict\":\"hold\"")
        .contains("policy/insult.hold", "model-1", "policy-1", Stores.NOW.toString())
        .doesNotContain("calm");
    assertThat(redis.command("HGET", "rg:{demo}:comment:c1", "verdict")).containsExactly("hold");
  }

  @ParameterizedTest
  @CsvSource({"APPROVE,0", "HOLD,1", "REJECT,0"})
  void record_anyVerdict_onlyHeldOnesAreQueued(Verdict verdict, long depth) {
    get(comments.record(Samples.comment("c1"), Samples.decision(verdict), CACHE));

    assertThat(get(comments.queueDepth(SITE))).isEqualTo(depth);
  }

  @Test
  void record_knownComment_earlierDecisionIsKept() {
    Decision first = Samples.decision(Verdict.APPROVE);
    get(comments.record(Samples.comment("c1"), first, CACHE));

    Recorded second =
        get(
            comments.record(
                Samples.comment("c1", "other words"), Samples.decision(Verdict.HOLD), OTHER));

    assertThat(second).isEqualTo(new Recorded(first, false));
    assertThat(get(comments.queueDepth(SITE))).isZero();
    assertThat(redis.command("XLEN", "rg:{demo}:audit")).containsExactly("1");
    assertThat(get(comments.lookUp(Samples.comment("c2"), OTHER))).isEqualTo(new Known.Nothing());
    assertThat(get(comments.find(SITE, "c1")).orElseThrow().comment().text())
        .isEqualTo("a calm remark");
  }

  @Test
  void record_sameIdAThousandTimesFromTwoServices_oneWins() {
    CommentStore second = stores.open(redis.uri()).comments();
    List<Future<Recorded>> futures = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      CommentStore store = i % 2 == 0 ? comments : second;
      Verdict verdict = i % 3 == 0 ? Verdict.HOLD : Verdict.APPROVE;
      futures.add(
          store.record(Samples.comment("same"), Samples.decision(verdict, "model-" + i), CACHE));
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
  @ValueSource(strings = {"queue", "audit", "cache:0123456789abcdef0123456789abcdef"})
  void record_oneKeyOfAWrongType_nothingIsStored(String broken) {
    redis.command("HSET", "rg:{demo}:" + broken, "field", "value");

    Throwable failure =
        failure(comments.record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), CACHE));

    assertThat(failure).isInstanceOf(StoreException.class).hasMessageContaining("WRONGTYPE");
    assertThat(((StoreException) failure).kind()).isEqualTo(StoreException.Kind.FAILED);
    assertThat(keys()).containsExactly("rg:secret", "rg:{demo}:" + broken);
  }

  @Test
  void record_noMemoryLeft_nothingIsStoredAndReadingGoesOn() {
    Decision decision = Samples.decision(Verdict.HOLD);
    get(comments.record(Samples.comment("c1"), decision, CACHE));
    Set<String> before = keys();
    redis.command("CONFIG", "SET", "maxmemory", "1");
    try {
      Throwable failure = failure(comments.record(Samples.comment("c2"), decision, OTHER));

      assertThat(failure).isInstanceOf(StoreException.class).hasMessageContaining("OOM");
      assertThat(keys()).isEqualTo(before);
      assertThat(get(comments.lookUp(Samples.comment("c1"), OTHER)))
          .isEqualTo(new Known.SameComment(decision));
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
    get(comments.record(Samples.comment(text, text), Samples.decision(Verdict.APPROVE), CACHE));

    assertThat(get(comments.find(SITE, text)).orElseThrow().comment())
        .extracting(Comment::id, Comment::text)
        .containsExactly(text, text);
  }

  @Test
  void find_longestText_exactlyAsWritten() {
    String text = "\u00e9".repeat(Comment.MAX_TEXT_BYTES / 2);
    get(comments.record(Samples.comment("c1", text), Samples.decision(Verdict.APPROVE), CACHE));

    assertThat(get(comments.find(SITE, "c1")).orElseThrow().comment().text()).isEqualTo(text);
  }

  @Test
  void find_recorded_everythingButEmailAndAddress() {
    Comment comment = Samples.comment("c1");
    Decision decision = Samples.decision(Verdict.REJECT);
    get(comments.record(comment, decision, CACHE));

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
    get(comments.record(comment, Samples.decision(Verdict.APPROVE), CACHE));

    assertThat(get(comments.find(SITE, "c1")).orElseThrow().comment()).isEqualTo(comment);
  }

  @Test
  void find_unknown_empty() {
    assertThat(get(comments.find(SITE, "nobody"))).isEmpty();
  }

  @Test
  void record_authorWithEmailAndAddress_neitherIsStoredAnywhere() {
    get(comments.record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), CACHE));

    String everything = keys().toString() + contents();

    assertThat(everything).contains("a calm remark").doesNotContainIgnoringCase("ada@example.org");
    assertThat(everything).doesNotContain("192.0.2.7");
  }

  @Test
  void record_twoSpellingsOfOneAuthor_oneIndexEach() {
    Comment first = Samples.bareComment("c1", "one");
    Comment second = Samples.bareComment("c2", "two");
    get(
        comments.record(
            by(first, new Author(null, null, "Ada@Example.org", null, "2001:db8::1", null)),
            Samples.decision(Verdict.APPROVE),
            CACHE));
    get(
        comments.record(
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
    get(store.sites().put(SitesAndUsersIT.site("demo")));
    get(store.users().put("admin", "hash"));
    for (Verdict verdict : Verdict.values()) {
      get(comments.record(Samples.comment(verdict.key()), Samples.decision(verdict), CACHE));
    }

    Set<String> kinds =
        keys().stream()
            .map(key -> key.replaceFirst("(comment|author|cache):.*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(kinds)
        .containsExactly(
            "rg:secret",
            "rg:sites",
            "rg:users",
            "rg:{demo}:audit",
            "rg:{demo}:author",
            "rg:{demo}:cache",
            "rg:{demo}:comment",
            "rg:{demo}:queue");
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
      assertThat(get(comments.lookUp(comment, OTHER))).isEqualTo(new Known.Nothing());
      redis.command("SCRIPT", "FLUSH");
      assertThat(get(comments.record(comment, decision, CACHE)).isNew()).isTrue();
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
                  return comments.record(
                      Samples.comment("c" + i), Samples.decision(Verdict.APPROVE), CACHE);
                })
            .toList();

    assertThat(futures.stream().map(Stores::get)).allMatch(Recorded::isNew);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decision | not json                | stored decision cannot be read",
        "decision | {\"v\":2}               | stored decision cannot be read: format version 1",
        "decision | {\"v\":1}               | stored decision cannot be read",
        "decision | []                      | stored decision cannot be read",
        "comment  | {\"v\":1,\"text\":7}    | stored comment cannot be read",
        "comment  | {\"v\":1,\"id\":\"x\"}  | stored comment cannot be read",
        "recordedAt | soon                  | stored comment cannot be read: recordedAt"
      })
  void find_unreadableField_failsAndSaysWhich(String field, String content, String message) {
    get(comments.record(Samples.comment("c1"), Samples.decision(Verdict.HOLD), CACHE));
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

    assertThat(failure(comments.lookUp(Samples.comment("c1"), CACHE)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("stored decision cannot be read")
        .hasMessageNotContaining("secret words");
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
            case "zset" -> new String[] {"ZRANGE", key, "0", "-1"};
            case "stream" -> new String[] {"XRANGE", key, "-", "+"};
            default -> new String[] {"GET", key};
          };
      contents.append(redis.command(read));
    }
    return contents.toString();
  }

  private static Comment by(Comment comment, Author author) {
    return new Comment(
        comment.site(),
        comment.id(),
        comment.text(),
        author,
        comment.article(),
        comment.parent(),
        comment.createdAt(),
        comment.language());
  }
}
