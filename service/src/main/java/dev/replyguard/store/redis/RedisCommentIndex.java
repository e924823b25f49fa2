package dev.replyguard.store.redis;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.Verdict;
import dev.replyguard.store.AuthorHistory;
import dev.replyguard.store.AuthorHistory.Past;
import dev.replyguard.store.CommentIndex;
import dev.replyguard.store.KeyedHash;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sorted sets of comments by when they were recorded: of all, and of each author. */
final class RedisCommentIndex implements CommentIndex {
  private static final int HEADER = 4;
  private static final int COLUMNS = 4;

  private final RedisLinks redis;
  private final AuthorIdentities identities;

  RedisCommentIndex(RedisLinks redis, KeyedHash hash) {
    this.redis = redis;
    this.identities = new AuthorIdentities(hash);
  }

  @Override
  public Future<List<String>> recorded(String site, Instant from, Instant before, int limit) {
    return within(Keys.recorded(site), from, before, limit);
  }

  @Override
  public Future<List<String>> ruled(String site, Instant from, Instant before, int limit) {
    return within(Keys.labelled(site), from, before, limit);
  }

  private Future<List<String>> within(String key, Instant from, Instant before, int limit) {
    return latest(key, Long.toString(from.toEpochMilli()), "(" + before.toEpochMilli(), limit);
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

  @Override
  public Future<List<String>> decidedOfGroup(String site, String group, String except, int limit) {
    return redis
        .run(
            Script.GROUP_DECIDED,
            List.of(Keys.prefix(site)),
            List.of(group, except, Integer.toString(limit), Integer.toString(LOOKED_AT)))
        .map(reply -> reply.elements().stream().map(RedisReply::text).toList());
  }

  @Override
  public Future<AuthorHistory> history(String site, Author hidden, Trait by) {
    String kind = by == Trait.EMAIL ? "email:" : "id:";
    String identity =
        identities.ofHidden(hidden).stream()
            .filter(known -> known.startsWith(kind))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(kind + " expected of the author"));
    return redis
        .run(
            Script.AUTHOR_HISTORY,
            List.of(Keys.prefix(site)),
            List.of(identity, Integer.toString(COUNTED), Integer.toString(TOLD)))
        .map(reply -> history(site, reply.elements()));
  }

  private static AuthorHistory history(String site, List<RedisReply> words) {
    List<Past> latest = new ArrayList<>();
    for (int i = HEADER; i + COLUMNS <= words.size(); i += COLUMNS) {
      String id = words.get(i).text();
      latest.add(
          new Past(
              site,
              id,
              Instant.ofEpochMilli(Long.parseLong(words.get(i + 3).text())),
              Verdict.ofKey(words.get(i + 2).text()),
              CommentCodec.decode(site, id, words.get(i + 1).text()).text()));
    }
    return new AuthorHistory(
        site,
        words.get(0).number(),
        Map.of(
            Verdict.APPROVE, words.get(1).number(),
            Verdict.HOLD, words.get(2).number(),
            Verdict.REJECT, words.get(3).number()),
        latest);
  }

  @Override
  public Future<Integer> approvedBefore(String site, Author hidden, Instant before, int wanted) {
    List<String> keys = new ArrayList<>();
    keys.add(Keys.prefix(site));
    identities.ofHidden(hidden).stream()
        .filter(identity -> !AuthorIdentities.isAddress(identity))
        .forEach(identity -> keys.add(Keys.author(site, identity)));
    return redis
        .run(
            Script.APPROVED_BEFORE,
            keys,
            List.of(Long.toString(before.toEpochMilli()), Integer.toString(wanted)))
        .map(reply -> (int) reply.number());
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
