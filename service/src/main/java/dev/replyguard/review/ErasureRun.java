package dev.replyguard.review;

import dev.replyguard.review.PersonErasure.Phase;
import dev.replyguard.review.PersonErasure.Place;
import dev.replyguard.review.PersonErasure.Progress;
import dev.replyguard.store.ErasureStore;
import dev.replyguard.store.ErasureStore.Erasure;
import dev.replyguard.store.PrivacyStore;
import dev.replyguard.store.PrivacyStore.Scan;
import dev.replyguard.store.Removal;
import dev.replyguard.store.Subject;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One call of {@link PersonErasure}; one step of it is taken after the other. */
final class ErasureRun {
  private static final int AT_ONCE = 10;

  private final PrivacyStore store;
  private final ErasureStore erasures;
  private final CommentRemoval removal;
  private final ErasureMetrics metrics;
  private final List<String> sites;
  private final Erasure request;
  private final Subject subject;
  private final Promise<Progress> promise = Promise.promise();
  // Comments are removed several at a time, which need not end on one thread.
  private final Map<String, Long> removed = new ConcurrentSkipListMap<>();
  private final Map<String, Long> ofSite = new ConcurrentSkipListMap<>();
  private int site;
  private int stepsLeft;
  private Phase phase = Phase.COMMENTS;
  private String after = "";
  private @Nullable Place saved;

  ErasureRun(
      PrivacyStore store,
      ErasureStore erasures,
      CommentRemoval removal,
      ErasureMetrics metrics,
      int steps,
      List<String> sites,
      Erasure request,
      @Nullable Place from) {
    this.store = store;
    this.erasures = erasures;
    this.removal = removal;
    this.metrics = metrics;
    this.stepsLeft = steps;
    this.sites = sites;
    this.request = request;
    this.subject = request.subject();
    this.saved = from;
    if (from != null && !sites.isEmpty() && sites.get(0).equals(from.site())) {
      phase = from.phase();
      after = from.after();
    }
  }

  /** What it has done, once it has. */
  Future<Progress> done() {
    go();
    return promise.future();
  }

  private void go() {
    if (site == sites.size()) {
      promise.complete(new Progress(removed, null));
    } else if (stepsLeft <= 0) {
      Place next = here();
      note(next)
          .onSuccess(noted -> promise.complete(new Progress(removed, next)))
          .onFailure(promise::fail);
    } else {
      // Not a chain of futures, which would end in as many calls within each other.
      step().compose(done -> saved()).onSuccess(done -> go()).onFailure(promise::fail);
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
              .compose(swept -> finish())
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

  private Place here() {
    return new Place(sites.get(site), phase, after);
  }

  /** Writes down how far it is, where that is further than at the last time. */
  private Future<Void> saved() {
    boolean between = phase == Phase.COMMENTS && after.isEmpty();
    if (site == sites.size() || between || here().equals(saved)) {
      return Future.succeededFuture();
    }
    Place now = here();
    saved = now;
    return erasures.advance(now.site(), at(now), PersonErasure.LEASE);
  }

  private Erasure at(Place place) {
    return request.at(PersonErasure.encode(place));
  }

  private Future<Void> note(Place next) {
    return erasures
        .advance(next.site(), at(next), PersonErasure.LEASE)
        .compose(noted -> erasures.note(next.site(), at(next), told()));
  }

  private Future<Void> finish() {
    return erasures
        .finish(sites.get(site), request, told())
        .onSuccess(finished -> metrics.finished());
  }

  private Map<String, Long> told() {
    Map<String, Long> told = new TreeMap<>(ofSite);
    told.values().removeIf(count -> count == 0);
    ofSite.clear();
    return told;
  }
}
