package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.ListStore;
import dev.replyguard.store.ListStore.NewEntry;
import dev.replyguard.store.ListStore.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RedisExtension.class)
class RedisListStoreIT {
  private static final Actor GRACE = Actor.moderator("grace");

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final ListStore lists;

  RedisListStoreIT(TestRedis redis) {
    this.redis = redis;
    this.lists = stores.open(redis.uri()).lists();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void put_newEntry_isFoundAsItWas() {
    ListStore.Put put =
        get(
            lists.put(
                SITE,
                new NewEntry(
                    AuthorList.BANNED,
                    AuthorTrait.EMAIL_DOMAIN,
                    "Spam.Example",
                    "adverts",
                    Stores.NOW.plusSeconds(60),
                    GRACE)));

    assertThat(put.isNew()).isTrue();
    assertThat(put.entry())
        .isEqualTo(
            new ListEntry(
                "emailDomain:spam.example",
                AuthorList.BANNED,
                AuthorTrait.EMAIL_DOMAIN,
                "spam.example",
                "adverts",
                Stores.NOW.plusSeconds(60),
                GRACE,
                Stores.NOW));
    assertThat(get(lists.find(SITE, put.entry().id()))).contains(put.entry());
    assertThat(redis.command("XRANGE", "rg:{demo}:audit", "-", "+").toString())
        .contains("\"type\":\"listed\"", "moderator:grace", "adverts");
  }

  @ParameterizedTest
  @CsvSource({"ID,ada-1", "EMAIL,ada@example.org", "ADDRESS,192.0.2.7"})
  void put_personalTrait_onlyItsHashIsStored(AuthorTrait trait, String value) {
    ListEntry entry = put(AuthorList.TRUSTED, trait, value);

    assertThat(entry.value()).isNull();
    assertThat(entry.id()).matches(trait.key() + ":[0-9a-f]{32}");
    assertThat(lists.entryId(trait, value)).isEqualTo(entry.id());
    for (String key : redis.command("KEYS", "*lists*")) {
      String[] read =
          redis.command("TYPE", key).get(0).equals("hash")
              ? new String[] {"HGETALL", key}
              : new String[] {"ZRANGE", key, "0", "-1"};
      assertThat(redis.command(read).toString()).doesNotContain(value);
    }
  }

  @Test
  void put_sameAuthorAgain_replacesTheEntryOnWhicheverList() {
    put(AuthorList.TRUSTED, AuthorTrait.EMAIL, "ada@example.org");
    stores.letPass(Duration.ofSeconds(1));

    ListStore.Put again =
        get(
            lists.put(
                SITE,
                new NewEntry(
                    AuthorList.BANNED, AuthorTrait.EMAIL, " ADA@example.org", null, null, GRACE)));

    assertThat(again.isNew()).isFalse();
    assertThat(all(AuthorList.TRUSTED, 10)).isEmpty();
    assertThat(all(AuthorList.BANNED, 10)).containsExactly(again.entry());
  }

  @Test
  void put_noNetwork_isRefusedInWords() {
    assertThatThrownBy(() -> put(AuthorList.BANNED, AuthorTrait.NETWORK, "192.0.2.7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a network such as 192.0.2.0/24 or 2001:db8::/32 expected");
    assertThatThrownBy(() -> put(AuthorList.BANNED, AuthorTrait.NETWORK, "192.0.2.0/33"))
        .hasMessage("a length of 1 to 32 expected");
  }

  @Test
  void put_networkWithBitsBeyondItsLength_isThatNetwork() {
    assertThat(put(AuthorList.BANNED, AuthorTrait.NETWORK, "192.0.2.77/24").value())
        .isEqualTo("192.0.2.0/24");
    assertThat(put(AuthorList.BANNED, AuthorTrait.NETWORK, "2001:DB8:1::/31").value())
        .isEqualTo("2001:db8::/31");
  }

  @Test
  void list_manyEntries_pagesWithoutGapsWhileOthersCome() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      stores.letPass(Duration.ofMillis(i % 5 == 0 ? 1 : 0)); // several at one time
      expected.add(0, put(AuthorList.BANNED, AuthorTrait.EMAIL_DOMAIN, domain(i)).id());
    }
    put(AuthorList.TRUSTED, AuthorTrait.EMAIL_DOMAIN, "trusted.example");

    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page page = get(lists.list(SITE, AuthorList.BANNED, cursor, 10));
      page.entries().forEach(entry -> seen.add(entry.id()));
      cursor = page.next();
      stores.letPass(Duration.ofMillis(1));
      put(AuthorList.BANNED, AuthorTrait.EMAIL_DOMAIN, "late" + seen.size() + ".example");
    } while (cursor != null);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();
  }

  @Test
  void find_expired_isGoneBeforeItIsSwept() {
    ListEntry entry =
        get(lists.put(
                SITE,
                new NewEntry(
                    AuthorList.BANNED,
                    AuthorTrait.NETWORK,
                    "192.0.2.0/24",
                    null,
                    Stores.NOW.plusSeconds(60),
                    GRACE)))
            .entry();
    put(AuthorList.BANNED, AuthorTrait.NETWORK, "198.51.100.0/24");
    stores.letPass(Duration.ofSeconds(61));

    assertThat(get(lists.find(SITE, entry.id()))).isEmpty();
    assertThat(all(AuthorList.BANNED, 10)).hasSize(1);
    assertThat(get(lists.sweep(SITE))).isEqualTo(1);
    assertThat(get(lists.sweep(SITE))).isZero();
    assertThat(redis.command("HGETALL", "rg:{demo}:lists:networks")).containsExactly("8-24", "1");
    assertThat(redis.command("ZCARD", "rg:{demo}:lists:banned")).containsExactly("1");
  }

  @Test
  void remove_entry_leavesNothingOfIt() {
    ListEntry entry = put(AuthorList.BANNED, AuthorTrait.NETWORK, "192.0.2.0/24");

    assertThat(get(lists.remove(SITE, entry.id(), GRACE))).isTrue();

    assertThat(get(lists.remove(SITE, entry.id(), GRACE))).isFalse();
    assertThat(redis.command("KEYS", "rg:{demo}:lists*")).isEmpty();
    assertThat(redis.command("XLEN", "rg:{demo}:audit")).containsExactly("2");
  }

  private static String domain(int i) {
    return "d" + i + ".example";
  }

  private ListEntry put(AuthorList list, AuthorTrait trait, String value) {
    return get(lists.put(SITE, new NewEntry(list, trait, value, null, null, GRACE))).entry();
  }

  private List<ListEntry> all(AuthorList list, int limit) {
    @Nullable String first = null;
    return get(lists.list(SITE, list, first, limit)).entries();
  }
}
