package dev.replyguard.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names texts and people without holding them: HMAC-SHA-256 (RFC 2104) under a secret of this
 * installation, cut to its first 128 bits (RFC 2104, section 5).
 *
 * <p>Equal input gives an equal hash, so that a returning author or text is recognised; without the
 * secret nobody can try out addresses. Immutable and safe for use by many threads.
 */
public final class KeyedHash {
  /** The fewest bytes of secret accepted. */
  public static final int MIN_SECRET_BYTES = 16;

  /** Hexadecimal digits of a hash. */
  public static final int LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";

  // Copied for every hash: a Mac is not for two threads, and keying one costs as much as hashing.
  private final Mac keyed;

  private KeyedHash(Mac keyed) {
    this.keyed = keyed;
  }

  /**
   * Hashes under {@code secret}, which is copied.
   *
   * @throws IllegalArgumentException when it is shorter than {@value #MIN_SECRET_BYTES} bytes
   */
  public static KeyedHash of(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "secret: at least " + MIN_SECRET_BYTES + " bytes expected, got " + secret.length);
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return new KeyedHash(mac);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /**
   * The hash of the parts, each framed by its length so that no two lists of parts run together.
   *
   * @param purpose keeps hashes of different things apart, such as {@code email}
   * @param parts what is hashed
   * @return {@value #LENGTH} lower-case hexadecimal digits
   */
  public String hex(String purpose, String... parts) {
    return HexFormat.of().formatHex(digest(purpose, parts));
  }

  /**
   * As {@link #hex}, in two thirds of the characters: for what is kept in great numbers.
   *
   * @return 22 characters of Base64 for URLs (RFC 4648, section 5), without padding
   */
  public String base64(String purpose, String... parts) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(purpose, parts));
  }

  private byte[] digest(String purpose, String... parts) {
    Mac mac = copy();
    add(mac, purpose);
    for (String part : parts) {
      add(mac, part);
    }
    return Arrays.copyOf(mac.doFinal(), LENGTH / 2);
  }

  private Mac copy() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's own " + ALGORITHM + " can be copied", e);
    }
  }

  private static void add(Mac mac, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    mac.update(bytes);
  }
}
