package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.ListStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lists of authors: entries by id in one hash, and sorted sets of their ids for paging and for
 * expiry. In the former all scores are 0 and the members begin with the time, so that pages go on
 * where they ended, whatever comes and goes meanwhile.
 */
final class RedisListStore implements ListStore {
  private static final int SWEPT_AT_ONCE = 500;

  private final RedisLinks redis;
  private final ListEntryIds ids;
  private final InstantSource clock;

  RedisListStore(RedisLinks redis, KeyedHash hash, InstantSource clock) {
    this.redis = redis;
    this.ids = new ListEntryIds(hash);
    this.clock = clock;
  }

  @Override
  public String entryId(AuthorTrait trait, String value) {
    return ids.id(trait, value);
  }

  @Override
  public Future<Put> put(String site, NewEntry entry) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    AuthorTrait trait = entry.trait();
    ListEntry made =
        new ListEntry(
            entry.hidden()
                ? ListEntryIds.ofHidden(trait, entry.value())
                : ids.id(trait, entry.value()),
            entry.list(),
            trait,
            trait.isPersonal() ? null : ids.shown(trait, entry.value()),
            entry.reason(),
            entry.expiresAt(),
            entry.by(),
            now);
    Instant expiresAt = made.expiresAt();
    List<String> arguments =
        List.of(
            made.id(),
            ListEntryCodec.encode(made),
            made.list().key(),
            Long.toString(now.toEpochMilli()),
            expiresAt == null ? "" : Long.toString(expiresAt.toEpochMilli()),
            trait == AuthorTrait.NETWORK ? Network.parse(entry.value()).size() : "",
            AuditEvents.listed(made),
            Integer.toString(ListEntry.MAX_ENTRIES));
    return redis
        .run(Script.PUT_LIST_ENTRY, keys(site), arguments)
        .map(reply -> put(made, reply.text()));
  }

  private static Put put(ListEntry entry, String outcome) {
    if (outcome.equals("full")) {
      throw new ListsFullException();
    }
    return new Put(entry, outcome.equals("new"));
  }

  /** The keys of the scripts that change lists. */
  static List<String> keys(String site) {
    return List.of(
        Keys.lists(site),
        Keys.list(site, AuthorList.TRUSTED),
        Keys.list(site, AuthorList.BANNED),
        Keys.listExpiry(site),
        Keys.listNetworks(site),
        Keys.audit(site));
  }

  @Override
  public Future<Optional<ListEntry>> find(String site, String entryId) {
    return redis
        .send(
            "list_entry",
            Keys.lists(site),
            Request.cmd(Command.HGET).arg(Keys.lists(site)).arg(entryId))
        .map(
            reply ->
                reply.isNil()
                    ? Optional.empty()
                    : Optional.of(ListEntryCodec.decode(reply.text()))
                        .filter(entry -> entry.holdsAt(clock.instant())));
  }

  @Override
  public Future<Map<String, ListEntry>> entries(String site, Collection<String> entryIds) {
    if (entryIds.size() > MAX_ASKED) {
      throw new IllegalArgumentException(
          "entryIds: at most " + MAX_ASKED + " expected, got " + entryIds.size());
    }
    if (entryIds.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    Request request = Request.cmd(Command.HMGET).arg(Keys.lists(site));
    entryIds.forEach(request::arg);
    return redis
        .send("list_entries", Keys.lists(site), request)
        .map(
            reply ->
                reply.elements().stream()
                    .filter(json -> !json.isNil())
                    .map(json -> ListEntryCodec.decode(json.text()))
                    .collect(Collectors.toUnmodifiableMap(ListEntry::id, entry -> entry)));
  }

  @Override
  public List<String> entryIds(Author hidden) {
    return ids.ofHidden(hidden);
  }

  @Override
  public Future<Page> list(String site, AuthorList list, @Nullable String cursor, int limit) {
    Request request =
        Request.cmd(Command.ZRANGE)
            .arg(Keys.list(site, list))
            .arg(cursor == null ? "+" : "(" + cursor)
            .arg("-")
            .arg("BYLEX")
            .arg("REV")
            .arg("LIMIT")
            .arg(0)
            .arg(limit);
    return redis
        .send("list_page", Keys.list(site, list), request)
        .compose(
            reply -> page(site, reply.elements().stream().map(RedisReply::text).toList(), limit));
  }

  private Future<Page> page(String site, List<String> members, int limit) {
    if (members.isEmpty()) {
      return Future.succeededFuture(new Page(List.of(), null));
    }
    Request request = Request.cmd(Command.HMGET).arg(Keys.lists(site));
    members.forEach(member -> request.arg(member.substring(member.indexOf(':') + 1)));
    String next = members.size() < limit ? null : members.get(members.size() - 1);
    Instant now = clock.instant();
    return redis
        .send("list_entries", Keys.lists(site), request)
        .map(
            reply -> {
              List<ListEntry> entries = new ArrayList<>();
              for (RedisReply json : reply.elements()) {
                // Gone since the page was read.
                if (!json.isNil()) {
                  entries.add(ListEntryCodec.decode(json.text()));
                }
              }
              entries.removeIf(entry -> !entry.holdsAt(now));
              return new Page(entries, next);
            });
  }

  @Override
  public Future<Boolean> remove(String site, String entryId, Actor by) {
    return redis
        .run(
            Script.REMOVE_LIST_ENTRIES,
            keys(site),
            List.of(entryId, "", "0", AuditEvents.unlisted(entryId, by, clock.instant())))
        .map(reply -> reply.number() == 1);
  }

  @Override
  public Future<Integer> sweep(String site) {
    return redis
        .run(
            Script.REMOVE_LIST_ENTRIES,
            keys(site),
            List.of("", Long.toString(clock.millis()), Integer.toString(SWEPT_AT_ONCE), ""))
        .map(reply -> (int) reply.number());
  }
}
