package dev.replyguard.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java runtime has. */
final class Sha256 {
  private Sha256() {}

  static byte[] of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /** The digest of the first {@code length} bytes. */
  static byte[] of(byte[] bytes, int length) {
    MessageDigest digest = sha256();
    digest.update(bytes, 0, length);
    return digest.digest();
  }

  /** A digest of bytes that come piece by piece. */
  static final class Digest {
    private final MessageDigest digest = sha256();

    /** Adds the bytes from position to limit, and moves the position there. */
    void add(ByteBuffer bytes) {
      digest.update(bytes);
    }

    /** The digest in hexadecimal. */
    String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java runtime lacks SHA-256", e);
    }
  }

  /**
   * A digest from its hexadecimal form.
   *
   * @throws IllegalArgumentException when it is none
   */
  static byte[] parse(String hex) {
    byte[] digest = HexFormat.of().parseHex(hex);
    if (digest.length != 32) {
      throw new IllegalArgumentException("sha256: 64 digits expected, got " + hex.length());
    }
    return digest;
  }

  /** The digest, in hexadecimal, of the bytes from position to limit, which stay where they are. */
  static String hex(ByteBuffer bytes) {
    Digest digest = new Digest();
    digest.add(bytes.duplicate());
    return digest.hex();
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }
}
