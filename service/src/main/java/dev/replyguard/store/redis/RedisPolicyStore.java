package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.store.PolicyStore;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies: each version in a hash of its own, and the number of the current one. */
final class RedisPolicyStore implements PolicyStore {
  private static final String WHAT = "policy version";
  private static final int VERSION = 1;

  private final RedisLinks redis;
  private final InstantSource clock;

  RedisPolicyStore(RedisLinks redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Future<Integer> current(String site) {
    return redis
        .send("policy_current", Keys.policy(site), Request.cmd(Command.GET).arg(Keys.policy(site)))
        .map(reply -> reply.isNil() ? 0 : StoredComments.number("policy", reply));
  }

  @Override
  public Future<Optional<Stored>> find(String site, int number) {
    Request request =
        Request.cmd(Command.HMGET)
            .arg(Keys.policyVersion(site, number))
            .arg("version")
            .arg("format")
            .arg("source");
    return redis
        .send("policy", Keys.policyVersion(site, number), request)
        .map(reply -> stored(reply.elements()));
  }

  private static Optional<Stored> stored(List<RedisReply> fields) {
    if (fields.stream().allMatch(RedisReply::isNil)) {
      return Optional.empty();
    }
    if (fields.stream().anyMatch(RedisReply::isNil)) {
      throw new StoreException(StoreException.Kind.FAILED, "stored policy is incomplete");
    }
    return Optional.of(
        new Stored(
            decode(fields.get(0).text()),
            PolicyFormat.ofKey(fields.get(1).text()),
            fields.get(2).text()));
  }

  @Override
  public Future<List<Version>> versions(String site, int newest, int limit) {
    List<Future<RedisReply>> replies = new ArrayList<>();
    for (int number = newest; number > 0 && replies.size() < limit; number--) {
      replies.add(
          redis.send(
              "policy_version",
              Keys.policyVersion(site, number),
              Request.cmd(Command.HGET).arg(Keys.policyVersion(site, number)).arg("version")));
    }
    return Future.all(replies)
        .map(
            all ->
                replies.stream()
                    .map(Future::result)
                    .filter(reply -> !reply.isNil())
                    .map(reply -> decode(reply.text()))
                    .toList());
  }

  @Override
  public Future<Put> put(String site, int expected, Draft draft) {
    if (expected >= MAX_VERSIONS) {
      return Future.succeededFuture(new Put.Full());
    }
    Version version =
        new Version(
            expected + 1,
            draft.by(),
            Instant.ofEpochMilli(clock.millis()),
            draft.note(),
            draft.restored());
    List<String> keys =
        List.of(Keys.policy(site), Keys.policyVersion(site, expected + 1), Keys.audit(site));
    List<String> arguments =
        List.of(
            Integer.toString(expected),
            Integer.toString(version.number()),
            encode(version),
            draft.format().key(),
            draft.source(),
            AuditEvents.policyStored(version));
    return redis
        .run(Script.PUT_POLICY, keys, arguments)
        .compose(
            reply ->
                reply.number() < 0
                    ? Future.succeededFuture(new Put.Done(version))
                    : conflict(site, (int) reply.number()));
  }

  private Future<Put> conflict(String site, int current) {
    return versions(site, current, 1)
        .map(versions -> new Put.Conflict(versions.stream().findFirst()));
  }

  private static String encode(Version version) {
    JsonObject json =
        StoredJson.ofVersion(VERSION)
            .put("number", version.number())
            .put("by", version.by().id())
            .put("at", version.at().toEpochMilli());
    StoredJson.put(json, "note", version.note());
    StoredJson.put(json, "restored", version.restored());
    return json.encode();
  }

  private static Version decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, RedisPolicyStore::version);
  }

  private static Version version(JsonObject json) {
    return new Version(
        json.getInteger("number"),
        Actor.ofId(StoredJson.text(json, "by")),
        Instant.ofEpochMilli(json.getLong("at")),
        json.getString("note"),
        json.getInteger("restored"));
  }
}
