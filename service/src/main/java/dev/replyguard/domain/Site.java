package dev.replyguard.domain;

/**
 * A publication whose comments are moderated.
 *
 * @param id short and stable: 1 to 40 characters of {@code a-z 0-9 -}
 * @param name for people
 * @param keyDigest the SHA-256 of the site's API key in lower-case hexadecimal; the key itself is
 *     never stored
 */
public record Site(String id, String name, String keyDigest) {

  public Site {
    if (!id.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException(
          "site.id: 1 to 40 characters of a-z, 0-9 and - expected, got '" + id + "'");
    }
    if (!keyDigest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("site.keyDigest: 64 hexadecimal digits expected");
    }
  }
}
