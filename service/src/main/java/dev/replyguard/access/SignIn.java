package dev.replyguard.access;

import dev.replyguard.access.SignInMetrics.Result;
import dev.replyguard.access.SignInMetrics.Way;
import dev.replyguard.config.AccessSettings;
import dev.replyguard.domain.User;
import dev.replyguard.store.Account;
import dev.replyguard.store.AttemptStore;
import dev.replyguard.store.AttemptStore.Attempted;
import dev.replyguard.store.AttemptStore.Limits;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.SetupStore;
import dev.replyguard.store.UserStore;
import dev.replyguard.store.UserStore.Occasion;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets people in by name and password. What is wrong is not told: neither by words nor by the time
 * it takes, nor by when guessing is stopped, can one tell a user that exists from one that does
 * not.
 */
public final class SignIn {
  private final UserStore users;
  private final AttemptStore attempts;
  private final SetupStore setup;
  private final Sessions sessions;
  private final Passwords passwords;
  private final KeyedHash hash;
  private final Limits limits;
  private final SignInMetrics metrics;
  private final SignInAudit audit;

  /** Over its collaborators. */
  public SignIn(
      UserStore users,
      AttemptStore attempts,
      SetupStore setup,
      Sessions sessions,
      Passwords passwords,
      KeyedHash hash,
      AccessSettings settings,
      SignInMetrics metrics,
      SignInAudit audit) {
    this.users = users;
    this.attempts = attempts;
    this.setup = setup;
    this.sessions = sessions;
    this.passwords = passwords;
    this.hash = hash;
    this.limits =
        new Limits(settings.userFailures(), settings.addressFailures(), settings.lockOut());
    this.metrics = metrics;
    this.audit = audit;
  }

  /** What became of an attempt. */
  public sealed interface Outcome {
    /** Done: here is the session. */
    record Done(SignedIn session) implements Outcome {}

    /** Name or password is wrong, or the user is disabled. */
    record Refused() implements Outcome {}

    /** Nothing was looked at: too many attempts have failed lately. */
    record Locked(Duration retryAfter) implements Outcome {}
  }

  /**
   * Opens a session.
   *
   * @param name whose, as it was typed
   * @param address where the attempt comes from
   */
  public Future<Outcome> withPassword(String name, String password, String address) {
    String canonical = name.strip().toLowerCase(Locale.ROOT);
    return guarded(
        Way.PASSWORD,
        canonical,
        canonical,
        address,
        () ->
            account(canonical)
                .compose(
                    account ->
                        passwords
                            .matches(password, account.map(Account::passwordHash).orElse(null))
                            .map(right -> account.filter(found -> right))));
  }

  /**
   * Changes the password of a user who is signed in; all sessions end, and one is opened.
   *
   * @param current the password so far
   */
  public Future<Outcome> withNewPassword(
      SignedIn session, String current, String replacement, String address) {
    String name = session.user().name();
    return guarded(
        Way.PASSWORD,
        name,
        name,
        address,
        () ->
            users
                .find(name)
                .compose(
                    account ->
                        passwords
                            .matches(current, account.map(Account::passwordHash).orElse(null))
                            .compose(
                                right ->
                                    right
                                        ? changed(
                                            account.orElseThrow(),
                                            replacement,
                                            Occasion.PASSWORD,
                                            address)
                                        : Future.succeededFuture(Optional.empty()))));
  }

  /** Sets the admin's password with the one-time token of the set-up. */
  public Future<Outcome> withSetupToken(
      String admin, String token, String password, String address) {
    return guarded(
        Way.SETUP,
        // Of no user: that nobody can keep others from the set-up.
        "set-up from " + address,
        admin,
        address,
        () ->
            setup
                .take(Tokens.digest(token))
                .compose(
                    taken -> taken ? users.find(admin) : Future.succeededFuture(Optional.empty()))
                .compose(
                    account ->
                        account.isPresent()
                            ? changed(account.get(), password, Occasion.FIRST_PASSWORD, address)
                            : Future.succeededFuture(Optional.empty())));
  }

  /** Whether the first password may still be set with the token. */
  public Future<Boolean> isSetupOffered() {
    return setup.isOffered();
  }

  private Future<Optional<Account>> account(String name) {
    return User.isName(name) ? users.find(name) : Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<Account>> changed(
      Account account, String password, Occasion occasion, String address) {
    return passwords
        .hash(password)
        .compose(
            hashed -> {
              Account changed = account.withPassword(hashed, Tokens.random());
              return users
                  .replace(
                      account, changed, occasion, audit.origin(account.user().actor(), address))
                  .compose(
                      change ->
                          change == UserStore.Change.DONE
                              ? Future.succeededFuture(Optional.of(changed))
                              : Future.failedFuture(new OutdatedException()));
            });
  }

  private interface Check {
    /** The account that is let in; empty where it is not. */
    Future<Optional<Account>> account();
  }

  private Future<Outcome> guarded(Way way, String name, String about, String address, Check check) {
    Attempted attempt =
        new Attempted(
            Tokens.random(), hash.hex("sign-in user", name), hash.hex("sign-in address", address));
    return attempts
        .begin(attempt, limits)
        .compose(
            wait ->
                wait.isZero()
                    ? checked(attempt, check)
                    : Future.succeededFuture(new Outcome.Locked(wait)))
        .compose(outcome -> audit.noted(way, result(outcome), about, address, null).map(outcome))
        .onSuccess(outcome -> metrics.count(way, result(outcome)));
  }

  private Future<Outcome> checked(Attempted attempt, Check check) {
    return check
        .account()
        .map(account -> account.filter(found -> !found.user().disabled()))
        .compose(
            account ->
                account.isPresent()
                    ? letIn(account.get(), attempt)
                    : attempts.failed(attempt, limits).<Outcome>map(new Outcome.Refused()))
        // Where it could not be looked at, or not be ended: nobody's failure.
        .onFailure(failure -> attempts.abandoned(attempt));
  }

  private static Result result(Outcome outcome) {
    if (outcome instanceof Outcome.Done) {
      return Result.DONE;
    }
    return outcome instanceof Outcome.Refused ? Result.REFUSED : Result.LOCKED;
  }

  private Future<Outcome> letIn(Account account, Attempted attempt) {
    return attempts
        .succeeded(attempt)
        .compose(
            forgotten -> account.user().isOperator() ? setup.withdraw() : Future.succeededFuture())
        .compose(done -> sessions.open(account))
        .map(Outcome.Done::new);
  }
}
