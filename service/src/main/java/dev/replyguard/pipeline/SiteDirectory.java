package dev.replyguard.pipeline;

import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.store.SiteStore;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may call: the sites, and the digests of their keys, in memory.
 *
 * <p>{@link #refresh()} is called every few seconds; when it fails, what was known stays. A key is
 * never compared with another: its SHA-256 is looked up, so the time a look-up takes says nothing
 * about how much of a guess was right. Safe for use by every thread.
 */
public final class SiteDirectory {
  private final SiteStore store;
  private final InstantSource clock;
  private volatile Directory directory = Directory.of(List.of());

  /** An empty directory over {@code store}. */
  public SiteDirectory(SiteStore store) {
    this(store, Clock.systemUTC());
  }

  /** As the other, by another clock. */
  public SiteDirectory(SiteStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A key and the site that has it. */
  public record Holder(Site site, SiteKey key) {}

  /** Who has the key, where it is valid now; or empty. */
  public Optional<Holder> holderOf(String siteKey) {
    return valid(directory.byKeyDigest().get(SiteKeys.digest(siteKey)));
  }

  /** The key as it is now, where it is still valid; or empty. */
  public Optional<Holder> holderOf(SiteKey key) {
    return valid(directory.byKeyDigest().get(key.digest()));
  }

  private Optional<Holder> valid(@Nullable Holder holder) {
    return Optional.ofNullable(holder)
        .filter(known -> !known.site().disabled() && known.key().isValidAt(clock.instant()));
  }

  /** The site of that id, disabled or not; or empty. */
  public Optional<Site> ofId(String id) {
    return Optional.ofNullable(directory.byId().get(id));
  }

  /** Whether a key that is for browsers names that origin. */
  public boolean knowsOrigin(String origin) {
    return directory.origins().contains(origin);
  }

  /** All sites as of the last refresh, in order of their ids. */
  public List<Site> sites() {
    return directory.sites();
  }

  /** Takes over what the store holds now; fails, and changes nothing, when it cannot be read. */
  public Future<Void> refresh() {
    return store.sites().map(Directory::of).onSuccess(this::replace).mapEmpty();
  }

  private void replace(Directory latest) {
    directory = latest;
  }

  private record Directory(
      List<Site> sites,
      Map<String, Site> byId,
      Map<String, Holder> byKeyDigest,
      Set<String> origins) {

    static Directory of(List<Site> sites) {
      Map<String, Holder> byKeyDigest = new HashMap<>();
      Set<String> origins = new HashSet<>();
      for (Site site : sites) {
        for (SiteKey key : site.keys()) {
          // Two sites of one key cannot both be meant: the first one of the list keeps it.
          byKeyDigest.putIfAbsent(key.digest(), new Holder(site, key));
          if (!site.disabled() && !key.disabled()) {
            origins.addAll(key.origins());
          }
        }
      }
      return new Directory(
          List.copyOf(sites),
          sites.stream().collect(Collectors.toUnmodifiableMap(Site::id, Function.identity())),
          Map.copyOf(byKeyDigest),
          Set.copyOf(origins));
    }
  }
}
