package dev.replyguard.domain.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule about articles that take no more comments: those the site says are closed, those that are
 * too old, and those named here.
 *
 * @param afterDays the age in days from which on an article is closed, or null; one without a date
 *     of publication has no age
 * @param articles the ids of closed articles
 * @param action what follows
 */
public record ClosedArticleRule(@Nullable Integer afterDays, Set<String> articles, Action action) {

  public ClosedArticleRule {
    articles = Set.copyOf(articles);
  }
}
