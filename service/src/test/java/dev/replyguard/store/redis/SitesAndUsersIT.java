package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Stores.failure;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Role;
import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.domain.User;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.Account;
import dev.replyguard.store.AttemptStore;
import dev.replyguard.store.AttemptStore.Attempted;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Origin;
import dev.replyguard.store.Session;
import dev.replyguard.store.SessionStore;
import dev.replyguard.store.SetupStore;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.SiteStore.Added;
import dev.replyguard.store.SiteStore.Note;
import dev.replyguard.store.UsageStore;
import dev.replyguard.store.UsageStore.Counts;
import dev.replyguard.store.UsageStore.Day;
import dev.replyguard.store.UserStore;
import dev.replyguard.store.UserStore.Change;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class SitesAndUsersIT {
  private static final Origin BY = new Origin(Actor.user("root"), "hash");
  private static final Note NOTE = new Note("siteChanged", null, BY);

  private final TestRedis redis;
  private final Stores stores = new Stores();

  SitesAndUsersIT(TestRedis redis) {
    this.redis = redis;
  }

  @AfterEach
  void close() {
    stores.close();
  }

  static Site site(String id) {
    return new Site(id, "Site \u201c" + id + "\u201d", "0123456789abcdef".repeat(4));
  }

  @Test
  void sites_severalAdded_inOrderOfIds() {
    SiteStore sites = stores.open(redis.uri()).sites();
    assertThat(get(sites.sites())).isEmpty();
    for (String id : List.of("b", "a", "c-1")) {
      assertThat(get(sites.add(site(id), BY))).isEqualTo(Added.DONE);
    }

    assertThat(get(sites.sites())).containsExactly(site("a"), site("b"), site("c-1"));
    assertThat(redis.command("XLEN", "rg:audit:{rg:sites}")).containsExactly("3");
  }

  @Test
  void addSite_thereAlready_isLeftAsItIs() {
    SiteStore sites = stores.open(redis.uri()).sites();
    get(sites.add(site("a"), BY));

    assertThat(get(sites.add(new Site("a", "Other", "f".repeat(64)), BY))).isEqualTo(Added.EXISTS);

    assertThat(get(sites.sites())).containsExactly(site("a"));
  }

  @Test
  void site_changedByManyAtOnce_losesNoChange() {
    List<RedisStore> services = List.of(stores.open(redis.uri()), stores.open(redis.uri()));
    get(services.get(0).sites().add(site("a"), BY));
    List<Future<Optional<Site>>> changes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String id = "key-" + i;
      changes.add(
          services
              .get(i % 2)
              .sites()
              .change("a", new Note("keyAdded", id, BY), site -> site.withKey(key(id))));
    }
    changes.forEach(Stores::get);

    assertThat(get(services.get(0).sites().sites()).get(0).keys())
        .extracting(SiteKey::id)
        .containsExactlyInAnyOrder("first", "key-0", "key-1", "key-2", "key-3");
    assertThat(get(services.get(0).sites().change("b", NOTE, site -> site))).isEmpty();
  }

  @Test
  void site_withEveryKindOfKey_isReadAsItWasWritten() {
    SiteStore sites = stores.open(redis.uri()).sites();
    SiteKey browser =
        new SiteKey(
            "browser",
            "Comment form",
            "a".repeat(64),
            Set.of(Scope.SUBMIT),
            Set.of("https://a.example", "https://b.example:8443"),
            7,
            1_000,
            Stores.NOW,
            Stores.NOW.plusSeconds(1),
            true);
    Site site = new Site("a", "A", List.of(browser, key("k")), true);
    get(sites.add(site, BY));

    assertThat(get(sites.sites())).containsExactly(site);
  }

  @Test
  void site_ofTheFormatWithOneKey_hasItAsItsFirst() {
    SiteStore sites = stores.open(redis.uri()).sites();
    String digest = "0123456789abcdef".repeat(4);
    redis.command(
        "HSET",
        "rg:sites",
        "a",
        "{\"v\":1,\"id\":\"a\",\"name\":\"A\",\"keyDigest\":\"" + digest + "\"}");

    assertThat(get(sites.sites())).containsExactly(new Site("a", "A", digest));
    get(sites.change("a", NOTE, site -> site.withKey(key("k"))));
    assertThat(get(sites.sites()).get(0).keys()).hasSize(2);
  }

  @Test
  void usage_isCountedByDayAndKey_andHeldToTheQuota() {
    UsageStore usage = stores.open(redis.uri()).usage();
    LocalDate day = LocalDate.of(2026, 11, 22);
    get(usage.add("a", day, Map.of("k", 5L, "l", 1L)));
    assertThat(get(usage.take("a", "k", day, 7))).isEqualTo(1);
    assertThat(get(usage.take("a", "k", day, 7))).isZero();
    assertThat(get(usage.take("a", "k", day, 7))).isEqualTo(-1);
    assertThat(get(usage.take("a", "k", day.minusDays(1), 7))).isEqualTo(6);

    assertThat(get(usage.days("a", day, 3)))
        .containsExactly(
            new Day(day, Map.of("k", new Counts(7, 1), "l", new Counts(1, 0))),
            new Day(day.minusDays(1), Map.of("k", new Counts(1, 0))),
            new Day(day.minusDays(2), Map.of()));
    assertThat(ttl("rg:{a}:usage:20261122")).isPositive();
  }

  @Test
  void rate_ofAnAddress_isHeldPerKey() {
    UsageStore usage = stores.open(redis.uri()).usage();
    for (int i = 0; i < 3; i++) {
      assertThat(get(usage.takeFrom("a", "k", "here", 3))).isZero();
    }

    assertThat(get(usage.takeFrom("a", "k", "here", 3))).isEqualTo(Duration.ofSeconds(20));
    assertThat(get(usage.takeFrom("a", "k", "there", 3))).isZero();
    assertThat(get(usage.takeFrom("a", "l", "here", 3))).isZero();
    stores.letPass(Duration.ofSeconds(20));
    assertThat(get(usage.takeFrom("a", "k", "here", 3))).isZero();
    assertThat(redis.command("KEYS", "rg:{a}:rate:*"))
        .allSatisfy(key -> assertThat(ttl(key)).isPositive());
  }

  private static SiteKey key(String id) {
    return new SiteKey(
        id,
        "",
        "b".repeat(64),
        Set.of(Scope.READ, Scope.ADMIN),
        Set.of(),
        1,
        0,
        Stores.NOW,
        null,
        false);
  }

  @Test
  void sites_oneUnreadable_failsAndNamesTheKind() {
    RedisStore store = stores.open(redis.uri());
    redis.command("HSET", "rg:sites", "a", "{\"v\":1,\"id\":\"NOT AN ID\"}");

    assertThat(failure(store.sites().sites())).hasMessageContaining("stored site cannot be read");
  }

  @Test
  void users_addedChangedAndRemoved_eachLeavesAnEvent() {
    UserStore users = stores.open(redis.uri()).people().users();
    Account ada = account("ada", Role.ADMIN);
    assertThat(get(users.find("ada"))).isEmpty();
    assertThat(get(users.add(ada, BY))).isEqualTo(Change.DONE);
    assertThat(get(users.add(ada, BY))).isEqualTo(Change.EXISTS);
    assertThat(get(users.add(account("bob", Role.ADMIN), BY))).isEqualTo(Change.DONE);

    Account stored = get(users.find("ada")).orElseThrow();
    assertThat(get(users.replace(stored, stored.withPassword("other", "g-2"), BY)))
        .isEqualTo(Change.DONE);

    assertThat(get(users.find("ada")))
        .contains(new Account(ada.user(), "other", "g-2", null, stored.revision() + 1));
    assertThat(get(users.replace(stored, stored, BY))).isEqualTo(Change.OUTDATED);
    assertThat(get(users.remove(stored, BY))).isEqualTo(Change.OUTDATED);
    assertThat(get(users.remove(get(users.find("ada")).orElseThrow(), BY))).isEqualTo(Change.DONE);
    assertThat(get(users.accounts())).extracting(a -> a.user().name()).containsExactly("bob");
    assertThat(redis.command("XLEN", "rg:audit:{rg:users}")).containsExactly("4");
  }

  @Test
  void user_lastWhoMayAdministerUsers_stays() {
    UserStore users = stores.open(redis.uri()).people().users();
    get(users.add(account("ada", Role.ADMIN), BY));
    get(users.add(account("bob", Role.MODERATOR), BY));
    Account ada = get(users.find("ada")).orElseThrow();
    User lesser = new User("ada", Role.MODERATOR, Set.of(), true, false, Stores.NOW);

    assertThat(get(users.replace(ada, ada.with(lesser), BY))).isEqualTo(Change.LAST_OPERATOR);
    assertThat(get(users.remove(ada, BY))).isEqualTo(Change.LAST_OPERATOR);
    assertThat(get(users.replace(ada, ada.withGeneration("g-2"), BY))).isEqualTo(Change.DONE);
  }

  @Test
  void user_ofTheFormatWithoutRoles_isTheAdmin() {
    UserStore users = stores.open(redis.uri()).people().users();
    redis.command("HSET", "rg:users", "admin", "{\"v\":1,\"passwordHash\":\"hash\"}");

    Account admin = get(users.find("admin")).orElseThrow();

    assertThat(admin.user().isOperator()).isTrue();
    assertThat(admin.passwordHash()).isEqualTo("hash");
    assertThat(get(users.addFirst(account("ada", Role.ADMIN)))).isFalse();
    assertThat(get(users.remove(admin, BY))).isEqualTo(Change.LAST_OPERATOR);
    assertThat(get(users.replace(admin, admin.withPassword("other", "g-2"), BY)))
        .isEqualTo(Change.DONE);
    assertThat(get(users.accounts())).extracting(Account::passwordHash).containsExactly("other");
  }

  @Test
  void session_isFoundUntilItGoesUnusedOrItsEndHasCome() {
    SessionStore sessions = stores.open(redis.uri()).people().sessions();
    Session session = new Session("ada", "g-1", Stores.NOW.plusSeconds(600));
    get(sessions.open("digest", session, Duration.ofMinutes(2)));

    assertThat(get(sessions.use("digest", Duration.ofMinutes(5)))).contains(session);
    assertThat(ttl("rg:session:digest")).isBetween(290_000L, 300_000L);
    stores.letPass(Duration.ofMinutes(9));
    assertThat(get(sessions.use("digest", Duration.ofMinutes(5)))).contains(session);
    assertThat(ttl("rg:session:digest")).isBetween(50_000L, 60_000L);
    stores.letPass(Duration.ofMinutes(1));
    assertThat(get(sessions.use("digest", Duration.ofMinutes(5)))).isEmpty();
    assertThat(redis.command("EXISTS", "rg:session:digest")).containsExactly("0");
  }

  @Test
  void attempts_thatFail_areCountedByUserAndByAddress_eachForItsTime() {
    AttemptStore attempts = stores.open(redis.uri()).people().attempts();
    AttemptStore.Limits limits = new AttemptStore.Limits(2, 3, Duration.ofMinutes(5));
    fail(attempts, limits, "u1", "a1");
    stores.letPass(Duration.ofMinutes(2));
    fail(attempts, limits, "u1", "a2");

    assertThat(begin(attempts, limits, "u1", "a3")).isEqualTo(Duration.ofMinutes(3));
    fail(attempts, limits, "u2", "a1");
    fail(attempts, limits, "u3", "a1");
    assertThat(begin(attempts, limits, "u4", "a1")).isPositive();
    assertThat(redis.command("KEYS", "rg:{attempts}:*"))
        .allSatisfy(key -> assertThat(ttl(key)).isPositive());
    stores.letPass(Duration.ofMinutes(3));
    assertThat(begin(attempts, limits, "u1", "a3")).isZero();
    assertThat(begin(attempts, limits, "u1", "a3")).isPositive();
  }

  @Test
  void attempts_thatSucceed_forgetTheUsersFailures_andOneFromTheAddress() {
    AttemptStore attempts = stores.open(redis.uri()).people().attempts();
    AttemptStore.Limits limits = new AttemptStore.Limits(2, 3, Duration.ofMinutes(5));
    fail(attempts, limits, "u1", "a1");
    fail(attempts, limits, "u2", "a1");
    Attempted right = new Attempted("right", "u1", "a1");
    assertThat(get(attempts.begin(right, limits))).isZero();
    assertThat(begin(attempts, limits, "u3", "a1")).as("while it goes on").isPositive();

    get(attempts.succeeded(right));

    assertThat(redis.command("EXISTS", "rg:{attempts}:about:u1")).containsExactly("0");
    fail(attempts, limits, "u3", "a1");
    assertThat(begin(attempts, limits, "u4", "a1")).isPositive();
  }

  @Test
  void attempts_ofWhichNobodyCouldTell_countForAMomentOnly() {
    AttemptStore attempts = stores.open(redis.uri()).people().attempts();
    AttemptStore.Limits limits = new AttemptStore.Limits(2, 3, Duration.ofMinutes(5));
    Attempted first = new Attempted("1", "u1", "a1");
    get(attempts.begin(first, limits));
    get(attempts.begin(new Attempted("2", "u1", "a1"), limits));
    assertThat(begin(attempts, limits, "u1", "a2")).isEqualTo(AttemptStore.UNDECIDED);

    get(attempts.abandoned(first));

    assertThat(begin(attempts, limits, "u1", "a2")).isZero();
    stores.letPass(AttemptStore.UNDECIDED);
    get(attempts.begin(new Attempted("3", "u1", "a1"), limits));
    assertThat(begin(attempts, limits, "u1", "a1")).isZero();
  }

  private static Duration begin(
      AttemptStore attempts, AttemptStore.Limits limits, String user, String address) {
    return get(attempts.begin(new Attempted(UUID.randomUUID().toString(), user, address), limits));
  }

  private static void fail(
      AttemptStore attempts, AttemptStore.Limits limits, String user, String address) {
    Attempted attempt = new Attempted(UUID.randomUUID().toString(), user, address);
    assertThat(get(attempts.begin(attempt, limits))).isZero();
    get(attempts.failed(attempt, limits));
  }

  @Test
  void setUpToken_isTakenOnce() {
    SetupStore setup = stores.open(redis.uri()).people().setup();
    get(setup.offer("digest", Duration.ofHours(1)));

    assertThat(get(setup.take("another"))).isFalse();
    assertThat(get(setup.isOffered())).isTrue();
    assertThat(get(setup.take("digest"))).isTrue();
    assertThat(get(setup.take("digest"))).isFalse();
    assertThat(get(setup.isOffered())).isFalse();
  }

  private long ttl(String key) {
    return Long.parseLong(redis.command("PTTL", key).get(0));
  }

  static Account account(String name, Role role) {
    User user = new User(name, role, Set.of(), true, false, Stores.NOW);
    return new Account(user, "hash of " + name, "g-1");
  }

  @Test
  void add_manyServicesAtOnce_oneAdds() {
    List<RedisStore> services = List.of(stores.open(redis.uri()), stores.open(redis.uri()));
    List<Future<Boolean>> added = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      RedisStore service = services.get(i % 2);
      added.add(
          service
              .sites()
              .add(new Site("a", "Site " + i, "0".repeat(64)), BY)
              .map(done -> done == Added.DONE));
      added.add(service.people().users().addFirst(account("admin" + i, Role.ADMIN)));
    }

    assertThat(added.stream().map(Stores::get).filter(isNew -> isNew)).hasSize(2);
  }

  @Test
  void connect_severalServicesAtOnce_sameSecret() {
    List<Future<RedisStore>> starting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starting.add(stores.connect(Stores.patient(redis.uri()), stores.vertx()));
    }

    List<String> hashes =
        starting.stream().map(Stores::get).map(store -> store.hash().hex("email", "x")).toList();

    assertThat(hashes.stream().distinct()).hasSize(1);
    assertThat(redis.command("GET", "rg:secret").get(0)).matches("[0-9a-f]{64}");
  }

  @Test
  void connect_configuredSecret_isUsedAndNotStored() {
    String secret = "configured-by-the-operator";
    RedisStore store =
        get(
            RedisStore.connect(
                stores.vertx(),
                Stores.patient(redis.uri()),
                new RedisStore.Options(1, Duration.ofMinutes(1), secret),
                stores.registry(),
                InstantSource.system()));

    assertThat(store.hash().hex("email", "x"))
        .isEqualTo(KeyedHash.of(secret.getBytes(StandardCharsets.UTF_8)).hex("email", "x"));
    assertThat(redis.command("KEYS", "rg:secret")).isEmpty();
  }
}
