package dev.replyguard.access.openid;

import dev.replyguard.access.Sessions;
import dev.replyguard.access.SignInAudit;
import dev.replyguard.access.SignInMetrics;
import dev.replyguard.access.SignInMetrics.Result;
import dev.replyguard.access.SignInMetrics.Way;
import dev.replyguard.access.Tokens;
import dev.replyguard.access.openid.Outcome.Reason;
import dev.replyguard.config.AccessSettings;
import dev.replyguard.config.OpenIdSettings;
import dev.replyguard.store.Account;
import dev.replyguard.store.AttemptStore;
import dev.replyguard.store.AttemptStore.Attempted;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.PeopleStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people in whom an OpenID provider knows (authorization code flow with PKCE). Safe for use by
 * every thread; needs {@link #close} at the end.
 */
public final class OpenIdSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(OpenIdSignIn.class);

  private final OpenIdSettings settings;
  private final URI comeBackTo;
  private final Provider provider;
  private final ProviderUsers users;
  private final PeopleStores stores;
  private final Sessions sessions;
  private final KeyedHash hash;
  private final AttemptStore.Limits limits;
  private final SignInMetrics metrics;
  private final SignInAudit audit;
  private final InstantSource clock;

  /**
   * Over its collaborators.
   *
   * @param comeBackTo where the provider sends people back to
   */
  public OpenIdSignIn(
      Vertx vertx,
      OpenIdSettings settings,
      AccessSettings access,
      URI comeBackTo,
      PeopleStores stores,
      Sessions sessions,
      KeyedHash hash,
      SignInMetrics metrics,
      SignInAudit audit,
      InstantSource clock) {
    this.settings = settings;
    this.comeBackTo = comeBackTo;
    this.provider = new Provider(vertx, settings, clock);
    this.users = new ProviderUsers(stores.users(), settings, clock);
    this.stores = stores;
    this.sessions = sessions;
    this.hash = hash;
    // All from one address, whoever they are: who that is, is known only afterwards.
    this.limits =
        new AttemptStore.Limits(
            access.addressFailures(), access.addressFailures(), access.lockOut());
    this.metrics = metrics;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A sign-in that begins.
   *
   * @param address where to send the browser
   * @param ticket what the browser keeps meanwhile
   * @param validity for how long
   */
  public record Beginning(URI address, String ticket, Duration validity) {
    @Override
    public String toString() {
      return "Beginning[]";
    }
  }

  /** What people call the provider. */
  public String name() {
    return settings.name();
  }

  /** Whether the provider answers just now, as far as is known. */
  public Future<Boolean> isThere() {
    return provider.isThere();
  }

  /** Begins; empty where the provider is away. */
  public Future<Optional<Beginning>> begin() {
    Ticket ticket = Ticket.random(clock.instant());
    return provider
        .signInAddress(ticket, comeBackTo)
        .map(to -> Optional.of(new Beginning(to, ticket.sealed(hash), Ticket.VALIDITY)))
        .recover(
            failure -> {
              metrics.count(Way.OPENID, result(away(failure)));
              return Future.succeededFuture(Optional.empty());
            });
  }

  /**
   * Ends what was begun.
   *
   * @param address where the browser is
   */
  public Future<Outcome> finish(Return back, String address) {
    Optional<Ticket> ticket =
        Optional.ofNullable(back.ticket())
            .flatMap(kept -> Ticket.opened(kept, hash, clock.instant()))
            .filter(t -> back.state() != null && Tokens.areEqual(back.state(), t.state()));
    if (ticket.isEmpty()) {
      return counted(Future.succeededFuture(refused(Reason.TICKET, "")), address);
    }
    // Whose answer it is, where providers say so (RFC 9207).
    boolean ours = back.issuer() == null || back.issuer().equals(settings.issuer().toString());
    if (back.code() == null || back.error() != null || !ours) {
      return counted(Future.succeededFuture(refused(Reason.DENIED, "")), address);
    }
    return counted(guarded(ticket.get(), back.code(), address), address);
  }

  private Future<Outcome> guarded(Ticket ticket, String code, String address) {
    Attempted attempt =
        new Attempted(
            Tokens.random(),
            hash.hex("sign-in user", "OpenID from " + address),
            hash.hex("sign-in address", address));
    return stores
        .attempts()
        .begin(attempt, limits)
        .compose(
            wait ->
                wait.isZero()
                    ? checked(ticket, code, attempt)
                    : Future.succeededFuture(new Outcome.Locked(wait)));
  }

  private Future<Outcome> checked(Ticket ticket, String code, Attempted attempt) {
    return stores
        .tickets()
        .use(ticket.digest(), Ticket.VALIDITY)
        .compose(
            first ->
                first ? redeem(ticket, code) : Future.succeededFuture(refused(Reason.REPLAYED, "")))
        .compose(outcome -> ended(outcome, attempt))
        .onFailure(failure -> stores.attempts().abandoned(attempt));
  }

  /** Only who is refused has failed: that the provider is away is nobody's failure. */
  private Future<Outcome> ended(Outcome outcome, Attempted attempt) {
    AttemptStore attempts = stores.attempts();
    Future<Void> told =
        outcome instanceof Outcome.Refused
            ? attempts.failed(attempt, limits)
            : outcome instanceof Outcome.Done
                ? attempts.succeeded(attempt)
                : attempts.abandoned(attempt);
    return told.map(outcome);
  }

  private Future<Outcome> redeem(Ticket ticket, String code) {
    return provider
        .redeem(code, ticket, comeBackTo)
        .compose(users::of)
        .compose(this::letIn)
        .recover(OpenIdSignIn::failed);
  }

  private Future<Outcome> letIn(Account account) {
    Future<Void> withdrawn =
        account.user().isOperator() ? stores.setup().withdraw() : Future.succeededFuture();
    return withdrawn.compose(done -> sessions.open(account)).map(Outcome.Done::new);
  }

  private static Future<Outcome> failed(Throwable failure) {
    if (failure instanceof ProviderUsers.RefusedException refusal) {
      return Future.succeededFuture(refused(refusal.reason(), ""));
    }
    if (failure instanceof IdTokenCheck.RefusedException bad) {
      return Future.succeededFuture(refused(Reason.TOKEN, bad.getMessage()));
    }
    if (failure instanceof ProviderException bad) {
      return Future.succeededFuture(
          bad.isRefusal() ? refused(Reason.TOKEN, bad.getMessage()) : away(bad));
    }
    return Future.failedFuture(failure);
  }

  private static Outcome refused(Reason reason, @Nullable String detail) {
    LOG.atInfo()
        .addKeyValue("reason", reason.key())
        .addKeyValue("detail", detail)
        .log("sign-in by OpenID refused");
    return new Outcome.Refused(reason);
  }

  private static Outcome away(Throwable failure) {
    LOG.warn("the OpenID provider: {}", failure.getMessage());
    return new Outcome.Unavailable();
  }

  private Future<Outcome> counted(Future<Outcome> outcome, String address) {
    return outcome
        .compose(
            done -> {
              String user = done instanceof Outcome.Done in ? in.session().user().name() : null;
              String reason =
                  done instanceof Outcome.Refused refused ? refused.reason().key() : null;
              return audit.noted(Way.OPENID, result(done), user, address, reason).map(done);
            })
        .onSuccess(done -> metrics.count(Way.OPENID, result(done)));
  }

  private static Result result(Outcome outcome) {
    if (outcome instanceof Outcome.Done) {
      return Result.DONE;
    }
    if (outcome instanceof Outcome.Locked) {
      return Result.LOCKED;
    }
    return outcome instanceof Outcome.Refused ? Result.REFUSED : Result.UNAVAILABLE;
  }

  /** Lets go of all connections. */
  public Future<Void> close() {
    return provider.close();
  }
}
