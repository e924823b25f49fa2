package dev.replyguard.training.cache;

import dev.replyguard.training.data.Sha256;
import java.security.MessageDigest;

/**
 * The name of an entry: what it is, and a hash over all that it depends on. Equal keys mean equal
 * contents.
 *
 * @param kind such as {@code features}; letters only
 * @param hash SHA-256 in hex
 */
public record CacheKey(String kind, String hash) {
  public CacheKey {
    if (!kind.matches("[a-z]+") || !hash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a kind and a SHA-256 expected, got " + kind + ", " + hash);
    }
  }

  /** The key of something that depends on {@code parts}, in their order, and on nothing else. */
  public static CacheKey of(String kind, Object... parts) {
    MessageDigest digest = Sha256.digest();
    for (Object part : parts) {
      byte[] bytes = Sha256.utf8(part.toString());
      // The length before each part: "ab", "c" and "a", "bc" are different keys.
      digest.update(Sha256.utf8(bytes.length + ":"));
      digest.update(bytes);
    }
    return new CacheKey(kind, Sha256.hex(digest));
  }

  String fileName() {
    return kind + "-" + hash + ".cache";
  }
}
