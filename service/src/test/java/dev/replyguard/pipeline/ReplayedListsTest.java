package dev.replyguard.pipeline;

import static dev.replyguard.pipeline.Replays.comment;
import static dev.replyguard.pipeline.Replays.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.store.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayedListsTest {
  private static final String ID = "id:0123";

  private final ReplayedLists lists = new ReplayedLists();

  @Test
  void at_entryOfNow_holdsSinceItWasMade_untilItExpires() {
    ListEntry now = entry(AuthorList.BANNED, 30, minute(60));

    assertThat(at(29, now)).isEmpty();
    assertThat(at(30, now)).containsExactly(AuthorList.BANNED);
    assertThat(at(59, now)).containsExactly(AuthorList.BANNED);
    assertThat(at(60, now)).isEmpty();
  }

  @Test
  void at_removedEntry_heldFromWhenItWasAdded_untilItWasRemoved() {
    lists.tell(List.of(listed(AuthorList.BANNED, 10), unlisted(20)));

    assertThat(at(9, null)).isEmpty();
    assertThat(at(10, null)).containsExactly(AuthorList.BANNED);
    assertThat(at(19, null)).containsExactly(AuthorList.BANNED);
    assertThat(at(20, null)).isEmpty();
  }

  @Test
  void at_entryFromBeforeTheTrail_isKnownByWhatReplacedOrRemovedIt() {
    lists.tell(
        List.of(
            told(
                "listed", 30, Map.of("list", "trusted", "previous", "banned", "previousAt", ms(5))),
            told("unlisted", 50, Map.of("previous", "trusted", "previousAt", ms(30)))));

    assertThat(at(4, null)).isEmpty();
    assertThat(at(5, null)).containsExactly(AuthorList.BANNED);
    assertThat(at(30, null)).containsExactly(AuthorList.TRUSTED);
    assertThat(at(50, null)).isEmpty();
  }

  @Test
  void at_entryThatHadExpired_isNotKnownToHaveHeldLater() {
    lists.tell(
        List.of(
            told(
                "unlisted",
                50,
                Map.of("previous", "banned", "previousAt", ms(5), "previousExpiresAt", ms(20)))));

    assertThat(at(19, null)).containsExactly(AuthorList.BANNED);
    assertThat(at(20, null)).isEmpty();
  }

  @Test
  void at_whatTheServiceFoundThen_counts_whereNothingElseIsKnown() {
    Reason banned =
        Reason.of(
            Stage.LISTS, "banned.network", Verdict.REJECT, "The network is banned", List.of());
    RecordedComment found = comment("c-1", "ada", 10, "Text", banned);

    assertThat(lists.at(found, List.of(ID), Map.of()))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.list()).isEqualTo(AuthorList.BANNED);
              assertThat(entry.trait()).isEqualTo(AuthorTrait.NETWORK);
            });
    assertThat(
            lists.at(found, List.of(ID), Map.of(ID, entry(AuthorList.TRUSTED, 5, null))).stream()
                .map(ListEntry::trait))
        .containsExactly(AuthorTrait.NETWORK, AuthorTrait.ID);
  }

  @Test
  void tell_moreThanIsKept_saysSo() {
    List<AuditEntry> many = java.util.Collections.nCopies(ReplayedLists.MAX_CHANGES, unlisted(1));

    assertThat(lists.tell(many.subList(1, many.size()))).isTrue();
    assertThat(lists.tell(many)).isFalse();
  }

  private List<AuthorList> at(int minutes, @Nullable ListEntry now) {
    return lists
        .at(
            comment("c-1", "ada", minutes, "Text"),
            List.of(ID),
            now == null ? Map.of() : Map.of(ID, now))
        .stream()
        .map(ListEntry::list)
        .toList();
  }

  private static ListEntry entry(AuthorList list, int minutes, @Nullable Instant expiresAt) {
    return new ListEntry(
        ID, list, AuthorTrait.ID, null, null, expiresAt, Actor.moderator("bea"), minute(minutes));
  }

  private static AuditEntry listed(AuthorList list, int minutes) {
    return told("listed", minutes, Map.of("list", list.key()));
  }

  private static AuditEntry unlisted(int minutes) {
    return told("unlisted", minutes, Map.of());
  }

  private static AuditEntry told(String type, int minutes, Map<String, String> details) {
    Map<String, String> all = new TreeMap<>(details);
    all.put("entry", ID);
    return new AuditEntry(
        "1-" + minutes, type, Actor.moderator("bea"), minute(minutes), null, List.of(), all);
  }

  private static String ms(int minutes) {
    return Long.toString(minute(minutes).toEpochMilli());
  }
}
