package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.PrivacyStore;
import dev.replyguard.store.Removal;
import dev.replyguard.store.Subject;
import dev.replyguard.store.TextTrace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of people, in Redis; every change is one script, or one command. */
final class RedisPrivacyStore implements PrivacyStore {
  private static final int NAME_BYTES = 8;
  private static final Subject NOBODY = new Subject(List.of(), List.of(), List.of(), List.of());

  private final RedisLinks redis;
  private final Subjects subjects;
  private final RemovalCall removals;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  RedisPrivacyStore(RedisLinks redis, KeyedHash hash, InstantSource clock) {
    this.redis = redis;
    this.subjects = new Subjects(hash);
    this.removals = new RemovalCall(hash);
    this.clock = clock;
  }

  @Override
  public Subject subject(Author person) {
    return subjects.of(person);
  }

  @Override
  public boolean isOneOf(List<String> identities, Author hidden) {
    return subjects.isOneOf(identities, hidden);
  }

  @Override
  public Future<List<Found>> comments(
      String site, String identity, @Nullable Found after, int limit) {
    return indexed(Keys.author(site, identity), after, "+inf", limit);
  }

  @Override
  public Future<Optional<Author>> contact(String site, String id) {
    Request request = Request.cmd(Command.GET).arg(Keys.contact(site, id));
    return redis
        .send("privacy_contact", Keys.contact(site, id), request)
        .map(json -> json.isNil() ? Optional.empty() : Optional.of(Contacts.decode(json.text())));
  }

  @Override
  public Future<List<Found>> recordedBefore(
      String site, Instant before, @Nullable Found after, int limit) {
    return indexed(Keys.recorded(site), after, "(" + before.toEpochMilli(), limit);
  }

  /** Members of one score are in the order of their bytes: those up to the last one are skipped. */
  private Future<List<Found>> indexed(String key, @Nullable Found after, String before, int limit) {
    String from = after == null ? "-inf" : Long.toString(after.at());
    return range(key, from, before, 0, limit, after);
  }

  private Future<List<Found>> range(
      String key, String from, String before, int offset, int limit, @Nullable Found after) {
    Request request =
        Request.cmd(Command.ZRANGE)
            .arg(key)
            .arg(from)
            .arg(before)
            .arg("BYSCORE")
            .arg("LIMIT")
            .arg(offset)
            .arg(limit)
            .arg("WITHSCORES");
    return redis
        .send("privacy_index", key, request)
        .compose(
            reply -> {
              List<Found> page = Founds.read(reply.elements());
              List<Found> later =
                  after == null
                      ? page
                      : page.stream().filter(found -> Founds.isLater(found, after)).toList();
              return later.isEmpty() && page.size() == limit
                  ? range(key, from, before, offset + limit, limit, after)
                  : Future.succeededFuture(later);
            });
  }

  @Override
  public Future<Removal> remove(
      String site,
      String id,
      List<RecordedComment> history,
      List<TextTrace> traces,
      Removal.Why why,
      @Nullable Subject subject) {
    Subject whom = subject == null ? NOBODY : subject;
    Request cache = Request.cmd(Command.HGET).arg(Keys.comment(site, id)).arg("cache");
    return redis
        .send("privacy_comment", Keys.comment(site, id), cache)
        .map(found -> removals.arguments(id, history, traces, why, whom, digests(found), name()))
        .compose(arguments -> remove(site, arguments));
  }

  private static List<String> digests(RedisReply cached) {
    return cached.isNil() ? List.of() : List.of(cached.text().strip().split(" "));
  }

  private Future<Removal> remove(String site, RemovalCall.Arguments arguments) {
    Promise<Removal> done = Promise.promise();
    remove(site, arguments, done);
    return done.future();
  }

  /** Not a chain of futures, which would end in as many calls within each other. */
  private void remove(String site, RemovalCall.Arguments arguments, Promise<Removal> done) {
    redis
        .run(Script.REMOVE_COMMENT, List.of(Keys.prefix(site)), arguments.all())
        .onFailure(done::fail)
        .onSuccess(
            reply -> {
              List<RedisReply> words = reply.elements();
              switch (words.get(0).text()) {
                case "long" ->
                    redactFurther(site, arguments, words.get(1).text())
                        .onFailure(done::fail)
                        .onSuccess(entries -> remove(site, arguments.lookedThrough(entries), done));
                case "answers" ->
                    remove(site, arguments.unquoted((int) words.get(1).number()), done);
                default -> done.complete(RemovalCall.outcome(words, arguments));
              }
            });
  }

