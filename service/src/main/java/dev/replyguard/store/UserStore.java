package dev.replyguard.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The people who may sign in. Every change leaves an event in the audit trail of users, in the same
 * step.
 */
public interface UserStore {
  /** The most users there may be. */
  int MAX_USERS = 1_000;

  /** The account of that user, or empty. */
  Future<Optional<Account>> find(String user);

  /** All accounts, in order of their names. */
  Future<List<Account>> accounts();

  /** Adds the account unless there is one of that name, or {@value #MAX_USERS} others. */
  Future<Change> add(Account account, Origin by);

  /**
   * Adds the account if there is none at all.
   *
   * @return true when it was added
   */
  Future<Boolean> addFirst(Account account);

  /** Puts an account in the place of the one that was read. */
  Future<Change> replace(Account before, Account after, Origin by);

  /** Removes the account that was read. */
  Future<Change> remove(Account account, Origin by);

  /** What became of a change. */
  enum Change {
    /** It is stored. */
    DONE,
    /** There is a user of that name already. */
    EXISTS,
    /** There are as many users as there may be. */
    FULL,
    /** The user has been changed or removed meanwhile. */
    OUTDATED,
    /** Nobody could administer users any longer: nothing was changed. */
    LAST_OPERATOR
  }
}
