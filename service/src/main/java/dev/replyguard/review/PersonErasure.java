package dev.replyguard.review;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.pipeline.OverloadedException;
import dev.replyguard.store.ErasureStore;
import dev.replyguard.store.ErasureStore.Erasure;
import dev.replyguard.store.ErasureStore.TooManyErasuresException;
import dev.replyguard.store.PrivacyStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forgets people. One call does a bounded number of steps and tells where to go on; each step is
 * whole by itself, and done again it changes nothing, so that whoever is interrupted begins again
 * or goes on; where nobody does, the {@link ErasureSweeper} does. A call fails where the store
 * cannot be asked; what was done by then is done. Safe for use by every event loop.
 */
public final class PersonErasure {
  /** How many steps a call takes where nothing else is said. */
  public static final int STEPS = 300;

  /**
   * For how long nobody else goes on with what a call is at, and after how long somebody does with
   * what nobody is at any longer: much longer than a call takes.
   */
  public static final Duration LEASE = Duration.ofMinutes(2);

  private static final int NOTED_AT_ONCE = 10;

  private final PrivacyStore store;
  private final ErasureStore erasures;
  private final CommentRemoval removal;
  private final ErasureMetrics metrics;
  private final int steps;

  /**
   * Over its collaborators.
   *
   * @param steps how many steps a call takes at most: one removes a comment, or looks through a
   *     part of a stream
   */
  public PersonErasure(
      PrivacyStore store,
      ErasureStore erasures,
      CommentRemoval removal,
      ErasureMetrics metrics,
      int steps) {
    this.store = store;
    this.erasures = erasures;
    this.removal = removal;
    this.metrics = metrics;
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
   * Forgets the person on these sites. What is to be done is noted on each of them first, so that
   * it is finished whatever becomes of this call.
   *
   * @param sites in order
   * @param from where an earlier call has stopped, or null to begin
   * @return fails with an {@link OverloadedException} where too much is noted already
   */
  public Future<Progress> erase(List<String> sites, Author person, Actor by, @Nullable Place from) {
    List<String> left =
        from == null
            ? sites
            : sites.stream().filter(site -> site.compareTo(from.site()) >= 0).toList();
    Erasure request = erasures.request(store.subject(person), by, "");
    return noted(left, 0, request, from)
        .compose(noted -> run(left, request, from))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof TooManyErasuresException
                        ? new OverloadedException(
                            "privacy/erase: too many others are under way already")
                        : failure));
  }

  /**
   * Goes on with a request on one site.
   *
   * @return the request as it stands now; empty where it is done
   */
  Future<Optional<Erasure>> resume(String site, Erasure request) {
    Place from = decode(request.place()).orElse(null);
    return run(List.of(site), request, from)
        .map(
            progress -> Optional.ofNullable(progress.next()).map(next -> request.at(encode(next))));
  }

  private Future<Progress> run(List<String> sites, Erasure request, @Nullable Place from) {
    return new ErasureRun(store, erasures, removal, metrics, steps, sites, request, from).done();
  }

  private Future<Void> noted(List<String> sites, int first, Erasure request, @Nullable Place from) {
    if (first >= sites.size()) {
      return Future.succeededFuture();
    }
    int end = Math.min(sites.size(), first + NOTED_AT_ONCE);
    List<Future<Void>> noted =
        sites.subList(first, end).stream()
            .map(
                site ->
                    erasures.begin(
                        site,
                        from != null && from.site().equals(site)
                            ? request.at(encode(from))
                            : request,
                        LEASE))
            .toList();
    return Future.all(noted).compose(some -> noted(sites, end, request, from));
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