  /** Entries about a comment that has more of them than it lists. */
  private Future<Integer> redactFurther(
      String site, RemovalCall.Arguments arguments, String after) {
    JsonObject asked = asked(NOBODY, new JsonObject().put(arguments.id(), arguments.name()));
    Promise<Integer> done = Promise.promise();
    redactFurther(site, asked, after, 0, done);
    return done.future();
  }

  /** Not a chain of futures, which would end in as many calls within each other. */
  private void redactFurther(
      String site, JsonObject asked, String after, int entries, Promise<Integer> done) {
    redactAudit(site, asked, "(" + after)
        .onFailure(done::fail)
        .onSuccess(
            scan -> {
              int sum = entries + scan.entries();
              if (scan.next() == null) {
                done.complete(sum);
              } else {
                redactFurther(site, asked, scan.next(), sum, done);
              }
            });
  }

  private String name() {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    return "erased-" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public Future<List<ListEntry>> listings(String site, Subject subject) {
    Request request = Request.cmd(Command.HMGET).arg(Keys.lists(site));
    subject.listEntries().forEach(request::arg);
    return redis
        .send("privacy_lists", Keys.lists(site), request)
        .map(
            reply ->
                reply.elements().stream()
                    .filter(json -> !json.isNil())
                    .map(json -> ListEntryCodec.decode(json.text()))
                    .toList());
  }

  @Override
  public Future<Integer> removeListings(String site, Subject subject) {
    List<Future<RedisReply>> removed =
        subject.listEntries().stream()
            .map(
                entry ->
                    redis.run(
                        Script.REMOVE_LIST_ENTRIES,
                        RedisListStore.keys(site),
                        List.of(entry, "", "0", "")))
            .toList();
    return Future.all(removed)
        .map(all -> removed.stream().mapToInt(reply -> (int) reply.result().number()).sum());
  }

  @Override
  public Future<Integer> removeCounters(String site, Subject subject) {
    Request request = Request.cmd(Command.DEL);
    subject.counters().forEach(name -> request.arg(Keys.prefix(site) + name));
    return redis
        .write("privacy_counters", Keys.prefix(site), request)
        .map(reply -> (int) reply.number());
  }

  @Override
  public Future<Scan> redactAudit(String site, Subject subject, @Nullable String after) {
    return redactAudit(site, asked(subject, new JsonObject()), after == null ? "-" : "(" + after);
  }

  private Future<Scan> redactAudit(String site, JsonObject asked, String from) {
    return redis
        .run(
            Script.REDACT_AUDIT,
            List.of(Keys.prefix(site)),
            List.of(from, Integer.toString(SCANNED), asked.encode()))
        .map(reply -> scan(reply.elements(), true));
  }

  private static JsonObject asked(Subject subject, JsonObject comments) {
    return new JsonObject()
        .put("readers", new JsonArray(subject.identities()))
        .put("entries", new JsonArray(subject.listEntries()))
        .put("comments", comments);
  }

  @Override
  public Future<Scan> sweepEvents(String site, @Nullable String after) {
    return redis
        .run(
            Script.SWEEP_EVENTS,
            List.of(Keys.prefix(site)),
            List.of(after == null ? "-" : "(" + after, Integer.toString(SCANNED)))
        .map(reply -> scan(reply.elements(), false));
  }

  private static Scan scan(List<RedisReply> words, boolean countsReports) {
    String last = words.get(0).text();
    return new Scan(
        last.isEmpty() ? null : last,
        (int) words.get(1).number(),
        countsReports ? (int) words.get(2).number() : 0);
  }

  @Override
  public Future<Integer> sweepDeliveries(String site) {
    return new Deliveries(redis).sweep(site, Instant.EPOCH, true);
  }

  @Override
  public Future<Void> noteExport(String site, Subject subject, Actor by) {
    return note(site, AuditEvents.exported(subject, by, clock.instant()));
  }

  private Future<Void> note(String site, String event) {
    Request request =
        Request.cmd(Command.XADD).arg(Keys.audit(site)).arg("*").arg("event").arg(event);
    return redis.write("privacy_note", Keys.audit(site), request).mapEmpty();
  }
}
