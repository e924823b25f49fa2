package dev.replyguard.model;

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
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
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

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }
}
