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

  /** Puts an account in the place of the one that was read: the user was changed. */
  default Future<Change> replace(Account before, Account after, Origin by) {
    return replace(before, after, Occasion.CHANGED, by);
  }

  /** The same on that occasion. Whether it ends the user's sessions is noted with it. */
  Future<Change> replace(Account before, Account after, Occasion occasion, Origin by);

  /** Removes the account that was read. */
  Future<Change> remove(Account account, Origin by);

  /** On what occasion an account is replaced, as the audit trail tells it. */
  enum Occasion {
    /** The user was changed. */
    CHANGED("userChanged"),
    /** The user has chosen another password. */
    PASSWORD("passwordChanged"),
    /** The first password was chosen, by the link of the set-up. */
    FIRST_PASSWORD("firstPasswordSet"),
    /** The user has signed out everywhere. */
    SIGN_OUT("signedOutEverywhere");

    private final String type;

    Occasion(String type) {
      this.type = type;
    }

    /** The type of the audit trail's entry. */
    public String type() {
      return type;
    }
  }

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
