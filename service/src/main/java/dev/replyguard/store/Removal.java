package dev.replyguard.store;

/** What became of a comment that was to be removed. */
public sealed interface Removal {

  /** Why it is removed, and so how far. */
  enum Why {
    /** Its author is to be forgotten: also what waits, and in the audit trail, too. */
    ERASE,
    /** Its time is over: what waits for a moderator stays. */
    EXPIRE
  }

  /**
   * It is gone.
   *
   * @param revisions how many revisions it had
   * @param auditEntries how many entries of the audit trail name nobody any longer
   * @param reports how many readers had reported it
   * @param waited whether it waited for a moderator
   * @param quotes how many copies of its text, in answers to it, are gone
   */
  record Removed(int revisions, int auditEntries, int reports, boolean waited, int quotes)
      implements Removal {}

  /** There is no such comment. */
  record Missing() implements Removal {}

  /** It waits for a moderator, and stays. */
  record Waits() implements Removal {}

  /** A further revision came in meanwhile: it is to be read again. */
  record Changed() implements Removal {}
}
