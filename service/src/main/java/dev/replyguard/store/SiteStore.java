package dev.replyguard.store;

import dev.replyguard.domain.Site;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sites that may call the service, with their keys. Every change leaves an event in the audit
 * trail of sites, in the same step.
 */
public interface SiteStore {
  /** The most sites there may be. */
  int MAX_SITES = 1_000;

  /** All sites, in order of their ids. */
  Future<List<Site>> sites();

  /** Adds the site unless one of that id exists, or {@value #MAX_SITES} others. */
  Future<Added> add(Site site, Origin by);

  /**
   * Changes the site to what {@code change} makes of it; that may be called more than once, where
   * others change it meanwhile, and ends the change by what it throws.
   *
   * @return the changed site; empty where there is none
   */
  Future<Optional<Site>> change(String id, Note note, UnaryOperator<Site> change);

  /** What became of a site to be added. */
  enum Added {
    /** It is stored. */
    DONE,
    /** There is one of that id. */
    EXISTS,
    /** There are as many as there may be. */
    FULL
  }

  /**
   * What goes into the audit trail.
   *
   * @param type what was done, such as {@code keyAdded}
   * @param key the id of the key that it was done to
   */
  record Note(String type, @Nullable String key, Origin origin) {}
}
