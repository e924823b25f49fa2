package dev.replyguard.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address of a site that is told of the site's events.
 *
 * @param site the site's id
 * @param id the webhook's id, unique within the site
 * @param url where events are posted to
 * @param types which events, at least one type
 * @param paused whether events wait instead of being sent
 * @param secrets what deliveries are signed with, the newest first; 1 or 2
 * @param createdAt since when it is there
 */
public record Webhook(
    String site,
    String id,
    String url,
    Set<CommentEvent.Type> types,
    boolean paused,
    List<Secret> secrets,
    Instant createdAt) {
  /** How many a site may have. */
  public static final int MAX_OF_A_SITE = 10;

  /** Every type of event. */
  public static final Set<CommentEvent.Type> ALL_TYPES =
      Collections.unmodifiableSet(EnumSet.allOf(CommentEvent.Type.class));

  private static final int MAX_SECRETS = 2;

  /**
   * A key of signatures.
   *
   * @param key the bytes in base 64
   * @param validUntil when it ends, null for the newest
   */
  public record Secret(String key, @Nullable Instant validUntil) {

    @Override
    public String toString() {
      return "Secret[validUntil=" + validUntil + "]";
    }
  }

  public Webhook {
    if (types.isEmpty()) {
      throw new IllegalArgumentException("types: at least 1 expected, got none");
    }
    types = Collections.unmodifiableSet(EnumSet.copyOf(types));
    secrets = List.copyOf(secrets);
    if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
      throw new IllegalArgumentException("secrets: 1 or 2 expected, got " + secrets.size());
    }
  }

  /** With another address. */
  public Webhook withUrl(String another) {
    return new Webhook(site, id, another, types, paused, secrets, createdAt);
  }

  /** For other events, from now on. */
  public Webhook withTypes(Set<CommentEvent.Type> others) {
    return new Webhook(site, id, url, others, paused, secrets, createdAt);
  }

  /** Paused, or not. */
  public Webhook withPaused(boolean nowPaused) {
    return new Webhook(site, id, url, types, nowPaused, secrets, createdAt);
  }

  /** With a new secret; of the former ones the newest stays valid until then. */
  public Webhook rotated(String key, Instant formerUntil) {
    return new Webhook(
        site,
        id,
        url,
        types,
        paused,
        List.of(new Secret(key, null), new Secret(secrets.get(0).key(), formerUntil)),
        createdAt);
  }

  /** The keys that are valid at that time, the newest first, at least one. */
  public List<String> keysAt(Instant time) {
    return secrets.stream()
        .filter(secret -> secret.validUntil() == null || time.isBefore(secret.validUntil()))
        .map(Secret::key)
        .toList();
  }
}
