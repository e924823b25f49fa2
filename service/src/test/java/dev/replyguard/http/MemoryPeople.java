package dev.replyguard.http;

import dev.replyguard.access.LiveSessions;
import dev.replyguard.access.Sessions;
import dev.replyguard.access.SignedIn;
import dev.replyguard.config.AccessSettings;
import dev.replyguard.domain.Role;
import dev.replyguard.domain.User;
import dev.replyguard.store.Account;
import dev.replyguard.store.AdministrationAudit;
import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.Origin;
import dev.replyguard.store.Session;
import dev.replyguard.store.SessionStore;
import dev.replyguard.store.UserStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Users and their sessions, kept in memory. */
final class MemoryPeople {
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final Map<String, Session> open = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Sessions sessions;

  MemoryPeople(Clock clock) {
    this.clock = clock;
    this.sessions =
        new Sessions(
            new OpenSessions(),
            new Accounts(),
            new NoAudit(),
            AccessSettings.DEFAULTS,
            new LiveSessions(new SimpleMeterRegistry(), clock),
            clock);
  }

  Sessions sessions() {
    return sessions;
  }

  /** A session of a user of that role, on all sites where none is named. */
  SignedIn signIn(Role role, String... sites) {
    String name = role.key() + accounts.size();
    User user = new User(name, role, Set.of(sites), sites.length == 0, false, clock.instant());
    Account account = new Account(user, null, "generation");
    accounts.put(name, account);
    return ApiFixture.await(sessions.open(account));
  }

  private final class OpenSessions implements SessionStore {
    @Override
    public Future<Void> open(String digest, Session session, Duration idle) {
      open.put(digest, session);
      return Future.succeededFuture();
    }

    @Override
    public Future<Optional<Session>> use(String digest, Duration idle) {
      return Future.succeededFuture(Optional.ofNullable(open.get(digest)));
    }

    @Override
    public Future<Optional<Session>> peek(String digest) {
      return Future.succeededFuture(Optional.ofNullable(open.get(digest)));
    }

    @Override
    public Future<Void> close(String digest) {
      open.remove(digest);
      return Future.succeededFuture();
    }
  }

  /** Of which no test asks; sign-outs are noted in it. */
  private static final class NoAudit implements AdministrationAudit {
    @Override
    public Future<Void> add(SignInNote note) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> addSignOut(String user, Origin origin) {
      return Future.succeededFuture();
    }

    @Override
    public Future<List<AuditEntry>> page(
        Kind kind, Instant from, Instant before, @Nullable String after, int limit) {
      return Future.succeededFuture(List.of());
    }
  }

  private final class Accounts implements UserStore {
    @Override
    public Future<Optional<Account>> find(String user) {
      return Future.succeededFuture(Optional.ofNullable(accounts.get(user)));
    }

    @Override
    public Future<List<Account>> accounts() {
      return Future.succeededFuture(List.copyOf(accounts.values()));
    }

    @Override
    public Future<Change> add(Account account, Origin by) {
      throw new UnsupportedOperationException("users are fixed");
    }

    @Override
    public Future<Boolean> addFirst(Account account) {
      throw new UnsupportedOperationException("users are fixed");
    }

    @Override
    public Future<Change> replace(Account before, Account after, Occasion occasion, Origin by) {
      throw new UnsupportedOperationException("users are fixed");
    }

    @Override
    public Future<Change> remove(Account account, Origin by) {
      throw new UnsupportedOperationException("users are fixed");
    }
  }
}
