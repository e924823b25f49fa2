package dev.replyguard.store;

import io.vertx.core.Future;
import java.util.Optional;

/** The people who may sign in. */
public interface UserStore {

  /** The stored hash of the user's password, in its own self-describing format, or empty. */
  Future<Optional<String>> passwordHash(String user);

  /**
   * Adds the user unless there is one of that name.
   *
   * @return true when it was added
   */
  Future<Boolean> add(String user, String passwordHash);

  /** Adds the user, or replaces the password hash of the one of that name. */
  Future<Void> put(String user, String passwordHash);
}
