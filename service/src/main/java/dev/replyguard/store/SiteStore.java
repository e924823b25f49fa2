package dev.replyguard.store;

import dev.replyguard.domain.Site;
import io.vertx.core.Future;
import java.util.List;

/** The sites that may call the service. */
public interface SiteStore {

  /** All sites, in order of their ids. */
  Future<List<Site>> sites();

  /**
   * Adds the site unless one of that id exists.
   *
   * @return true when it was added
   */
  Future<Boolean> add(Site site);

  /** Adds the site, or replaces the one of that id. */
  Future<Void> put(Site site);
}
