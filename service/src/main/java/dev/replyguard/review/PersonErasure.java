package dev.replyguard.review;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.store.PrivacyStore;
import dev.replyguard.store.PrivacyStore.Scan;
import dev.replyguard.store.Removal;
import dev.replyguard.store.Subject;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Forgets people. One call does a bounded number of steps and tells where to go on; each step is
 * whole by itself, and done again it changes nothing, so that whoever is interrupted begins again
 * or goes on. A call fails where the store cannot be asked; what was done by then is done. Safe for
 * use by every event loop.
 */
public final class PersonErasure {
  /** How many steps a call takes where nothing else is said. */
  public static final int STEPS = 300;

  private static final int AT_ONCE = 10;

  private final PrivacyStore store;
  private final CommentRemoval removal;
  private final int steps;

  /**
   * Over its collaborators.
   *
   * @param steps how many steps a call takes at most: one removes a comment, or looks through a
   *     part of a stream
   */
  public PersonErasure(PrivacyStore store, CommentRemoval removal, int steps) {
    this.store = store;
    this.removal = removal;
    this.steps = steps;
  }

  /** In this order things of one site are removed. */
  public enum Phase {
    /** What the person wrote, with all that hangs on it. */
    COMMENTS,
    /** What only later comments look at. */
    LISTS_AND_COUNTERS,
    /** The audit trail, and so what the person reported. */
    AUDIT,
    /** The stream of events: after the comments, which it is told by. */
    EVENTS,
    /** Dead letters and logged deliveries. */
    DELIVERIES
  }

  /**
   * Where to go on.
   *
   * @param site the site that is under way
   * @param after how far that phase is, or empty
   */
  public record Place(String site, Phase phase, String after) {}

  /**
   * What one call has done.
   *
   * @param removed how much of each kind
   * @param next where to go on; null where all is done
   */
  public record Progress(Map<String, Long> removed, @Nullable Place next) {}

  /**
   * Forgets the person on these sites.
   *
   * @param sites in order
   * @param from where an earlier call has stopped, or null to begin
   */
  public Future<Progress> erase(List<String> sites, Author person, Actor by, @Nullable Place from) {
    Promise<Progress> promise = Promise.promise();
    List<String> left =
        from == null
            ? sites
            : sites.stream().filter(site -> site.compareTo(from.site()) >= 0).toList();
    new Run(left, store.subject(person), by, from, promise).go();
    return promise.future();
  }

  /** One call. For one event loop. */
  private final class Run {
    private final List<String> sites;
    private final Subject subject;
    private final Actor by;
    private final Promise<Progress> promise;
    private final Map<String, Long> removed = new TreeMap<>();
    private final Map<String, Long> ofSite = new TreeMap<>();
    private int site;
    private int stepsLeft = steps;
    private Phase phase = Phase.COMMENTS;
    private String after = "";

    Run(
        List<String> sites,
        Subject subject,
        Actor by,
        @Nullable Place from,
        Promise<Progress> promise) {
      this.sites = sites;
      this.subject = subject;
      this.by = by;
      this.promise = promise;
      if (from != null && !sites.isEmpty() && sites.get(0).equals(from.site())) {
        phase = from.phase();
        after = from.after();
      }
    }

    void go() {
      if (site == sites.size()) {
        promise.complete(new Progress(removed, null));
      } else if (stepsLeft <= 0) {
        Place next = new Place(sites.get(site), phase, after);
        note(false)
            .onSuccess(noted -> promise.complete(new Progress(removed, next)))
            .onFailure(promise::fail);
      } else {
        // Not a chain of futures, which would end in as many calls within each other.
        step().onSuccess(done -> go()).onFailure(promise::fail);
      }
    }

