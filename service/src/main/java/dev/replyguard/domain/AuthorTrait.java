package dev.replyguard.domain;

import java.util.Arrays;
import java.util.Optional;

/** What an entry of a list knows an author by, from what means one person to what means many. */
public enum AuthorTrait {
  /** The site's own identifier of the author. */
  ID("id", true, 0),
  /** The e-mail address. */
  EMAIL("email", true, 0),
  /** One IP address. */
  ADDRESS("address", true, 1),
  /** The domain of the e-mail address, with its subdomains. */
  EMAIL_DOMAIN("emailDomain", false, 2),
  /** A network of IP addresses (RFC 4632, RFC 4291). */
  NETWORK("network", false, 2);

  private final String key;
  private final boolean personal;
  private final int reach;

  AuthorTrait(String key, boolean personal, int reach) {
    this.key = key;
    this.personal = personal;
    this.reach = reach;
  }

  /** The name on the wire. */
  public String key() {
    return key;
  }

  /** Whether it points at a person, so that only a keyed hash of its value is stored. */
  public boolean isPersonal() {
    return personal;
  }

  /** How many people it may mean: an entry of less reach outweighs one of more. */
  public int reach() {
    return reach;
  }

  /** The trait of that {@link #key()}, or empty when there is none. */
  public static Optional<AuthorTrait> ofKey(String key) {
    return Arrays.stream(values()).filter(trait -> trait.key.equals(key)).findFirst();
  }
}
