package dev.replyguard;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.replyguard.config.FirstStartSettings;
import dev.replyguard.domain.Site;
import dev.replyguard.pipeline.SiteKeys;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.UserStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Gives a new installation the site {@code demo} and the user {@code admin}. Each is added by one
 * command that does nothing where it exists, so that of services starting together on one Redis
 * exactly one makes it up, and only that one knows the secret to print.
 */
final class FirstStart {
  private static final String SITE = "demo";
  private static final String USER = "admin";
  private static final int PASSWORD_LENGTH = 16;
  private static final int SALT_BYTES = 16;
  // What OWASP recommends for Argon2id: 19 MiB, 2 passes, 1 lane.
  private static final int ARGON2_KIBIBYTES = 19 * 1024;
  private static final int ARGON2_PASSES = 2;
  private static final int ARGON2_LANES = 1;
  private static final int HASH_BYTES = 32;

  private final Vertx vertx;
  private final SiteStore sites;
  private final UserStore users;
  private final SecureRandom random = new SecureRandom();

  FirstStart(Vertx vertx, SiteStore sites, UserStore users) {
    this.vertx = vertx;
    this.sites = sites;
    this.users = users;
  }

  /** Sees to it that site and user exist, with the secrets of {@code settings} where it has any. */
  Future<MadeUpSecrets> prepare(FirstStartSettings settings) {
    return siteKey(Optional.ofNullable(settings.demoSiteKey()))
        .compose(
            key ->
                password(Optional.ofNullable(settings.adminPassword()))
                    .map(password -> new MadeUpSecrets(key, password)));
  }

  private Future<Optional<String>> siteKey(Optional<String> configured) {
    if (configured.isPresent()) {
      return sites.put(site(configured.get())).map(done -> Optional.empty());
    }
    String key = SiteKeys.random(random);
    return sites.add(site(key)).map(added -> added ? Optional.of(key) : Optional.empty());
  }

  private static Site site(String key) {
    return new Site(SITE, "Demo", SiteKeys.digest(key));
  }

  private Future<Optional<String>> password(Optional<String> configured) {
    return users
        .passwordHash(USER)
        .compose(
            stored -> {
              if (configured.isPresent()) {
                return settle(configured.get(), stored).map(done -> Optional.empty());
              }
              return stored.isPresent() ? Future.succeededFuture(Optional.empty()) : makeUp();
            });
  }

  private Future<Void> settle(String password, Optional<String> stored) {
    return offLoop(() -> stored.isPresent() && matches(password, stored.get()))
        .compose(
            same ->
                same
                    ? Future.succeededFuture()
                    : offLoop(() -> hash(password)).compose(hash -> users.put(USER, hash)));
  }

  private Future<Optional<String>> makeUp() {
    String password = SiteKeys.randomText(random, PASSWORD_LENGTH);
    return offLoop(() -> hash(password))
        .compose(hash -> users.add(USER, hash))
        .map(added -> added ? Optional.of(password) : Optional.empty());
  }

  private <T> Future<T> offLoop(Callable<T> task) {
    // Typed as if a task could give null, which only compilers newer than JDK 17's can see.
    return vertx.executeBlocking(task, false).map(result -> Objects.requireNonNull(result));
  }

  private static String hash(String password) {
    // Made when needed: Password4j keeps the memory of every such function for good.
    Argon2Function argon2 =
        Argon2Function.getInstance(
            ARGON2_KIBIBYTES, ARGON2_PASSES, ARGON2_LANES, HASH_BYTES, Argon2.ID);
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2).getResult();
  }

  private static boolean matches(String password, String hash) {
    return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
  }
}
