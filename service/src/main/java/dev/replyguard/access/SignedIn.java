package dev.replyguard.access;

import dev.replyguard.domain.User;
import java.time.Instant;

/**
 * Somebody who has signed in. {@link #toString()} shows no secret.
 *
 * @param user who
 * @param token the secret by which the session is known
 * @param endsAt when the session ends at the latest
 */
public record SignedIn(User user, String token, Instant endsAt) {

  /** What a page of ours sends along, and a page of somebody else's cannot know. */
  public String csrfToken() {
    return Tokens.derived(token, "csrf");
  }

  @Override
  public String toString() {
    return "SignedIn[user=" + user.name() + "]";
  }
}
