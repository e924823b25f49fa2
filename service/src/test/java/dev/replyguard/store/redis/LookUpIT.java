package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.Action;
import dev.replyguard.domain.policy.DuplicateRule;
import dev.replyguard.domain.policy.FloodRule;
import dev.replyguard.domain.policy.FloodRules;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.Facts;
import dev.replyguard.store.ListStore;
import dev.replyguard.store.LookUp;
import dev.replyguard.store.Questions;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store tells of a comment's author and text before it is judged. */
@ExtendWith(RedisExtension.class)
class LookUpIT {
  private static final CacheKey TEXT = new CacheKey("0123456789abcdef0123456789abcdef");
  private static final CacheKey OTHER = new CacheKey("ffffffffffffffffffffffffffffffff");
  private static final Action HOLD = Action.enforce(Verdict.HOLD);
  private static final Author ADA =
      new Author("ada-1", "Ada", "Ada@mail.Example.org", null, "192.0.2.7", null);

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final CommentStore comments;
  private final ListStore lists;

  LookUpIT(TestRedis redis) {
    this.redis = redis;
    RedisStore store = stores.open(redis.uri());
    this.comments = store.comments();
    this.lists = store.lists();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ID,ada-1",
    "EMAIL,ADA@mail.example.org",
    "ADDRESS,192.0.2.7",
    "EMAIL_DOMAIN,mail.example.org",
    "EMAIL_DOMAIN,Example.ORG",
    "NETWORK,192.0.2.0/24",
    "NETWORK,192.0.2.6/31",
    "NETWORK,192.0.2.7/32",
    "NETWORK,128.0.0.0/1"
  })
  void listings_entryAboutTheAuthor_isFound(AuthorTrait trait, String value) {
    ListEntry entry = get(lists.put(SITE, entry(AuthorList.BANNED, trait, value, null))).entry();

    assertThat(listings(by(ADA))).containsExactly(entry);
  }

  @ParameterizedTest
  @CsvSource({
    "ID,ada-2",
    "EMAIL,eve@mail.example.org",
    "ADDRESS,192.0.2.8",
    "EMAIL_DOMAIN,ail.example.org",
    "EMAIL_DOMAIN,www.mail.example.org",
    "NETWORK,192.0.3.0/24",
    "NETWORK,192.0.2.8/29",
    "NETWORK,c000:207::/32"
  })
  void listings_entryAboutOthers_isNot(AuthorTrait trait, String value) {
    get(lists.put(SITE, entry(AuthorList.BANNED, trait, value, null)));

    assertThat(listings(by(ADA))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::/32,2001:db8:1::7,true",
    "2001:db8::/33,2001:db8:8000::7,false",
    "2001:db8:8000::/33,2001:db8:8000::7,true",
    "2001:db8:0:0:0:0:0:6/127,2001:DB8::7,true",
    "2001:db8::/32,192.0.2.7,false",
    "192.0.2.0/24,not an address,false"
  })
  void listings_network_coversItsAddresses(String network, String address, boolean covers) {
    get(lists.put(SITE, entry(AuthorList.BANNED, AuthorTrait.NETWORK, network, null)));

    assertThat(listings(by(new Author(null, null, null, null, address, null))))
        .hasSize(covers ? 1 : 0);
  }

  @Test
  void listings_expired_isNotFoundAnyMore() {
    get(
        lists.put(
            SITE, entry(AuthorList.BANNED, AuthorTrait.ID, "ada-1", Stores.NOW.plusSeconds(60))));
    assertThat(listings(by(ADA))).hasSize(1);

    stores.letPass(Duration.ofSeconds(60));

    assertThat(listings(by(ADA))).isEmpty();
  }

  @Test
  void listings_ofAnotherSite_areNotFound() {
    get(lists.put("other", entry(AuthorList.BANNED, AuthorTrait.ID, "ada-1", null)));

    assertThat(listings(by(ADA))).isEmpty();
  }

  @Test
  void approved_countsApprovedCommentsOfIdOrEmail_upToTheWanted() {
    record("a", ADA, Verdict.APPROVE);
    record("b", ADA, Verdict.HOLD);
    record("c", new Author(null, null, "ada@mail.example.org", null, null, null), Verdict.APPROVE);
    record("d", new Author("ada-1", null, null, null, null, null), Verdict.REJECT);

    assertThat(approved(ADA, 5)).as("two by the e-mail, one by the id").isEqualTo(2);
    assertThat(approved(ADA, 1)).isEqualTo(1);
    assertThat(approved(Author.UNKNOWN, 5)).isZero();
    assertThat(approved(new Author(null, null, null, null, "192.0.2.7", null), 5))
        .as("an address is not a person")
        .isZero();
    assertThat(facts(by(ADA), Questions.NONE).approved()).as("nobody asked").isNull();
  }

  @Test
  void approved_ofManyComments_looksAtTheLatestFifty() {
    record("first", ADA, Verdict.APPROVE);
    for (int i = 0; i < 50; i++) {
      stores.letPass(Duration.ofMillis(1));
      record("later" + i, ADA, Verdict.REJECT);
    }

    assertThat(approved(ADA, 1)).isZero();
  }

  @Test
  void flood_author_letsTheLimitPassAndThenOneAnInterval() {
    Questions five = flood(new FloodRule(5, Duration.ofSeconds(50), HOLD), null, null);

    for (int i = 0; i < 5; i++) {
      assertThat(facts(by(ADA, "a" + i), five).authorFlood()).as("comment %d", i).isFalse();
    }
    assertThat(facts(by(ADA, "b"), five).authorFlood()).isTrue();
    stores.letPass(Duration.ofMillis(9_999));
    assertThat(facts(by(ADA, "c"), five).authorFlood()).isTrue();
    stores.letPass(Duration.ofMillis(1));
    assertThat(facts(by(ADA, "d"), five).authorFlood()).isFalse();
    assertThat(facts(by(ADA, "e"), five).authorFlood()).isTrue();
    stores.letPass(Duration.ofSeconds(50));
    for (int i = 0; i < 5; i++) {
      assertThat(facts(by(ADA, "f" + i), five).authorFlood()).as("comment %d", i).isFalse();
    }
  }

  @Test
  void flood_sameAuthorByEmailOnly_isAnother() {
    Questions one = flood(new FloodRule(1, Duration.ofSeconds(50), HOLD), null, null);
    assertThat(facts(by(ADA, "a"), one).authorFlood()).isFalse();

    Author eve = new Author("eve", null, null, null, null, null);

    assertThat(facts(by(eve, "b"), one).authorFlood()).isFalse();
    assertThat(facts(by(Author.UNKNOWN, "c"), one).authorFlood()).isFalse();
    assertThat(facts(by(Author.UNKNOWN, "d"), one).authorFlood()).as("nobody").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7,192.0.2.7,true",
    "192.0.2.7,192.0.2.8,false",
    "2001:db8::1,2001:db8::ffff:1,true",
    "2001:db8::1,2001:db8:0:1::1,false",
    "unknown,unknown,false"
  })
  void flood_address_isOneSubscriber(String first, String second, boolean over) {
    Questions one = flood(null, new FloodRule(1, Duration.ofSeconds(50), HOLD), null);
    facts(by(new Author(null, null, null, null, first, null), "a"), one);

    assertThat(facts(by(new Author(null, null, null, null, second, null), "b"), one).addressFlood())
        .isEqualTo(over);
  }

  @Test
  void flood_text_whoeverWritesIt() {
    Questions two = flood(null, null, new FloodRule(2, Duration.ofSeconds(50), HOLD));

    assertThat(facts(by(ADA, "a"), two).textFlood()).isFalse();
    assertThat(facts(by(Author.UNKNOWN, "b"), two).textFlood()).isFalse();
    assertThat(facts(by(Author.UNKNOWN, "c"), two).textFlood()).isTrue();
    assertThat(get(comments.lookUp(lookUp(by(ADA, "d"), OTHER, two))).facts().textFlood())
        .isFalse();
  }

  @Test
  void flood_manyAtOnceFromTwoServices_exactlyTheLimitPasses() {
    CommentStore second = stores.open(redis.uri()).comments();
    Questions hundred = flood(new FloodRule(100, Duration.ofHours(1), HOLD), null, null);
    List<Future<Background>> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add((i % 2 == 0 ? comments : second).lookUp(lookUp(by(ADA, "c" + i), TEXT, hundred)));
    }

    assertThat(all.stream().map(Stores::get))
        .filteredOn(background -> !background.facts().authorFlood())
        .hasSize(100);
  }

  @Test
  void flood_knownComment_usesNothingUp() {
    Questions two = flood(new FloodRule(2, Duration.ofSeconds(50), HOLD), null, null);
    record("known", ADA, Verdict.APPROVE);

    for (int i = 0; i < 5; i++) {
      assertThat(get(comments.lookUp(lookUp(by(ADA, "known"), TEXT, two))).known()).isNotNull();
    }

    assertThat(facts(by(ADA, "a"), two).authorFlood()).isFalse();
  }

  @Test
  void flood_key_endsByItself() {
    facts(by(ADA, "a"), flood(new FloodRule(5, Duration.ofSeconds(50), HOLD), null, null));

    List<String> keys = redis.command("KEYS", "rg:{demo}:flood:*");
    assertThat(keys).hasSize(1);
    assertThat(Long.parseLong(redis.command("PTTL", keys.get(0)).get(0))).isBetween(1L, 10_000L);
  }

  @ParameterizedTest
  @EnumSource
  void duplicate_scope_saysWhatMustBeTheSame(DuplicateRule.Scope scope) {
    Questions asked = duplicate(scope);
    Author eve = new Author("eve", null, null, null, null, null);
    assertThat(facts(at(ADA, "first", "a-1"), asked).duplicateOf()).isNull();

    assertThat(facts(at(ADA, "second", "a-1"), asked).duplicateOf()).isEqualTo("first");
    assertThat(facts(at(ADA, "third", "a-2"), asked).duplicateOf())
        .isEqualTo(scope == DuplicateRule.Scope.ARTICLE ? null : "first");
    assertThat(facts(at(eve, "fourth", "a-1"), asked).duplicateOf())
        .isEqualTo(scope == DuplicateRule.Scope.SITE ? "first" : null);
    assertThat(facts(at(ADA, "first", "a-1"), asked).duplicateOf())
        .as("no duplicate of itself")
        .isNull();
  }

  @Test
  void duplicate_shortText_mayComeAgain() {
    Questions asked = duplicate(DuplicateRule.Scope.SITE);
    for (String id : List.of("a", "b")) {
      Comment thanks = comment(id, "Thanks!", ADA, Article.UNKNOWN);
      assertThat(facts(thanks, asked).duplicateOf()).isNull();
    }
  }

  private List<ListEntry> listings(Comment comment) {
    return get(comments.lookUp(lookUp(comment, TEXT, Questions.NONE))).listings();
  }

  private int approved(Author author, int wanted) {
    Integer approved = facts(by(author), new Questions(wanted, FloodRules.NONE, null)).approved();
    return approved == null ? -1 : approved;
  }

  private Facts facts(Comment comment, Questions questions) {
    return get(comments.lookUp(lookUp(comment, TEXT, questions))).facts();
  }

  private void record(String id, Author author, Verdict verdict) {
    get(comments.record(Samples.recording(by(author, id), Samples.decision(verdict), OTHER)));
  }

  private static Questions flood(
      @Nullable FloodRule author, @Nullable FloodRule address, @Nullable FloodRule text) {
    return new Questions(0, new FloodRules(author, address, text), null);
  }

  private static Questions duplicate(DuplicateRule.Scope scope) {
    return new Questions(
        0, FloodRules.NONE, new DuplicateRule(scope, Duration.ofHours(1), 10, HOLD));
  }

  private static ListStore.NewEntry entry(
      AuthorList list, AuthorTrait trait, String value, @Nullable Instant expiresAt) {
    return new ListStore.NewEntry(
        list, trait, value, "a reason", expiresAt, Actor.moderator("grace"));
  }

  private static Comment by(Author author) {
    return by(author, "new");
  }

  private static Comment by(Author author, String id) {
    return comment(id, "a calm remark", author, Article.UNKNOWN);
  }

  private static Comment at(Author author, String id, String article) {
    return comment(id, "a calm remark", author, new Article(article, null, null));
  }

  private static Comment comment(String id, String text, Author author, Article article) {
    return new Comment(SITE, id, text, author, article, Parent.NONE, Samples.WRITTEN, null);
  }

  private static LookUp lookUp(Comment comment, CacheKey text, Questions questions) {
    return new LookUp(
        comment, text, Samples.trace(comment.text()), MemoryPolicy.DEFAULTS, questions);
  }
}
