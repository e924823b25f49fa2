package dev.replyguard.pipeline;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Stage;
import dev.replyguard.store.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On which lists authors were when their comments came: by the entries as they are now, which hold
 * since they were made; by what the audit trail tells of entries that were added, replaced or
 * removed; and by what the service said of the comment then, for whatever the other two cannot
 * know. For one thread at a time.
 */
final class ReplayedLists {
  /** The types of the audit trail's entries that tell of lists. */
  static final Set<String> TYPES = Set.of("listed", "unlisted");

  /** How many changes are kept; what is told beyond that is not. */
  static final int MAX_CHANGES = 20_000;

  private final Map<String, List<Change>> changes = new HashMap<>();
  private int told;

  /** From a time on, an entry is {@code now}; until then it was {@code before}. */
  private record Change(Instant at, @Nullable ListEntry now, @Nullable ListEntry before) {}

  /**
   * Tells what the trail says, the earliest first.
   *
   * @return false where that is too much to be kept
   */
  boolean tell(List<AuditEntry> entries) {
    for (AuditEntry each : entries) {
      String id = each.details().get("entry");
      if (id == null || told >= MAX_CHANGES) {
        continue;
      }
      told++;
      changes
          .computeIfAbsent(id, name -> new ArrayList<>())
          .add(new Change(each.at(), now(id, each), before(id, each)));
    }
    return told < MAX_CHANGES;
  }

  /**
   * The entries that held for the author when the comment was judged.
   *
   * @param ids those that may be about the author
   * @param current entries as they are now, by id
   */
  List<ListEntry> at(RecordedComment recorded, List<String> ids, Map<String, ListEntry> current) {
    Instant at = recorded.decision().decidedAt();
    List<ListEntry> held = new ArrayList<>(found(recorded));
    for (String id : ids) {
      ListEntry entry = at(id, at, current.get(id));
      if (entry != null
          && entry.holdsAt(at)
          && held.stream().noneMatch(other -> other.trait() == entry.trait())) {
        held.add(entry);
      }
    }
    return held;
  }

  private @Nullable ListEntry at(String id, Instant at, @Nullable ListEntry current) {
    if (current != null && !current.at().isAfter(at)) {
      return current;
    }
    Change next = null;
    List<Change> known = changes.getOrDefault(id, List.of());
    for (int i = known.size() - 1; i >= 0; i--) {
      Change change = known.get(i);
      if (!change.at().isAfter(at)) {
        return change.now();
      }
      next = change;
    }
    ListEntry before = next == null ? null : next.before();
    return before == null || before.at().isAfter(at) ? null : before;
  }

  /** What the service had found then, of which only list and trait are known. */
  private static List<ListEntry> found(RecordedComment recorded) {
    return recorded.decision().reasons().stream()
        .filter(reason -> reason.stage() == Stage.LISTS)
        .sorted(Comparator.comparing(Reason::rule))
        .flatMap(reason -> found(reason.rule(), recorded.decision().decidedAt()).stream())
        .toList();
  }

  private static Optional<ListEntry> found(String rule, Instant at) {
    int dot = rule.indexOf('.');
    return dot < 0
        ? Optional.empty()
        : AuthorList.ofKey(rule.substring(0, dot))
            .flatMap(
                list ->
                    AuthorTrait.ofKey(rule.substring(dot + 1))
                        .map(trait -> entry(rule, list, trait, null, at)));
  }

  private static @Nullable ListEntry now(String id, AuditEntry told) {
    String expiresAt = told.details().get("expiresAt");
    return entry(
        id,
        told.details().get("list"),
        expiresAt == null ? null : Instant.parse(expiresAt),
        told.at());
  }

  private static @Nullable ListEntry before(String id, AuditEntry told) {
    String since = told.details().get("previousAt");
    String expiresAt = told.details().get("previousExpiresAt");
    return since == null
        ? null
        : entry(
            id,
            told.details().get("previous"),
            expiresAt == null ? null : Instant.ofEpochMilli(Long.parseLong(expiresAt)),
            Instant.ofEpochMilli(Long.parseLong(since)));
  }

  private static @Nullable ListEntry entry(
      String id, @Nullable String list, @Nullable Instant expiresAt, Instant at) {
    AuthorList named = list == null ? null : AuthorList.ofKey(list).orElse(null);
    AuthorTrait trait =
        AuthorTrait.ofKey(id.substring(0, Math.max(0, id.indexOf(':')))).orElse(null);
    return named == null || trait == null ? null : entry(id, named, trait, expiresAt, at);
  }

  private static ListEntry entry(
      String id, AuthorList list, AuthorTrait trait, @Nullable Instant expiresAt, Instant at) {
    return new ListEntry(id, list, trait, null, null, expiresAt, Actor.PIPELINE, at);
  }
}
