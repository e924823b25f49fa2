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
 * @param revision counts changes; 0 for one that is not stored yet
 */
public record Account(User user, @Nullable String passwordHash, String generation, int revision) {

  /** An account that is not stored yet. */
  public Account(User user, @Nullable String passwordHash, String generation) {
    this(user, passwordHash, generation, 0);
  }

  /** This account with another user of the same name. */
  public Account with(User changed) {
    return new Account(changed, passwordHash, generation, revision);
  }

  /** This account with another password, under which no session is open. */
  public Account withPassword(String hash, String newGeneration) {
    return new Account(user, hash, newGeneration, revision);
  }

  /** This account with no session open. */
  public Account withGeneration(String newGeneration) {
    return new Account(user, passwordHash, newGeneration, revision);
  }

  @Override
  public String toString() {
    return "Account[user=" + user + "]";
  }
}
