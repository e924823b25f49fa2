package dev.replyguard.access;

import dev.replyguard.domain.Retention;
import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.pipeline.SiteKeys;
import dev.replyguard.store.Origin;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.SiteStore.Added;
import dev.replyguard.store.SiteStore.Note;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Administers sites and their keys. What is changed holds at once here, and within seconds for
 * other services on the same Redis.
 */
public final class Sites {
  private static final int SECRET_LENGTH = 32;
  private static final int ID_LENGTH = 10;

  private final SiteStore store;
  private final SiteDirectory directory;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Over its collaborators. */
  public Sites(SiteStore store, SiteDirectory directory, InstantSource clock) {
    this.store = store;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * What a key is to be, or to be changed to; null where it stays, or is left to the service.
   *
   * @param akismet whether a new one is to be such that Akismet's plugin for WordPress takes it
   */
  public record KeyDraft(
      @Nullable String label,
      @Nullable Set<Scope> scopes,
      @Nullable Set<String> origins,
      @Nullable Integer perMinute,
      @Nullable Integer perDay,
      @Nullable Instant expiresAt,
      @Nullable Boolean disabled,
      @Nullable Boolean akismet) {}

  /** A key that has just been made; {@link #toString()} shows no secret. */
  public record NewKey(SiteKey key, String secret) {
    @Override
    public String toString() {
      return "NewKey[key=" + key.id() + "]";
    }
  }

  /** There are as many as there may be. */
  public static final class FullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FullException() {
      super(
          "keys: " + Site.MAX_KEYS + " there already, which is as many as may be",
          null,
          false,
          false);
    }
  }

  /** The sites as they are stored. */
  public Future<List<Site>> all() {
    return store.sites();
  }

  /** The site of that id as it is stored. */
  public Future<Optional<Site>> find(String id) {
    return store.sites().map(all -> all.stream().filter(site -> site.id().equals(id)).findFirst());
  }

  /** Adds a site that has no keys yet. */
  public Future<Added> add(String id, String name, Origin by) {
    return store.add(new Site(id, name, List.of(), false), by).compose(this::refreshed);
  }

  /** Renames, disables or enables a site; empty where there is none. */
  public Future<Optional<Site>> change(
      String id, @Nullable String name, @Nullable Boolean disabled, Origin by) {
    return changed(
        id,
        new Note("siteChanged", null, by),
        site ->
            new Site(
                id,
                name == null ? site.name() : name,
                site.keys(),
                disabled == null ? site.disabled() : disabled,
                site.retention()));
  }

  /** Sets for how long a site keeps what; empty where there is none. */
  public Future<Optional<Site>> retain(String id, Retention retention, Origin by) {
    return changed(
        id, new Note("retentionChanged", null, by), site -> site.withRetention(retention));
  }

  /**
   * Adds a key to a site; empty where there is no such site.
   *
   * @return fails with a {@link FullException} where it has as many as it may
   */
  public Future<Optional<NewKey>> addKey(String site, KeyDraft draft, Origin by) {
    String secret = newSecret(Boolean.TRUE.equals(draft.akismet()));
    SiteKey blank =
        new SiteKey(
            newId(),
            "",
            SiteKeys.digest(secret),
            Set.of(Scope.SUBMIT),
            Set.of(),
            SiteKey.DEFAULT_PER_MINUTE,
            0,
            clock.instant(),
            null,
            false);
    SiteKey key = altered(blank, draft);
    return changed(site, new Note("keyAdded", key.id(), by), found -> withRoom(found).withKey(key))
        .map(changed -> changed.map(done -> new NewKey(key, secret)));
  }

  /**
   * Gives a key a successor of the same rights, which ends when the key would have, and lets the
   * key hold for {@code overlap} more; empty where there is no such key.
   *
   * @param akismet whether Akismet's plugin for WordPress is to take the successor; what its
   *     predecessor looks like is not known
   */
  public Future<Optional<NewKey>> rotate(
      String site, String keyId, Duration overlap, boolean akismet, Origin by) {
    String secret = newSecret(akismet);
    String successorId = newId();
    Instant now = clock.instant();
    Instant end = now.plus(overlap);
    return changed(
            site,
            new Note("keyRotated", keyId, by),
            found ->
                found
                    .key(keyId)
                    .map(
                        key ->
                            withRoom(found)
                                .withKey(successor(key, successorId, secret, now))
                                .withKey(expiring(key, end)))
                    .orElse(found))
        .map(
            changed ->
                changed.flatMap(done -> done.key(successorId)).map(key -> new NewKey(key, secret)));
  }

  /** Changes a key; empty where there is none. */
  public Future<Optional<SiteKey>> changeKey(String site, String keyId, KeyDraft draft, Origin by) {
    return changed(
            site,
            new Note("keyChanged", keyId, by),
            found -> found.key(keyId).map(key -> found.withKey(altered(key, draft))).orElse(found))
        .map(changed -> changed.flatMap(done -> done.key(keyId)));
  }

  /** Removes a key, which is not valid any longer. */
  public Future<Void> removeKey(String site, String keyId, Origin by) {
    return changed(site, new Note("keyRemoved", keyId, by), found -> found.withoutKey(keyId))
        .mapEmpty();
  }

  private Future<Optional<Site>> changed(String id, Note note, UnaryOperator<Site> change) {
    return store.change(id, note, change).compose(this::refreshed);
  }

  private <T> Future<T> refreshed(T result) {
    // What is stored holds, whether it could be read again just now or not.
    return directory.refresh().transform(done -> Future.succeededFuture(result));
  }

  private static Site withRoom(Site site) {
    if (site.keys().size() >= Site.MAX_KEYS) {
      throw new FullException();
    }
    return site;
  }

  private String newSecret(boolean akismet) {
    return akismet ? SiteKeys.akismetText(random) : SiteKeys.randomText(random, SECRET_LENGTH);
  }

  private String newId() {
    return SiteKeys.randomText(random, ID_LENGTH).toLowerCase(Locale.ROOT);
  }

  private static SiteKey successor(SiteKey key, String id, String secret, Instant now) {
    return new SiteKey(
        id,
        key.label(),
        SiteKeys.digest(secret),
        key.scopes(),
        key.origins(),
        key.perMinute(),
        key.perDay(),
        now,
        key.expiresAt(),
        key.disabled());
  }

  private static SiteKey expiring(SiteKey key, Instant end) {
    Instant earlier =
        key.expiresAt() != null && key.expiresAt().isBefore(end) ? key.expiresAt() : end;
    return new SiteKey(
        key.id(),
        key.label(),
        key.digest(),
        key.scopes(),
        key.origins(),
        key.perMinute(),
        key.perDay(),
        key.createdAt(),
        earlier,
        key.disabled());
  }

  private static SiteKey altered(SiteKey key, KeyDraft draft) {
    return new SiteKey(
        key.id(),
        draft.label() == null ? key.label() : draft.label(),
        key.digest(),
        draft.scopes() == null ? key.scopes() : draft.scopes(),
        draft.origins() == null ? key.origins() : draft.origins(),
        draft.perMinute() == null ? key.perMinute() : draft.perMinute(),
        draft.perDay() == null ? key.perDay() : draft.perDay(),
        key.createdAt(),
        draft.expiresAt() == null ? key.expiresAt() : draft.expiresAt(),
        draft.disabled() == null ? key.disabled() : draft.disabled());
  }
}
