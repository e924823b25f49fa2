package dev.replyguard.pipeline;

import dev.replyguard.domain.Site;
import dev.replyguard.store.SiteStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who may call: the sites by the digest of their keys, in memory.
 *
 * <p>{@link #refresh()} is called every few seconds; when it fails, what was known stays. A key is
 * never compared with another: its SHA-256 is looked up, so the time a look-up takes says nothing
 * about how much of a guess was right. Safe for use by every thread.
 */
public final class SiteDirectory {
  private final SiteStore store;
  private volatile Directory directory = Directory.of(List.of());

  /** An empty directory over {@code store}. */
  public SiteDirectory(SiteStore store) {
    this.store = store;
  }

  /** The site whose key this is, or empty. */
  public Optional<Site> ofKey(String siteKey) {
    return Optional.ofNullable(directory.byKeyDigest().get(SiteKeys.digest(siteKey)));
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

  private record Directory(List<Site> sites, Map<String, Site> byKeyDigest) {

    static Directory of(List<Site> sites) {
      // Two sites of one key cannot both be meant: the first one added to the list keeps it.
      return new Directory(
          List.copyOf(sites),
          sites.stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      Site::keyDigest, Function.identity(), (first, second) -> first)));
    }
  }
}
