package dev.replyguard.store.redis;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.store.Background;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.LookUp;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.Recording;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comments in Redis; each method is one round trip, but for {@link #revisions}. */
final class RedisCommentStore implements CommentStore {
  private final RedisLinks redis;
  private final KeyedHash hash;
  private final AuthorIdentities identities;
  private final Duration cacheTtl;
  private final InstantSource clock;

  RedisCommentStore(RedisLinks redis, KeyedHash hash, Duration cacheTtl, InstantSource clock) {
    this.redis = redis;
    this.hash = hash;
    this.identities = new AuthorIdentities(hash);
    this.cacheTtl = cacheTtl;
    this.clock = clock;
  }

  @Override
  public Future<Background> lookUp(LookUp request) {
    Comment comment = request.comment();
    List<String> keys =
        List.of(
            Keys.comment(comment.site(), comment.id()),
            Keys.cache(comment.site(), request.cacheKey()));
    return redis
        .run(Script.LOOK_UP, keys, List.of(textHash(comment)))
        .map(RedisCommentStore::background);
  }

  private static Background background(RedisReply reply) {
    List<RedisReply> found = reply.elements();
    if (!found.get(0).isNil()) {
      Decision decision = DecisionCodec.decode(found.get(0).text());
      return new Background(
          new Background.Known(decision, StoredComments.number("revision", found.get(1))), null);
    }
    RedisReply cached = found.get(2);
    return new Background(null, cached.isNil() ? null : AssessmentCodec.decode(cached.text()));
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
    identities.of(comment.author()).forEach(identity -> keys.add(Keys.author(site, identity)));
    Instant now = clock.instant();
    Assessment assessment = recording.assessment();
    List<String> arguments =
        List.of(
            comment.id(),
            CommentCodec.encode(comment.withAuthor(identities.hidden(comment.author()))),
            DecisionCodec.encode(decision),
            decision.verdict().key(),
            Long.toString(now.toEpochMilli()),
            textHash(comment),
            assessment == null ? "" : AssessmentCodec.encode(assessment),
            Long.toString(cacheTtl.toMillis()),
            AuditEvents.decided(comment.id(), decision, now),
            Integer.toString(MAX_REVISIONS - 1));
    return redis
        .run(Script.RECORD, keys, arguments)
        .map(reply -> recorded(decision, reply.elements()));
  }

  private static Recorded recorded(Decision decision, List<RedisReply> reply) {
    int revision = (int) reply.get(1).number();
    return reply.get(2).number() == 1
        ? new Recorded(decision, revision, true)
        : new Recorded(DecisionCodec.decode(reply.get(0).text()), revision, false);
  }

  private String textHash(Comment comment) {
    return hash.hex("text", comment.text());
  }

  @Override
  public Future<Optional<RecordedComment>> find(String site, String commentId) {
    Request request = Request.cmd(Command.HMGET).arg(Keys.comment(site, commentId));
    StoredComments.FIELDS.forEach(request::arg);
    return redis.send("find", request).map(reply -> StoredComments.read(reply.elements()));
  }

  @Override
  public Future<List<RecordedComment>> revisions(String site, String commentId) {
    Request earlier =
        Request.cmd(Command.LRANGE).arg(Keys.revisions(site, commentId)).arg(0).arg(-1);
    // In this order: a revision that comes in between is then seen twice, never missed.
    return redis
        .send("revisions", earlier)
        .compose(
            list ->
                find(site, commentId)
                    .map(latest -> StoredComments.history(latest, list.elements())));
  }

  @Override
  public Future<Long> queueDepth(String site) {
    return redis
        .send("queue_depth", Request.cmd(Command.ZCARD).arg(Keys.queue(site)))
        .map(RedisReply::number);
  }
}
