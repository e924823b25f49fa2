package dev.replyguard.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address of a site that is told of the site's events.
 *
 * @param site the site's id
 * @param id the webhook's id, unique within the site
 * @param url where events are posted to
 * @param format in which words it is told of them
 * @param types which events, at least one type
 * @param paused whether events wait instead of being sent
 * @param secrets what deliveries are signed with, the newest first; 1 or 2
 * @param createdAt since when it is there
 */
public record Webhook(
    String site,
    String id,
    String url,
    Format format,
    Set<CommentEvent.Type> types,
    boolean paused,
    List<Secret> secrets,
    Instant createdAt) {
  /** How many a site may have. */
  public static final int MAX_OF_A_SITE = 10;

  /** Every type of event. */
  public static final Set<CommentEvent.Type> ALL_TYPES =
      Collections.unmodifiableSet(EnumSet.allOf(CommentEvent.Type.class));

  /** The types that say what holds of a comment, which is all that WordPress asks about. */
  public static final Set<CommentEvent.Type> VERDICT_TYPES =
      Collections.unmodifiableSet(EnumSet.of(CommentEvent.Type.DECIDED, CommentEvent.Type.UNDONE));

  private static final int MAX_SECRETS = 2;

  /** In which words a webhook is told of events. */
  public enum Format {
    /** In the service's own, signed as Standard Webhooks has it. */
    EVENT,
    /**
     * In those of Akismet's plugin for WordPress: what became of comments that were asked about in
     * Akismet's protocol. The plugin knows its sender by the site's key.
     */
    AKISMET;

    /** The name on the wire. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that name. */
    public static Optional<Format> ofKey(String key) {
      return Arrays.stream(values()).filter(format -> format.key().equals(key)).findFirst();
    }
  }

  /**
   * What a receiver knows its sender by.
   *
   * @param key the bytes that sign, in base 64; of {@link Format#AKISMET} the site's key as it is
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
    if (format == Format.AKISMET && !VERDICT_TYPES.containsAll(types)) {
      throw new IllegalArgumentException("types: of Akismet decided and undone expected");
    }
    secrets = List.copyOf(secrets);
    if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
      throw new IllegalArgumentException("secrets: 1 or 2 expected, got " + secrets.size());
    }
  }

  /** With another address. */
  public Webhook withUrl(String another) {
    return new Webhook(site, id, another, format, types, paused, secrets, createdAt);
  }

  /** For other events, from now on. */
  public Webhook withTypes(Set<CommentEvent.Type> others) {
    return new Webhook(site, id, url, format, others, paused, secrets, createdAt);
  }

  /** Paused, or not. */
  public Webhook withPaused(boolean nowPaused) {
    return new Webhook(site, id, url, format, types, nowPaused, secrets, createdAt);
  }

  /** With a new secret; of the former ones the newest stays valid until then. */
  public Webhook rotated(String key, Instant formerUntil) {
    return new Webhook(
        site,
        id,
        url,
        format,
        types,
        paused,
        List.of(new Secret(key, null), new Secret(secrets.get(0).key(), formerUntil)),
        createdAt);
  }

  /** With another secret, and no former one. */
  public Webhook withSecret(String key) {
    return new Webhook(
        site, id, url, format, types, paused, List.of(new Secret(key, null)), createdAt);
  }

  /** The keys that are valid at that time, the newest first, at least one. */
  public List<String> keysAt(Instant time) {
    return secrets.stream()
        .filter(secret -> secret.validUntil() == null || time.isBefore(secret.validUntil()))
        .map(Secret::key)
        .toList();
  }
}
