package dev.replyguard.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets of 256 random bits, and the digest that is all we keep of them. */
public final class Tokens {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** A new token: 43 characters of base 64 that need no escaping anywhere. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The SHA-256 of a token, in hexadecimal: of so many random bits nothing slower is needed. */
  public static String digest(String token) {
    return HexFormat.of().formatHex(sha256(token));
  }

  /** Another secret that only who has the token can have, for one purpose. */
  public static String derived(String token, String purpose) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(purpose + '\n' + token));
  }

  /** The SHA-256 of a token in base 64 that needs no escaping, as PKCE has it (RFC 7636). */
  public static String challenge(String token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(token));
  }

  /** Whether the two are equal, in a time that does not tell how far. */
  public static boolean areEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
