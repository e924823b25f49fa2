package dev.replyguard;

import dev.replyguard.access.Passwords;
import dev.replyguard.access.Tokens;
import dev.replyguard.config.FirstStartSettings;
import dev.replyguard.domain.Role;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.domain.User;
import dev.replyguard.pipeline.SiteKeys;
import dev.replyguard.store.Account;
import dev.replyguard.store.Origin;
import dev.replyguard.store.PeopleStores;
import dev.replyguard.store.SetupStore;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.UserStore;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a new installation the site {@code demo} and the user {@code admin}. Each is added by one
 * command that does nothing where it exists, so that of services starting together on one Redis
 * exactly one makes it up, and only that one knows the secret to print.
 */
final class FirstStart {
  private static final String SITE = "demo";
  private static final String USER = "admin";
  private static final int PASSWORD_LENGTH = 16;
  private static final Duration TOKEN_VALIDITY = Duration.ofHours(24);

  private final SiteStore sites;
  private final UserStore users;
  private final SetupStore setup;
  private final Passwords passwords;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  FirstStart(SiteStore sites, PeopleStores people, Passwords passwords, InstantSource clock) {
    this.sites = sites;
    this.users = people.users();
    this.setup = people.setup();
    this.passwords = passwords;
    this.clock = clock;
  }

  /** Sees to it that site and user exist, with the secrets of {@code settings} where it has any. */
  Future<MadeUpSecrets> prepare(FirstStartSettings settings) {
    return siteKey(Optional.ofNullable(settings.demoSiteKey()))
        .compose(key -> admin(settings).map(admin -> new MadeUpSecrets(key, admin)));
  }

  private Future<Optional<String>> siteKey(Optional<String> configured) {
    String key = configured.orElseGet(() -> SiteKeys.random(random));
    return sites
        .add(site(key), Origin.SET_UP)
        .compose(
            added -> {
              if (added != SiteStore.Added.EXISTS || configured.isEmpty()) {
                boolean madeUp = added == SiteStore.Added.DONE && configured.isEmpty();
                return Future.succeededFuture(madeUp ? Optional.of(key) : Optional.empty());
              }
              return settleKey(key).map(done -> Optional.empty());
            });
  }

  /** Makes the configured key the first one, unless it is. */
  private Future<Void> settleKey(String key) {
    SiteKey first = Site.firstKey(SiteKeys.digest(key));
    return sites
        .sites()
        .compose(
            all ->
                all.stream().anyMatch(site -> isSettled(site, first))
                    ? Future.succeededFuture()
                    : sites.change(
                        SITE,
                        new SiteStore.Note("keyChanged", first.id(), Origin.SET_UP),
                        site -> site.withKey(first)))
        .mapEmpty();
  }

  private static boolean isSettled(Site site, SiteKey first) {
    return site.id().equals(SITE)
        && site.key(first.id()).filter(key -> key.digest().equals(first.digest())).isPresent();
  }

  private static Site site(String key) {
    return new Site(SITE, "Demo", SiteKeys.digest(key));
  }

  private Future<Optional<MadeUpSecrets.Admin>> admin(FirstStartSettings settings) {
    String configured = settings.adminPassword();
    return configured == null
        ? makeUp()
        : users
            .find(USER)
            .compose(found -> settle(configured, found))
            .compose(settled -> setup.withdraw())
            .map(done -> Optional.empty());
  }

  private Future<Optional<MadeUpSecrets.Admin>> makeUp() {
    return users
        .accounts()
        .compose(
            accounts -> {
              if (!accounts.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
              }
              String password = SiteKeys.randomText(random, PASSWORD_LENGTH);
              return newAccount(password)
                  .compose(users::addFirst)
                  .compose(
                      added ->
                          added
                              ? offered(password).map(Optional::of)
                              : Future.succeededFuture(Optional.empty()));
            });
  }

  private Future<MadeUpSecrets.Admin> offered(String password) {
    String token = Tokens.random();
    return setup
        .offer(Tokens.digest(token), TOKEN_VALIDITY)
        .map(done -> new MadeUpSecrets.Admin(password, token));
  }

  /** Gives the admin the configured password, where it is another one. */
  private Future<?> settle(String password, Optional<Account> found) {
    if (found.isEmpty()) {
      return newAccount(password).compose(account -> users.add(account, Origin.SET_UP));
    }
    Account account = found.get();
    return passwords
        .matches(password, account.passwordHash())
        .compose(
            same ->
                same && account.user().isOperator() && !account.user().disabled()
                    ? Future.succeededFuture()
                    : replaced(account, password));
  }

  private Future<?> replaced(Account account, String password) {
    User admin = new User(USER, Role.ADMIN, Set.of(), true, false, account.user().createdAt());
    return passwords
        .hash(password)
        .compose(
            hash ->
                users.replace(
                    account,
                    account.with(admin).withPassword(hash, Tokens.random()),
                    Origin.SET_UP));
  }

  private Future<Account> newAccount(String password) {
    User admin = new User(USER, Role.ADMIN, Set.of(), true, false, clock.instant());
    return passwords.hash(password).map(hash -> new Account(admin, hash, Tokens.random()));
  }
}
