package dev.replyguard.pipeline;

import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.Retention;
import dev.replyguard.domain.RetentionKind;
import dev.replyguard.domain.ReviewPolicy;
import dev.replyguard.domain.Site;
import dev.replyguard.store.Keeping;
import dev.replyguard.store.Terms;
import java.time.Duration;

/**
 * For how long what is kept of which site, and the other terms of it. Safe for use by every thread.
 */
public final class RetentionDirectory {
  private final SiteDirectory sites;
  private final Retention defaults;
  private final ReviewPolicy review;
  private final Terms usual;

  /**
   * Over the sites.
   *
   * @param defaults what holds where a site says nothing; it says something of every kind
   * @param review how the queues of all sites are worked through
   */
  public RetentionDirectory(SiteDirectory sites, Retention defaults, ReviewPolicy review) {
    this.sites = sites;
    this.defaults = defaults;
    this.review = review;
    this.usual = terms(defaults);
  }

  /** What holds where a site says nothing. */
  public Retention defaults() {
    return defaults;
  }

  /** What holds for a site; of every kind something is said. */
  public Retention of(String site) {
    return sites.ofId(site).map(Site::retention).orElse(Retention.UNSAID).over(defaults);
  }

  /** How the site's texts and reports are remembered. */
  public Terms terms(String site) {
    Retention own = sites.ofId(site).map(Site::retention).orElse(Retention.UNSAID);
    return own.days().isEmpty() ? usual : terms(own.over(defaults));
  }

  private Terms terms(Retention retention) {
    MemoryPolicy memory = MemoryPolicy.DEFAULTS;
    Duration rulings = retention.time(RetentionKind.RULINGS);
    return new Terms(
        new MemoryPolicy(
            rulings,
            memory.distance(),
            memory.minLength(),
            memory.groupAge(),
            memory.campaignAuthors(),
            memory.campaignWindow()),
        review,
        new Keeping(
            retention.time(RetentionKind.REPORTS), retention.time(RetentionKind.ADDRESSES)));
  }
}
