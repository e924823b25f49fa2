package dev.replyguard.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java runtime has. */
final class Sha256 {
  private static final int PIECE = 1 << 14;

  private Sha256() {}

  static byte[] of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /** The digest of the first {@code length} bytes. */
  static byte[] of(byte[] bytes, int length) {
    MessageDigest digest = digest();
    update(digest, bytes, 0, length);
    return digest.digest();
  }

  /** Adds bytes to a digest. */
  static void update(MessageDigest digest, byte[] bytes, int start, int length) {
    // In pieces: what a fresh Java virtual machine compiles meanwhile is used from the next one on.
    for (int at = 0; at < length; at += PIECE) {
      digest.update(bytes, start + at, Math.min(PIECE, length - at));
    }
  }

  /** A digest of bytes that come piece by piece. */
  static final class Digest {
    private final MessageDigest digest = Sha256.digest();

    /** Adds the bytes from position to limit, and moves the position there. */
    void add(ByteBuffer bytes) {
      digest.update(bytes);
    }

    /** The digest in hexadecimal. */
    String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  /** A digest to begin. */
  static MessageDigest digest() {
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