    private Future<Void> step() {
      String id = sites.get(site);
      return switch (phase) {
        case COMMENTS -> someComments(id);
        case LISTS_AND_COUNTERS ->
            store
                .removeListings(id, subject)
                .onSuccess(count -> count("listEntries", count))
                .compose(listings -> store.removeCounters(id, subject))
                .onSuccess(count -> count("counters", count))
                .compose(counters -> turnTo(Phase.AUDIT));
        case AUDIT ->
            store
                .redactAudit(id, subject, place())
                .compose(
                    scan -> {
                      count("auditEntries", scan.entries());
                      count("reports", scan.reports());
                      return goOn(scan, Phase.EVENTS);
                    });
        case EVENTS ->
            store
                .sweepEvents(id, place())
                .compose(
                    scan -> {
                      count("events", scan.entries());
                      return goOn(scan, Phase.DELIVERIES);
                    });
        case DELIVERIES ->
            store
                .sweepDeliveries(id)
                .onSuccess(count -> count("deliveries", count))
                .compose(swept -> note(true))
                .onSuccess(
                    noted -> {
                      site++;
                      phase = Phase.COMMENTS;
                      after = "";
                      stepsLeft--;
                    });
      };
    }

    private @Nullable String place() {
      return after.isEmpty() ? null : after;
    }

    private Future<Void> goOn(Scan scan, Phase then) {
      if (scan.next() == null) {
        return turnTo(then);
      }
      after = scan.next();
      stepsLeft--;
      return Future.succeededFuture();
    }

    private Future<Void> turnTo(Phase then) {
      phase = then;
      after = "";
      stepsLeft--;
      return Future.succeededFuture();
    }

    private Future<Void> someComments(String id) {
      int identity = after.isEmpty() ? 0 : Integer.parseInt(after);
      if (identity >= subject.identities().size()) {
        return turnTo(Phase.LISTS_AND_COUNTERS);
      }
      return store
          .comments(id, subject.identities().get(identity), null, Math.min(AT_ONCE, stepsLeft))
          .compose(
              found -> {
                if (found.isEmpty()) {
                  after = Integer.toString(identity + 1);
                  return Future.succeededFuture();
                }
                stepsLeft -= found.size();
                List<Future<Void>> steps = new ArrayList<>();
                found.forEach(comment -> steps.add(comment(id, comment.id())));
                return Future.all(steps).mapEmpty();
              });
    }

    private Future<Void> comment(String id, String comment) {
      return removal
          .remove(id, comment, Removal.Why.ERASE, subject)
          .map(
              removed -> {
                if (removed instanceof Removal.Removed done) {
                  count("comments", 1);
                  count("revisions", done.revisions());
                  count("waiting", done.waited() ? 1 : 0);
                  count("auditEntries", done.auditEntries());
                  count("reports", done.reports());
                  count("quotes", done.quotes());
                }
                return null;
              });
    }

    private void count(String kind, long count) {
      removed.merge(kind, count, Long::sum);
      ofSite.merge(kind, count, Long::sum);
    }

    private Future<Void> note(boolean complete) {
      Map<String, Long> told = new TreeMap<>(ofSite);
      told.values().removeIf(count -> count == 0);
      ofSite.clear();
      return store.noteErasure(sites.get(site), subject, by, complete, told);
    }
  }

  /** The place as a text, and back. */
  public static String encode(Place place) {
    return place.site() + "/" + place.phase() + "/" + place.after();
  }

  /** The place of which that is the text; or empty. */
  public static Optional<Place> decode(String text) {
    String[] parts = text.split("/", 3);
    if (parts.length < 3) {
      return Optional.empty();
    }
    for (Phase phase : Phase.values()) {
      boolean fits =
          phase == Phase.COMMENTS
              ? parts[2].matches("[0-9]?")
              : parts[2].matches("([0-9]{1,15}-[0-9]{1,15})?");
      if (phase.name().equals(parts[1]) && fits) {
        return Optional.of(new Place(parts[0], phase, parts[2]));
      }
    }
    return Optional.empty();
  }
}
