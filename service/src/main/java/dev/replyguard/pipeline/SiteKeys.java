package dev.replyguard.pipeline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A site's API key: how one is made, and the digest that is all we keep of it. */
public final class SiteKeys {
  /** Characters of a made-up key: log2(62^12) is more than 71 bits. */
  public static final int LENGTH = 12;

  private static final String BASE_62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private SiteKeys() {}

  /** A new key: {@value #LENGTH} characters of base 62, each equally likely. */
  public static String random(SecureRandom random) {
    return randomText(random, LENGTH);
  }

  /** {@code length} characters of base 62, each equally likely. */
  public static String randomText(SecureRandom random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(BASE_62.charAt(random.nextInt(BASE_62.length())));
    }
    return text.toString();
  }

  /** A key as Akismet's plugin for WordPress takes it: 12 hexadecimal digits, 48 bits of chance. */
  public static String akismetText(SecureRandom random) {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The SHA-256 of the key in lower-case hexadecimal, as {@code Site.keyDigest} holds it. */
  public static String digest(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
