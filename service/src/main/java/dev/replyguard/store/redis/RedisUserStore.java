package dev.replyguard.store.redis;

import dev.replyguard.domain.User;
import dev.replyguard.store.Account;
import dev.replyguard.store.Origin;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.UserStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The users, all in one hash by name. */
final class RedisUserStore implements UserStore {
  private static final String NOBODY_AT_ALL = "-";
  private static final String NONE = "";

  private final RedisLinks redis;
  private final InstantSource clock;

  RedisUserStore(RedisLinks redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Future<Optional<Account>> find(String user) {
    return redis
        .send("user", Keys.USERS, Request.cmd(Command.HGET).arg(Keys.USERS).arg(user))
        .map(
            reply ->
                reply.isNil() ? Optional.empty() : Optional.of(AccountCodec.decode(reply.text())));
  }

  @Override
  public Future<List<Account>> accounts() {
    return redis
        .send("users", Keys.USERS, Request.cmd(Command.HVALS).arg(Keys.USERS))
        .map(
            reply ->
                reply.elements().stream()
                    .map(json -> AccountCodec.decode(json.text()))
                    .sorted(Comparator.comparing(account -> account.user().name()))
                    .toList());
  }

  @Override
  public Future<Change> add(Account account, Origin by) {
    return change(account, NONE, AccountCodec.encode(account), audit("userAdded", account, by));
  }

  @Override
  public Future<Boolean> addFirst(Account account) {
    String audit = audit("userAdded", account, Origin.SET_UP);
    return change(account, NOBODY_AT_ALL, AccountCodec.encode(account), audit)
        .map(change -> change == Change.DONE);
  }

  @Override
  public Future<Change> replace(Account before, Account after, Origin by) {
    String revision = Integer.toString(before.revision());
    return change(before, revision, AccountCodec.encode(after), audit("userChanged", after, by));
  }

  @Override
  public Future<Change> remove(Account account, Origin by) {
    String revision = Integer.toString(account.revision());
    return change(account, revision, NONE, audit("userRemoved", account, by));
  }

  private Future<Change> change(
      Account account, String expected, String replacement, String audit) {
    List<String> arguments =
        List.of(account.user().name(), expected, replacement, Integer.toString(MAX_USERS), audit);
    return redis
        .run(Script.CHANGE_USER, List.of(Keys.USERS, Keys.USERS_AUDIT), arguments)
        .map(reply -> outcome(reply.text()));
  }

  private static Change outcome(String reply) {
    return switch (reply) {
      case "done" -> Change.DONE;
      case "exists" -> Change.EXISTS;
      case "full" -> Change.FULL;
      case "outdated" -> Change.OUTDATED;
      case "last" -> Change.LAST_OPERATOR;
      default ->
          throw new StoreException(
              StoreException.Kind.FAILED, "another answer expected from Redis");
    };
  }

  private String audit(String type, Account account, Origin by) {
    User user = account.user();
    JsonObject event =
        AuditEvents.by(type, by).put("user", user.name()).put("role", user.role().key());
    if (user.allSites()) {
      event.put("allSites", true);
    } else {
      event.put("sites", String.join(" ", user.sites().stream().sorted().toList()));
    }
    if (user.disabled()) {
      event.put("disabled", true);
    }
    return StoredJson.putTime(event, "at", clock.instant()).encode();
  }
}
