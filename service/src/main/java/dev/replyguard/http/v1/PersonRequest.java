package dev.replyguard.http.v1;

import dev.replyguard.domain.Author;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * About whom, and where, something is asked.
 *
 * @param person of whom id, e-mail or address is known
 * @param sites the sites that are named; null where none are
 * @param allSites whether all sites of the caller's are meant
 * @param cursor where to go on, or null
 * @param limit how many records a page has
 */
record PersonRequest(
    Author person,
    @Nullable List<String> sites,
    boolean allSites,
    @Nullable String cursor,
    int limit) {

  @Override
  public String toString() {
    return "PersonRequest[sites=" + sites + "]";
  }
}
