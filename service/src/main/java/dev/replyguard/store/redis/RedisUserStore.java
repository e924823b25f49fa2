package dev.replyguard.store.redis;

import dev.replyguard.store.UserStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Optional;

/** The users, all in one hash by name. */
final class RedisUserStore implements UserStore {
  private static final String WHAT = "user";
  private static final int VERSION = 1;

  private final RedisLinks redis;

  RedisUserStore(RedisLinks redis) {
    this.redis = redis;
  }

  @Override
  public Future<Optional<String>> passwordHash(String user) {
    return redis
        .send("user", Keys.USERS, Request.cmd(Command.HGET).arg(Keys.USERS).arg(user))
        .map(reply -> reply.isNil() ? Optional.empty() : Optional.of(decode(reply.text())));
  }

  @Override
  public Future<Boolean> add(String user, String passwordHash) {
    return redis
        .write(
            "add_user",
            Keys.USERS,
            Request.cmd(Command.HSETNX).arg(Keys.USERS).arg(user).arg(encode(passwordHash)))
        .map(reply -> reply.number() == 1);
  }

  @Override
  public Future<Void> put(String user, String passwordHash) {
    return redis
        .write(
            "put_user",
            Keys.USERS,
            Request.cmd(Command.HSET).arg(Keys.USERS).arg(user).arg(encode(passwordHash)))
        .mapEmpty();
  }

  private static String encode(String passwordHash) {
    return StoredJson.ofVersion(VERSION).put("passwordHash", passwordHash).encode();
  }

  private static String decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, user -> StoredJson.text(user, "passwordHash"));
  }
}
