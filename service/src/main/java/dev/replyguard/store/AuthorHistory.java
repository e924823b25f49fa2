package dev.replyguard.store;

import dev.replyguard.domain.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of an author's comments on one site.
 *
 * @param site the site
 * @param comments how many there are
 * @param verdicts how many of the latest have which verdict
 * @param latest some of the latest, the latest first
 */
public record AuthorHistory(
    String site, long comments, Map<Verdict, Long> verdicts, List<Past> latest) {

  /** A comment of the author's. */
  public record Past(String site, String id, Instant recordedAt, Verdict verdict, String text) {}

  public AuthorHistory {
    verdicts = Map.copyOf(verdicts);
    latest = List.copyOf(latest);
  }
}
