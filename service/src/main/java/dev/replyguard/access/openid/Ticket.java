package dev.replyguard.access.openid;

import dev.replyguard.access.Tokens;
import dev.replyguard.store.KeyedHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One sign-in that is under way, as the browser keeps it: a random secret, of which state, nonce
 * and the code verifier of PKCE (RFC 7636) are made, and until when it holds, under our own seal.
 * So nothing has to be stored for people who never come back, and who comes back with a state has
 * the browser that it was made for. {@link #toString()} shows no secret.
 *
 * @param secret 43 characters
 * @param until when it holds no longer
 */
record Ticket(String secret, Instant until) {
  /** How long people may take to sign in at the provider. */
  static final Duration VALIDITY = Duration.ofMinutes(10);

  private static final String PURPOSE = "sign-in ticket";

  static Ticket random(Instant now) {
    return new Ticket(Tokens.random(), Instant.ofEpochSecond(now.plus(VALIDITY).getEpochSecond()));
  }

  /** The ticket as {@link #sealed} has written it, unless it is over or somebody else's work. */
  static Optional<Ticket> opened(String text, KeyedHash hash, Instant now) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3 || !parts[1].matches("\\d{1,12}")) {
      return Optional.empty();
    }
    Ticket ticket = new Ticket(parts[0], Instant.ofEpochSecond(Long.parseLong(parts[1])));
    boolean ours = Tokens.areEqual(text, ticket.sealed(hash));
    return ours && now.isBefore(ticket.until()) ? Optional.of(ticket) : Optional.empty();
  }

  /** What the browser keeps. */
  String sealed(KeyedHash hash) {
    String end = Long.toString(until.getEpochSecond());
    return secret + "." + end + "." + hash.hex(PURPOSE, secret, end);
  }

  /** What the provider sends back with the browser. */
  String state() {
    return Tokens.derived(secret, "state");
  }

  /** What the provider puts into the token. */
  String nonce() {
    return Tokens.derived(secret, "nonce");
  }

  /** What shows that the code is ours. */
  String codeVerifier() {
    return Tokens.derived(secret, "code verifier");
  }

  /** What the provider knows of that beforehand. */
  String codeChallenge() {
    return Tokens.challenge(codeVerifier());
  }

  /** By what it is remembered once it is used up. */
  String digest() {
    return Tokens.digest(secret);
  }

  @Override
  public String toString() {
    return "Ticket[until=" + until + "]";
  }
}
