package dev.replyguard.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.replyguard.access.SignInMetrics.Result;
import dev.replyguard.access.SignInMetrics.Way;
import dev.replyguard.domain.Actor;
import dev.replyguard.domain.User;
import dev.replyguard.store.AdministrationAudit;
import dev.replyguard.store.AdministrationAudit.SignInNote;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Origin;
import dev.replyguard.store.UserStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notes who signs in, and who fails to. A name that was typed is noted only where there is such a
 * user: people type passwords into the wrong field. Of a lock-out only the beginning is noted. Safe
 * for use by every thread.
 */
public final class SignInAudit {
  private static final Actor NOBODY = new Actor(Actor.Kind.SYSTEM, "sign-in");
  private static final int LOCK_OUTS = 10_000;

  private final AdministrationAudit audit;
  private final UserStore users;
  private final KeyedHash hash;
  private final Cache<String, Boolean> lockedOut;

  /**
   * Over its collaborators.
   *
   * @param lockOut how long a lock-out lasts at most
   */
  public SignInAudit(AdministrationAudit audit, UserStore users, KeyedHash hash, Duration lockOut) {
    this.audit = audit;
    this.users = users;
    this.hash = hash;
    this.lockedOut = Caffeine.newBuilder().maximumSize(LOCK_OUTS).expireAfterWrite(lockOut).build();
  }

  /** The origin of what somebody does from that address. */
  public Origin origin(Actor by, String address) {
    return new Origin(by, hash.hex(Origin.PURPOSE, address));
  }

  /**
   * Notes what became of an attempt.
   *
   * @param name whom it is about, as far as is known
   * @param reason why it was refused, or null
   */
  public Future<Void> noted(
      Way way, Result result, @Nullable String name, String address, @Nullable String reason) {
    if (result == Result.UNAVAILABLE) {
      return Future.succeededFuture();
    }
    Origin nobody = origin(NOBODY, address);
    if (result == Result.LOCKED
        && lockedOut.asMap().putIfAbsent(name + "\n" + nobody.from(), true) != null) {
      return Future.succeededFuture();
    }
    String how = way.name().toLowerCase(Locale.ROOT);
    return known(name)
        .compose(
            user -> {
              Origin origin =
                  result == Result.DONE && user.isPresent()
                      ? origin(Actor.user(user.get()), address)
                      : nobody;
              return audit.add(
                  new SignInNote(type(result), origin, how, user.orElse(null), reason));
            });
  }

  private static String type(Result result) {
    return switch (result) {
      case DONE -> "signedIn";
      case LOCKED -> "signInLocked";
      case REFUSED, UNAVAILABLE -> "signInRefused";
    };
  }

  private Future<Optional<String>> known(@Nullable String name) {
    return name == null || !User.isName(name)
        ? Future.succeededFuture(Optional.empty())
        : users.find(name).map(found -> found.map(account -> account.user().name()));
  }
}
