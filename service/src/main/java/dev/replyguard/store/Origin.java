package dev.replyguard.store;

import dev.replyguard.domain.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who administers something, and from where.
 *
 * @param by who
 * @param from a keyed hash of the address; null where it is the service itself
 */
public record Origin(Actor by, @Nullable String from) {
  /** The service itself, setting itself up. */
  public static final Origin SET_UP = new Origin(Actor.SET_UP, null);

  /** Of what the hash of an address is one, wherever it stands in an audit trail. */
  public static final String PURPOSE = "audit address";
}
