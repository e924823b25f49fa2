package dev.replyguard.access;

import dev.replyguard.config.AccessSettings;
import dev.replyguard.domain.User;
import dev.replyguard.store.Account;
import dev.replyguard.store.AdministrationAudit;
import dev.replyguard.store.Origin;
import dev.replyguard.store.Session;
import dev.replyguard.store.SessionStore;
import dev.replyguard.store.UserStore;
import dev.replyguard.store.UserStore.Occasion;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of people who have signed in. Whose a session is, is asked for at every use: a
 * change of role, a disabled user and a sign-out everywhere hold from the next request on.
 */
public final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  private final SessionStore sessions;
  private final UserStore users;
  private final AdministrationAudit audit;
  private final AccessSettings settings;
  private final LiveSessions live;
  private final InstantSource clock;

  /** Sessions over their stores. */
  public Sessions(
      SessionStore sessions,
      UserStore users,
      AdministrationAudit audit,
      AccessSettings settings,
      LiveSessions live,
      InstantSource clock) {
    this.sessions = sessions;
    this.users = users;
    this.audit = audit;
    this.settings = settings;
    this.live = live;
    this.clock = clock;
  }

  /** Opens a session of that account. */
  public Future<SignedIn> open(Account account) {
    String token = Tokens.random();
    Instant endsAt = clock.instant().plus(settings.lifetime());
    Session session = new Session(account.user().name(), account.generation(), endsAt);
    return sessions
        .open(Tokens.digest(token), session, settings.idle())
        .map(opened -> new SignedIn(account.user(), token, endsAt));
  }

  /** Who has the session of that token; empty where it has ended. */
  public Future<Optional<SignedIn>> use(String token) {
    String digest = Tokens.digest(token);
    return sessions
        .use(digest, settings.idle())
        .compose(
            session ->
                session.isEmpty()
                    ? Future.succeededFuture(Optional.<SignedIn>empty())
                    : users
                        .find(session.get().user())
                        .map(account -> signedIn(session.get(), account, token)))
        .onSuccess(person -> note(digest, person.isPresent()));
  }

  private void note(String digest, boolean isOpen) {
    if (isOpen) {
      live.use(digest);
    } else {
      live.end(digest);
    }
  }

  /** Whose the session is now, without using it; empty where it has ended. */
  public Future<Optional<User>> peek(SignedIn session) {
    return sessions
        .peek(Tokens.digest(session.token()))
        .compose(
            open ->
                open.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : users
                        .find(open.get().user())
                        .map(
                            account ->
                                signedIn(open.get(), account, session.token())
                                    .map(SignedIn::user)));
  }

  private static Optional<SignedIn> signedIn(
      Session session, Optional<Account> account, String token) {
    return account
        .filter(found -> !found.user().disabled())
        .filter(found -> found.generation().equals(session.generation()))
        .map(found -> new SignedIn(found.user(), token, session.endsAt()));
  }

  /**
   * Ends this session, and notes that. A note that cannot be written keeps nobody signed in: the
   * log tells it then.
   */
  public Future<Void> close(SignedIn session, Origin by) {
    String digest = Tokens.digest(session.token());
    String user = session.user().name();
    return sessions
        .close(digest)
        .onSuccess(closed -> live.end(digest))
        .compose(closed -> audit.addSignOut(user, by).recover(failure -> unnoted(user, failure)));
  }

  private static Future<Void> unnoted(String user, Throwable failure) {
    LOG.warn("A sign-out of {} is missing in the audit trail: {}", user, failure.getMessage());
    return Future.succeededFuture();
  }

  /** Ends all sessions of the user of this one. */
  public Future<Void> closeAll(SignedIn session, Origin by) {
    String name = session.user().name();
    return users
        .find(name)
        .compose(
            account -> account.isEmpty() ? Future.succeededFuture() : ended(account.get(), by));
  }

  private Future<Void> ended(Account account, Origin by) {
    return users
        .replace(account, account.withGeneration(Tokens.random()), Occasion.SIGN_OUT, by)
        .compose(
            change ->
                change == UserStore.Change.OUTDATED
                    ? Future.failedFuture(new OutdatedException())
                    : Future.succeededFuture());
  }
}
