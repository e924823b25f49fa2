package dev.replyguard.review;

import dev.replyguard.domain.Author;
import dev.replyguard.store.AuthorHistory;
import dev.replyguard.store.CommentIndex;
import dev.replyguard.store.CommentIndex.Trait;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What an author wrote on the publisher's other sites: each is asked by itself, a few at a time,
 * and one that does not answer in time is left out, and named. Safe for use by every event loop.
 */
public final class AuthorElsewhere {
  /** The most sites that are asked. */
  public static final int MAX_SITES = 50;

  private static final int AT_ONCE = 8;

  private final CommentIndex index;
  private final Duration patience;

  /**
   * Over the index.
   *
   * @param patience how long one site may take to answer, and how long further ones are asked
   */
  public AuthorElsewhere(CommentIndex index, Duration patience) {
    this.index = index;
    this.patience = patience;
  }

  /**
   * What was found.
   *
   * @param by what tells that it is the same author
   * @param sites those where there is anything, in order
   * @param missing those that did not answer in time, in order
   * @param more whether there are sites that were not asked
   */
  public record Findings(Trait by, List<AuthorHistory> sites, Set<String> missing, boolean more) {}

  /**
   * Asks the sites; never fails. Empty where nothing is known of the author that means one person.
   *
   * @param hidden the author as stored comments have it
   * @param sites the sites that may be asked, in order
   */
  public Future<Optional<Findings>> of(Author hidden, List<String> sites) {
    // An id is each site's own: it is taken where there is no e-mail only.
    Optional<Trait> by =
        hidden.email() != null
            ? Optional.of(Trait.EMAIL)
            : hidden.id() != null ? Optional.of(Trait.ID) : Optional.empty();
    if (by.isEmpty() || sites.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    List<String> asked = sites.subList(0, Math.min(MAX_SITES, sites.size()));
    Asking asking = new Asking(hidden, by.get(), asked);
    List<Future<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < Math.min(AT_ONCE, asked.size()); i++) {
      lanes.add(asking.lane());
    }
    return Future.all(lanes)
        .map(
            all ->
                Optional.of(
                    new Findings(
                        by.get(), asking.inOrder(), asking.missing, asked.size() < sites.size())));
  }

  /** One author's, on one event loop. */
  private final class Asking {
    private final Author hidden;
    private final Trait by;
    private final Deque<String> left;
    private final List<AuthorHistory> found = new ArrayList<>();
    private final Set<String> missing = new TreeSet<>();
    private final long deadline = System.nanoTime() + patience.toNanos();

    Asking(Author hidden, Trait by, List<String> sites) {
      this.hidden = hidden;
      this.by = by;
      this.left = new ArrayDeque<>(sites);
    }

    Future<Void> lane() {
      Promise<Void> done = Promise.promise();
      next(done);
      return done.future();
    }

    private void next(Promise<Void> done) {
      String site = left.poll();
      if (site == null) {
        done.complete();
      } else if (System.nanoTime() - deadline > 0) {
        missing.add(site);
        next(done);
      } else {
        index
            .history(site, hidden, by)
            .timeout(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS)
            .onSuccess(
                history -> {
                  if (history.comments() > 0) {
                    found.add(history);
                  }
                })
            .onFailure(failure -> missing.add(site))
            .onComplete(answered -> next(done));
      }
    }

    List<AuthorHistory> inOrder() {
      return found.stream().sorted((one, other) -> one.site().compareTo(other.site())).toList();
    }
  }
}
