package dev.replyguard.access.openid;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.replyguard.access.OutdatedException;
import dev.replyguard.access.Tokens;
import dev.replyguard.access.openid.Outcome.Reason;
import dev.replyguard.config.OpenIdSettings;
import dev.replyguard.domain.Actor;
import dev.replyguard.domain.User;
import dev.replyguard.store.Account;
import dev.replyguard.store.Origin;
import dev.replyguard.store.UserStore;
import io.vertx.core.Future;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * The users that people from the provider are here: made at their first sign-in, with the rights
 * that the provider gives them at each. Whose name an earlier user has becomes that one only where
 * it has no password, or where the operator says so: a name at the provider is often chosen by who
 * bears it.
 */
final class ProviderUsers {
  private static final int TRIES = 3;
  private static final Origin BY = new Origin(Actor.PROVIDER, null);

  private final UserStore store;
  private final OpenIdSettings settings;
  private final InstantSource clock;

  ProviderUsers(UserStore store, OpenIdSettings settings, InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /** Somebody is not let in. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    RefusedException(Reason reason) {
      super(reason.key(), null, false, false);
      this.reason = reason;
    }

    Reason reason() {
      return reason;
    }
  }

  /** The account of whom the token names; fails with a {@link RefusedException}. */
  Future<Account> of(IdToken token) {
    Optional<String> name = name(token.claims());
    if (name.isEmpty()) {
      return Future.failedFuture(new RefusedException(Reason.NAME));
    }
    String identity = Tokens.digest(settings.issuer() + "\n" + token.subject());
    Optional<Rights> rights = Rights.of(token.claims(), settings.rightsClaim(), settings.rights());
    return rights.isPresent()
        ? of(name.get(), identity, rights.get(), TRIES)
        : revoked(name.get(), identity)
            .compose(done -> Future.failedFuture(new RefusedException(Reason.RIGHTS)));
  }

  private Optional<String> name(JWTClaimsSet claims) {
    try {
      String claimed = claims.getStringClaim(settings.userClaim());
      boolean unproved =
          settings.userClaim().equals("email")
              && Boolean.FALSE.equals(claims.getBooleanClaim("email_verified"));
      return Optional.ofNullable(claimed)
          .map(text -> text.strip().toLowerCase(Locale.ROOT))
          .filter(text -> !unproved && User.isName(text));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private Future<Account> of(String name, String identity, Rights rights, int tries) {
    if (tries == 0) {
      return Future.failedFuture(new OutdatedException());
    }
    return store
        .find(name)
        .compose(
            found ->
                found.isEmpty()
                    ? add(name, identity, rights)
                    : update(found.get(), identity, rights))
        .compose(
            done ->
                done.isPresent()
                    ? Future.succeededFuture(done.get())
                    : of(name, identity, rights, tries - 1));
  }

  /** Empty where somebody else was quicker. */
  private Future<Optional<Account>> add(String name, String identity, Rights rights) {
    User user =
        new User(name, rights.role(), rights.sites(), rights.allSites(), false, clock.instant());
    Account account = new Account(user, null, Tokens.random()).withIdentity(identity);
    return store.add(account, BY).map(change -> outcome(change, account));
  }

  private Future<Optional<Account>> update(Account before, String identity, Rights rights) {
    String known = before.identity();
    boolean same =
        known == null
            ? before.passwordHash() == null || settings.adoptUsers()
            : known.equals(identity);
    if (!same) {
      return Future.failedFuture(new RefusedException(Reason.TAKEN));
    }
    User user = before.user();
    if (user.disabled()) {
      return Future.failedFuture(new RefusedException(Reason.DISABLED));
    }
    User now =
        new User(
            user.name(), rights.role(), rights.sites(), rights.allSites(), false, user.createdAt());
    if (now.equals(user) && known != null) {
      return Future.succeededFuture(Optional.of(before));
    }
    Account after = before.with(now).withIdentity(identity);
    return store.replace(before, after, BY).map(change -> outcome(change, after));
  }

  private static Optional<Account> outcome(UserStore.Change change, Account account) {
    return switch (change) {
      case DONE -> Optional.of(account);
      case EXISTS, OUTDATED -> Optional.empty();
      case FULL -> throw new RefusedException(Reason.FULL);
      case LAST_OPERATOR -> throw new RefusedException(Reason.LAST_ADMIN);
    };
  }

  /** Ends the sessions of a user whom the provider gives no rights any longer. */
  private Future<Void> revoked(String name, String identity) {
    return store
        .find(name)
        .compose(
            found ->
                found.isPresent() && identity.equals(found.get().identity())
                    ? store
                        .replace(found.get(), found.get().withGeneration(Tokens.random()), BY)
                        .mapEmpty()
                    : Future.succeededFuture());
  }
}
