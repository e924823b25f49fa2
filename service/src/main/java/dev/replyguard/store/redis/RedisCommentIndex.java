package dev.replyguard.store.redis;

import dev.replyguard.domain.Author;
import dev.replyguard.store.CommentIndex;
import dev.replyguard.store.KeyedHash;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.List;

/** The sorted sets of comments by when they were recorded: of all, and of each author. */
final class RedisCommentIndex implements CommentIndex {
  private final RedisLinks redis;
  private final AuthorIdentities identities;

  RedisCommentIndex(RedisLinks redis, KeyedHash hash) {
    this.redis = redis;
    this.identities = new AuthorIdentities(hash);
  }

  @Override
  public Future<List<String>> recorded(String site, Instant from, Instant before, int limit) {
    return latest(
        Keys.recorded(site),
        Long.toString(from.toEpochMilli()),
        "(" + before.toEpochMilli(),
        limit);
  }

  @Override
  public Future<List<String>> ofAuthor(String site, Author hidden, int limit) {
    List<String> known = identities.ofHidden(hidden);
    List<String> person =
        known.size() == 1
            ? known
            : known.stream().filter(identity -> !AuthorIdentities.isAddress(identity)).toList();
    List<Future<List<String>>> found =
        person.stream()
            .map(identity -> latest(Keys.author(site, identity), "-inf", "+inf", limit))
            .toList();
    return Future.all(found)
        .map(all -> found.stream().map(Future::result).flatMap(List::stream).distinct().toList());
  }

  private Future<List<String>> latest(String key, String from, String before, int limit) {
    Request request =
        Request.cmd(Command.ZRANGE)
            .arg(key)
            .arg(before)
            .arg(from)
            .arg("BYSCORE")
            .arg("REV")
            .arg("LIMIT")
            .arg(0)
            .arg(limit);
    return redis
        .send("comment_index", key, request)
        .map(reply -> reply.elements().stream().map(RedisReply::text).toList());
  }
}
