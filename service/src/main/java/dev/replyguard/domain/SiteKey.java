package dev.replyguard.domain;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of a site's API keys. A key with origins is for browsers: it is no secret, so it may do
 * nothing but hand comments in, and only from pages of those origins.
 *
 * @param id names it: 1 to 40 characters of {@code a-z 0-9 -}
 * @param label for people: at most {@value #MAX_LABEL} characters
 * @param digest the SHA-256 of the key in lower-case hexadecimal; the key itself is never stored
 * @param scopes what it may be used for; {@link Scope#SUBMIT} alone where it is for browsers
 * @param origins whose pages may use it, at most {@value #MAX_ORIGINS}; empty where it is for
 *     servers
 * @param perMinute how many requests one address may make a minute, 1 to 10,000; for browsers only
 * @param perDay how many requests may be made a day, in UTC; 0 for no quota
 * @param createdAt since when there is this key
 * @param expiresAt from when on it is not valid any longer; null where that is open
 * @param disabled whether it is not valid for the time being
 */
public record SiteKey(
    String id,
    String label,
    String digest,
    Set<Scope> scopes,
    Set<String> origins,
    int perMinute,
    int perDay,
    Instant createdAt,
    @Nullable Instant expiresAt,
    boolean disabled) {
  /** The longest label. */
  public static final int MAX_LABEL = 100;

  /** The most origins. */
  public static final int MAX_ORIGINS = 20;

  /** How many requests one address may make a minute where nothing is said. */
  public static final int DEFAULT_PER_MINUTE = 20;

  /** The most requests a minute from one address. */
  public static final int MAX_PER_MINUTE = 10_000;

  /** The most requests a day that a quota can be. */
  public static final int MAX_PER_DAY = 1_000_000_000;

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");
  private static final int MAX_ORIGIN = 300;

  public SiteKey {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("key.id: 1 to 40 characters of a-z, 0-9 and - expected");
    }
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("key.digest: 64 hexadecimal digits expected");
    }
    scopes = Set.copyOf(scopes);
    origins = Set.copyOf(origins);
    if (!origins.isEmpty() && !scopes.equals(Set.of(Scope.SUBMIT))) {
      throw new IllegalArgumentException("key.scopes: submit alone expected of a browser's key");
    }
  }

  /** Whether it is for browsers. */
  public boolean isForBrowsers() {
    return !origins.isEmpty();
  }

  /** Whether it may be used at that time. */
  public boolean isValidAt(Instant time) {
    return !disabled && (expiresAt == null || time.isBefore(expiresAt));
  }

  /**
   * Whether this is an origin as browsers send it (RFC 6454): {@code https://news.example.org},
   * with a port unless it is the scheme's own, and nothing behind.
   */
  public static boolean isOrigin(String text) {
    if (text.length() > MAX_ORIGIN) {
      return false;
    }
    try {
      URI uri = URI.create(text);
      String scheme = uri.getScheme();
      String host = uri.getHost();
      if (host == null || !("https".equals(scheme) || "http".equals(scheme))) {
        return false;
      }
      int ownPort = scheme.equals("https") ? 443 : 80;
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return uri.getPort() != ownPort
          && text.equals(scheme + "://" + host.toLowerCase(Locale.ROOT) + port);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
