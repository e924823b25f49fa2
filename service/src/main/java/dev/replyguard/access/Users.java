package dev.replyguard.access;

import dev.replyguard.domain.Role;
import dev.replyguard.domain.User;
import dev.replyguard.store.Account;
import dev.replyguard.store.Origin;
import dev.replyguard.store.UserStore;
import dev.replyguard.store.UserStore.Change;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Administers the people who may sign in. */
public final class Users {
  private final UserStore store;
  private final Passwords passwords;
  private final InstantSource clock;

  /** Over its collaborators. */
  public Users(UserStore store, Passwords passwords, InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * A user to be.
   *
   * @param sites empty with {@code allSites}
   * @param password null for one who signs in elsewhere only
   */
  public record NewUser(
      String name, Role role, Set<String> sites, boolean allSites, @Nullable String password) {
    @Override
    public String toString() {
      return "NewUser[name=" + name + "]";
    }
  }

  /**
   * What is to be different; null where it stays.
   *
   * @param reach the sites; null where they stay
   */
  public record Alteration(
      @Nullable Role role,
      @Nullable Reach reach,
      @Nullable Boolean disabled,
      @Nullable String password) {
    @Override
    public String toString() {
      return "Alteration[]";
    }
  }

  /**
   * Where a user may do something.
   *
   * @param sites empty with {@code allSites}
   */
  public record Reach(Set<String> sites, boolean allSites) {}

  /** What became of a change. */
  public sealed interface Result {
    /** It is stored. */
    record Done(Account account) implements Result {}

    /** It is not, for that reason, which is not {@code DONE}. */
    record Refused(Change why) implements Result {}

    /** There is no such user. */
    record Missing() implements Result {}
  }

  /** All of them, in order of their names. */
  public Future<List<Account>> all() {
    return store.accounts();
  }

  /** The one of that name. */
  public Future<Optional<Account>> find(String name) {
    return store.find(name);
  }

  /** Adds a user. */
  public Future<Result> add(NewUser draft, Origin by) {
    User user =
        new User(
            draft.name(), draft.role(), draft.sites(), draft.allSites(), false, clock.instant());
    return hashed(draft.password())
        .map(hash -> new Account(user, hash.orElse(null), Tokens.random()))
        .compose(account -> store.add(account, by).map(change -> result(change, account)));
  }

  /**
   * Changes a user. With another password, and while the user is disabled, all sessions end; all
   * else holds from their next request on.
   */
  public Future<Result> change(String name, Alteration alteration, Origin by) {
    return store
        .find(name)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(new Result.Missing())
                    : hashed(alteration.password())
                        .compose(hash -> replace(found.get(), alteration, hash, by)));
  }

  private Future<Result> replace(
      Account before, Alteration alteration, Optional<String> hash, Origin by) {
    User user = altered(before.user(), alteration);
    Account after = before.with(user);
    if (hash.isPresent()) {
      after = after.withPassword(hash.get(), Tokens.random());
    } else if (user.disabled()) {
      after = after.withGeneration(Tokens.random());
    }
    Account changed = after;
    return store.replace(before, changed, by).map(change -> result(change, changed));
  }

  private static User altered(User user, Alteration alteration) {
    Reach reach =
        alteration.reach() == null ? new Reach(user.sites(), user.allSites()) : alteration.reach();
    return new User(
        user.name(),
        alteration.role() == null ? user.role() : alteration.role(),
        reach.sites(),
        reach.allSites(),
        alteration.disabled() == null ? user.disabled() : alteration.disabled(),
        user.createdAt());
  }

  /** Removes a user, whose sessions end. What the user did keeps the name. */
  public Future<Result> remove(String name, Origin by) {
    return store
        .find(name)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(new Result.Missing())
                    : store.remove(found.get(), by).map(change -> result(change, found.get())));
  }

  private Future<Optional<String>> hashed(@Nullable String password) {
    return password == null
        ? Future.succeededFuture(Optional.empty())
        : passwords.hash(password).map(Optional::of);
  }

  private static Result result(Change change, Account account) {
    return change == Change.DONE ? new Result.Done(account) : new Result.Refused(change);
  }
}
