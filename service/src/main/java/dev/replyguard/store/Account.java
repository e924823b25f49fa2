package dev.replyguard.store;

import dev.replyguard.domain.User;
import org.jspecify.annotations.Nullable;

/**
 * A user with what it takes to sign in. {@link #toString()} shows no hash.
 *
 * @param user the user
 * @param passwordHash the password's hash in its own self-describing format; null for who signs in
 *     elsewhere only
 * @param generation changes when all sessions of the user end: they hold only with the generation
 *     they were opened under
 * @param identity a digest of whom the OpenID provider knows the user as; null for one who has
 *     never signed in there
 * @param revision counts changes; 0 for one that is not stored yet
 */
public record Account(
    User user,
    @Nullable String passwordHash,
    String generation,
    @Nullable String identity,
    int revision) {

  /** An account that is not stored yet. */
  public Account(User user, @Nullable String passwordHash, String generation) {
    this(user, passwordHash, generation, null, 0);
  }

  /** This account with another user of the same name. */
  public Account with(User changed) {
    return new Account(changed, passwordHash, generation, identity, revision);
  }

  /** This account with another password, under which no session is open. */
  public Account withPassword(String hash, String newGeneration) {
    return new Account(user, hash, newGeneration, identity, revision);
  }

  /** This account with no session open. */
  public Account withGeneration(String newGeneration) {
    return new Account(user, passwordHash, newGeneration, identity, revision);
  }

  /** This account, known to the OpenID provider. */
  public Account withIdentity(String known) {
    return new Account(user, passwordHash, generation, known, revision);
  }

  @Override
  public String toString() {
    return "Account[user=" + user + "]";
  }
}
