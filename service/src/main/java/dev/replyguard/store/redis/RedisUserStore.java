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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** The users, all in one hash by name. */
final class RedisUserStore implements UserStore {
  private static final String NOBODY_AT_ALL = "-";
  private static final String NONE = "";
  private static final String SESSIONS_ENDED = "sessionsEnded";

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
    return change(
        account, NONE, AccountCodec.encode(account), encoded(audit("userAdded", account, by)));
  }

  @Override
  public Future<Boolean> addFirst(Account account) {
    String audit = encoded(audit("userAdded", account, Origin.SET_UP));
    return change(account, NOBODY_AT_ALL, AccountCodec.encode(account), audit)
        .map(change -> change == Change.DONE);
  }

  @Override
  public Future<Change> replace(Account before, Account after, Occasion occasion, Origin by) {
    String revision = Integer.toString(before.revision());
    JsonObject audit = audit(occasion.type(), after, by);
    String changed = changed(before, after);
    if (!changed.isEmpty()) {
      audit.put("changed", changed);
    }
    Set<String> sites = before.user().sites();
    if (!sites.isEmpty() && !sites.equals(after.user().sites())) {
      audit.put("formerSites", listed(sites));
    }
    if (!before.generation().equals(after.generation())) {
      audit.put(SESSIONS_ENDED, true);
    }
    return change(before, revision, AccountCodec.encode(after), encoded(audit));
  }

  /** What of a user's rights, and whether the password, is another; names with blanks between. */
  private static String changed(Account before, Account after) {
    User was = before.user();
    User is = after.user();
    StringJoiner changed = new StringJoiner(" ");
    if (was.role() != is.role()) {
      changed.add("role");
    }
    if (was.allSites() != is.allSites() || !was.sites().equals(is.sites())) {
      changed.add("sites");
    }
    if (was.disabled() != is.disabled()) {
      changed.add("disabled");
    }
    if (!Objects.equals(before.passwordHash(), after.passwordHash())) {
      changed.add("password");
    }
    return changed.toString();
  }

  @Override
  public Future<Change> remove(Account account, Origin by) {
    String revision = Integer.toString(account.revision());
    JsonObject audit = audit("userRemoved", account, by).put(SESSIONS_ENDED, true);
    return change(account, revision, NONE, encoded(audit));
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

  private static JsonObject audit(String type, Account account, Origin by) {
    User user = account.user();
    JsonObject event =
        AuditEvents.by(type, by).put("user", user.name()).put("role", user.role().key());
    if (user.allSites()) {
      event.put("allSites", true);
    } else {
      event.put("sites", listed(user.sites()));
    }
    if (user.disabled()) {
      event.put("disabled", true);
    }
    return event;
  }

  private static String listed(Set<String> sites) {
    return String.join(" ", new TreeSet<>(sites));
  }

  private String encoded(JsonObject event) {
    return StoredJson.putTime(event, "at", clock.instant()).encode();
  }
}
