package dev.replyguard.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the site's form noticed while the comment was written.
 *
 * @param honeypotFilled whether the field that people cannot see came back with something in it
 * @param typing how long the form was open before it was sent, not negative, or null where the site
 *     does not say
 */
public record Form(boolean honeypotFilled, @Nullable Duration typing) {

  /** A form of which nothing is known. */
  public static final Form UNKNOWN = new Form(false, null);
}
