package dev.replyguard.access.openid;

import dev.replyguard.access.SignedIn;
import java.time.Duration;
import java.util.Locale;

/** What became of signing in at the provider. */
public sealed interface Outcome {
  /** Done: here is the session. */
  record Done(SignedIn session) implements Outcome {}

  /** Somebody came back who is not let in. */
  record Refused(Reason reason) implements Outcome {}

  /** The provider is away, or not well. */
  record Unavailable() implements Outcome {}

  /** Nothing was looked at: too many have been refused from there lately. */
  record Locked(Duration retryAfter) implements Outcome {}

  /** Why somebody is not let in. */
  enum Reason {
    /** The browser has no ticket, an old one, or another one. */
    TICKET,
    /** The ticket has been used. */
    REPLAYED,
    /** The person, or the provider, did not want to. */
    DENIED,
    /** The code or the token that it stands for is not good. */
    TOKEN,
    /** The provider's claims give no role here. */
    RIGHTS,
    /** The provider's claims have no name that a user can have. */
    NAME,
    /** That name is another user's. */
    TAKEN,
    /** The user is disabled. */
    DISABLED,
    /** The user would be no admin any longer, and is the last one. */
    LAST_ADMIN,
    /** There are as many users as may be. */
    FULL;

    /** The name in logs and records, lower case. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
