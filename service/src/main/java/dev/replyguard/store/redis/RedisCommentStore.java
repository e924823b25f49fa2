package dev.replyguard.store.redis;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.store.Background;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.Facts;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.LookUp;
import dev.replyguard.store.Questions;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.Recording;
import dev.replyguard.store.RememberedRuling;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Comments in Redis; each method is one round trip, but for {@link #revisions}. */
final class RedisCommentStore implements CommentStore {
  private static final int TEXT_DIGITS = 16;

  private final RedisLinks redis;
  private final KeyedHash hash;
  private final AuthorIdentities identities;
  private final Waiting waiting;
  private final ListEntryIds listEntryIds;
  private final Duration cacheTtl;
  private final InstantSource clock;

  RedisCommentStore(RedisLinks redis, KeyedHash hash, Duration cacheTtl, InstantSource clock) {
    this.redis = redis;
    this.hash = hash;
    this.identities = new AuthorIdentities(hash);
    this.waiting = new Waiting(hash);
    this.listEntryIds = new ListEntryIds(hash);
    this.cacheTtl = cacheTtl;
    this.clock = clock;
  }

  @Override
  public Future<Background> lookUp(LookUp request) {
    LookUpCall call = new LookUpCall(hash, identities, request);
    Instant now = clock.instant();
    Instant since = now.minus(request.memory().rulingAge());
    List<String> arguments =
        List.of(
            textHash(request.comment()),
            call.questions(listEntryIds, now.toEpochMilli()),
            NearDuplicates.lookedUp(request.trace(), request.memory()),
            Long.toString(since.toEpochMilli()));
    return redis
        .run(Script.LOOK_UP, call.keys(), arguments)
        .map(reply -> background(reply.elements(), call.floods(), request, now));
  }

  private static Background background(
      List<RedisReply> found, List<LookUpCall.Flood> watched, LookUp request, Instant now) {
    if (!found.get(0).isNil()) {
      return Background.of(
          new Background.Known(
              under(DecisionCodec.decode(found.get(0).text()), found.get(2)),
              StoredComments.number("revision", found.get(1))));
    }
    RedisReply cached = found.get(3);
    RedisReply same = found.get(4);
    RedisReply similar = found.get(5);
    Instant since = now.minus(request.memory().rulingAge());
    RememberedRuling sameText = same.isNil() ? null : RememberedRulings.decode(same.text());
    List<ListEntry> listings =
        found.get(7).elements().stream()
            .map(json -> ListEntryCodec.decode(json.text()))
            .filter(entry -> entry.holdsAt(now))
            .toList();
    return new Background(
        null,
        cached.isNil() ? null : AssessmentCodec.decode(cached.text()),
        sameText == null || sameText.at().isBefore(since) ? null : sameText,
        similar.isNil()
            ? null
            : RememberedRulings.decodeEntry(similar.text(), (int) found.get(6).number()),
        listings,
        facts(found, watched, request.questions()));
  }

  private static Facts facts(
      List<RedisReply> found, List<LookUpCall.Flood> watched, Questions asked) {
    Set<LookUpCall.Flood> over = EnumSet.noneOf(LookUpCall.Flood.class);
    List<RedisReply> answers = found.get(9).elements();
    for (int i = 0; i < watched.size(); i++) {
      if (answers.get(i).number() == 1) {
        over.add(watched.get(i));
      }
    }
    return new Facts(
        asked.approved() > 0 ? (int) found.get(8).number() : null,
        over.contains(LookUpCall.Flood.AUTHOR),
        over.contains(LookUpCall.Flood.ADDRESS),
        over.contains(LookUpCall.Flood.TEXT),
        found.get(10).isNil() ? null : found.get(10).text());
  }

  @Override
  public Future<Recorded> record(Recording recording) {
    Comment comment = recording.comment();
    Decision decision = recording.decision();
    String site = comment.site();
    List<String> keys = new ArrayList<>();
    keys.add(Keys.comment(site, comment.id()));
    keys.add(Keys.revisions(site, comment.id()));
    keys.add(Keys.queue(site));
    keys.add(Keys.audit(site));
    keys.add(Keys.cache(site, recording.cacheKey()));
    keys.add(Keys.recorded(site));
    keys.add(Keys.prefix(site));
    identities.of(comment.author()).forEach(identity -> keys.add(Keys.author(site, identity)));
    Instant now = clock.instant();
    Assessment assessment = recording.assessment();
    List<String> arguments = new ArrayList<>();
    arguments.add(comment.id());
    arguments.add(CommentCodec.encode(comment.withAuthor(identities.hidden(comment.author()))));
    arguments.add(DecisionCodec.encode(decision));
    arguments.add(decision.verdict().key());
    arguments.add(Long.toString(now.toEpochMilli()));
    arguments.add(textHash(comment));
    arguments.add(assessment == null ? "" : AssessmentCodec.encode(assessment));
    arguments.add(Long.toString(cacheTtl.toMillis()));
    arguments.add(AuditEvents.decided(comment, decision, now));
    arguments.add(Integer.toString(MAX_REVISIONS - 1));
    arguments.addAll(waiting.arguments(recording, now));
    arguments.add(quoted(comment.parent()));
    Duration kept = recording.terms().keeping().addresses();
    arguments.add(kept.isZero() ? "" : Contacts.encode(comment.author()));
    arguments.add(Long.toString(kept.toMillis()));
    return redis
        .run(Script.RECORD, keys, arguments)
        .map(reply -> recorded(recording, reply.elements()));
  }

  private static Recorded recorded(Recording recording, List<RedisReply> reply) {
    int revision = (int) reply.get(1).number();
    return switch (reply.get(0).text()) {
      case "new" -> new Recorded(recording.decision(), revision, true);
      case "campaign" ->
          new Recorded(Objects.requireNonNull(recording.asCampaign()), revision, true);
      default ->
          new Recorded(
              under(DecisionCodec.decode(reply.get(2).text()), reply.get(3)), revision, false);
    };
  }

  private static String quoted(Parent parent) {
    return parent.id() == null || parent.text() == null ? "" : parent.id();
  }

  private static Decision under(Decision decision, RedisReply ruling) {
    return ruling.isNil() ? decision : decision.under(RulingCodec.decode(ruling.text()));
  }

  /** As much of it as tells the texts of one comment apart; earlier versions stored all of it. */
  private String textHash(Comment comment) {
    return hash.hex("text", comment.text()).substring(0, TEXT_DIGITS);
  }

  @Override
  public Future<Optional<RecordedComment>> find(String site, String commentId) {
    Request request = Request.cmd(Command.HMGET).arg(Keys.comment(site, commentId));
    StoredComments.FIELDS.forEach(request::arg);
    return redis
        .send("find", Keys.comment(site, commentId), request)
        .map(reply -> StoredComments.read(site, commentId, reply.elements()));
  }

  @Override
  public Future<List<RecordedComment>> revisions(String site, String commentId) {
    Request earlier =
        Request.cmd(Command.LRANGE).arg(Keys.revisions(site, commentId)).arg(0).arg(-1);
    // In this order: a revision that comes in between is then seen twice, never missed.
    return redis
        .send("revisions", Keys.revisions(site, commentId), earlier)
        .compose(
            list ->
                find(site, commentId)
                    .map(latest -> StoredComments.history(latest, list.elements())));
  }

  @Override
  public Future<Set<String>> withoutHints(String site, Set<String> commentIds) {
    return commentIds.isEmpty()
        ? Future.succeededFuture(Set.of())
        : redis
            .run(Script.WITHOUT_HINTS, List.of(Keys.prefix(site)), List.copyOf(commentIds))
            .map(
                reply ->
                    reply.elements().stream()
                        .map(RedisReply::text)
                        .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public Future<Long> queueDepth(String site) {
    return redis
        .send("queue_depth", Keys.queue(site), Request.cmd(Command.ZCARD).arg(Keys.queue(site)))
        .map(RedisReply::number);
  }
}
