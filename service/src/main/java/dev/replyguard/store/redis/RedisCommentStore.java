package dev.replyguard.store.redis;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Known;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comments in Redis; each method is one round trip. */
final class RedisCommentStore implements CommentStore {
  private final RedisLinks redis;
  private final AuthorIdentities identities;
  private final Duration cacheTtl;
  private final InstantSource clock;

  RedisCommentStore(RedisLinks redis, KeyedHash hash, Duration cacheTtl, InstantSource clock) {
    this.redis = redis;
    this.identities = new AuthorIdentities(hash);
    this.cacheTtl = cacheTtl;
    this.clock = clock;
  }

  @Override
  public Future<Known> lookUp(Comment comment, CacheKey cacheKey) {
    List<String> keys =
        List.of(Keys.comment(comment.site(), comment.id()), Keys.cache(comment.site(), cacheKey));
    return redis.run(Script.LOOK_UP, keys, List.of()).map(RedisCommentStore::known);
  }

  private static Known known(RedisReply reply) {
    if (reply.isNil()) {
      return new Known.Nothing();
    }
    List<RedisReply> found = reply.elements();
    Decision decision = DecisionCodec.decode(found.get(1).text());
    return found.get(0).text().equals("comment")
        ? new Known.SameComment(decision)
        : new Known.SameText(decision);
  }

  @Override
  public Future<Recorded> record(Comment comment, Decision decision, CacheKey cacheKey) {
    String site = comment.site();
    List<String> keys = new ArrayList<>();
    keys.add(Keys.comment(site, comment.id()));
    keys.add(Keys.queue(site));
    keys.add(Keys.audit(site));
    keys.add(Keys.cache(site, cacheKey));
    identities.of(comment.author()).forEach(identity -> keys.add(Keys.author(site, identity)));
    Instant now = clock.instant();
    List<String> arguments =
        List.of(
            comment.id(),
            CommentCodec.encode(hidden(comment)),
            DecisionCodec.encode(decision),
            decision.verdict().key(),
            Long.toString(now.toEpochMilli()),
            Long.toString(cacheTtl.toMillis()),
            AuditEvents.decided(comment.id(), decision, now));
    return redis
        .run(Script.RECORD, keys, arguments)
        .map(
            earlier ->
                earlier.isNil()
                    ? new Recorded(decision, true)
                    : new Recorded(DecisionCodec.decode(earlier.text()), false));
  }

  private Comment hidden(Comment comment) {
    return new Comment(
        comment.site(),
        comment.id(),
        comment.text(),
        identities.hidden(comment.author()),
        comment.article(),
        comment.parent(),
        comment.createdAt(),
        comment.language());
  }

  @Override
  public Future<Optional<RecordedComment>> find(String site, String commentId) {
    Request request =
        Request.cmd(Command.HMGET)
            .arg(Keys.comment(site, commentId))
            .arg("comment")
            .arg("decision")
            .arg("recordedAt");
    return redis.send("find", request).map(RedisCommentStore::recorded);
  }

  private static Optional<RecordedComment> recorded(RedisReply reply) {
    List<RedisReply> fields = reply.elements();
    if (fields.stream().allMatch(RedisReply::isNil)) {
      return Optional.empty();
    }
    if (fields.stream().anyMatch(RedisReply::isNil)) {
      throw new StoreException(StoreException.Kind.FAILED, "stored comment is incomplete");
    }
    return Optional.of(
        new RecordedComment(
            CommentCodec.decode(fields.get(0).text()),
            DecisionCodec.decode(fields.get(1).text()),
            Instant.ofEpochMilli(number(fields.get(2).text()))));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new StoreException(
          StoreException.Kind.FAILED, "stored comment cannot be read: recordedAt is no number", e);
    }
  }

  @Override
  public Future<Long> queueDepth(String site) {
    return redis
        .send("queue_depth", Request.cmd(Command.ZCARD).arg(Keys.queue(site)))
        .map(RedisReply::number);
  }
}
