package dev.replyguard.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A publication whose comments are moderated.
 *
 * @param id short and stable: 1 to 40 characters of {@code a-z 0-9 -}
 * @param name for people, at most {@value #MAX_NAME} characters
 * @param keys its API keys, at most {@value #MAX_KEYS}, in the order in which they were added
 * @param disabled whether nobody may call for it for the time being
 * @param retention for how long what is kept, as far as the site says
 */
public record Site(
    String id, String name, List<SiteKey> keys, boolean disabled, Retention retention) {
  /** The longest name. */
  public static final int MAX_NAME = 200;

  /** The most keys of a site. */
  public static final int MAX_KEYS = 20;

  /** The id of the key that a site has from the beginning. */
  public static final String FIRST_KEY = "first";

  public Site {
    if (!id.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException(
          "site.id: 1 to 40 characters of a-z, 0-9 and - expected, got '" + id + "'");
    }
    keys = List.copyOf(keys);
    if (keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException("site.keys: at most " + MAX_KEYS + " expected");
    }
  }

  /** A site of one key, of that digest, that may do everything. */
  public Site(String id, String name, String keyDigest) {
    this(id, name, List.of(firstKey(keyDigest)), false);
  }

  /** The key that may do everything. */
  public static SiteKey firstKey(String digest) {
    return new SiteKey(
        FIRST_KEY,
        "First key",
        digest,
        EnumSet.allOf(Scope.class),
        Set.of(),
        0,
        0,
        Instant.EPOCH,
        null,
        false);
  }

  /** A site that says nothing of how long things are kept. */
  public Site(String id, String name, List<SiteKey> keys, boolean disabled) {
    this(id, name, keys, disabled, Retention.UNSAID);
  }

  /** This site, keeping things for as long as that says. */
  public Site withRetention(Retention changed) {
    return new Site(id, name, keys, disabled, changed);
  }

  /** The key of that id, or empty. */
  public Optional<SiteKey> key(String keyId) {
    return keys.stream().filter(key -> key.id().equals(keyId)).findFirst();
  }

  /** This site with the key in the place of the one of the same id, or as one more. */
  public Site withKey(SiteKey key) {
    List<SiteKey> changed = new ArrayList<>(keys);
    int at = keys.stream().map(SiteKey::id).toList().indexOf(key.id());
    if (at < 0) {
      changed.add(key);
    } else {
      changed.set(at, key);
    }
    return new Site(id, name, changed, disabled, retention);
  }

  /** This site without the key of that id. */
  public Site withoutKey(String keyId) {
    return new Site(
        id,
        name,
        keys.stream().filter(key -> !key.id().equals(keyId)).toList(),
        disabled,
        retention);
  }
}
