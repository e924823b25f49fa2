package dev.replyguard.store;

import dev.replyguard.domain.Actor;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Requests to forget people that are under way, site by site: noted before anything is removed, so
 * that one which is given up half done is known and can be finished. They name people by keyed
 * hashes only, and go when they are done. Each call is one step.
 */
public interface ErasureStore {
  /** How many requests of a site may be under way. */
  int MAX = 1_000;

  /**
   * A request on one site.
   *
   * @param id names it: the same person has the same one
   * @param subject who is to be forgotten
   * @param by who asked for it
   * @param requestedAt when
   * @param place how far it has come, as who does it writes that down; empty at the beginning
   * @param resumed how many times it was taken up again
   */
  record Erasure(
      String id, Subject subject, Actor by, Instant requestedAt, String place, int resumed) {

    /** The same, further on. */
    public Erasure at(String newPlace) {
      return new Erasure(id, subject, by, requestedAt, newPlace, resumed);
    }

    /** The same, taken up once more. */
    public Erasure again() {
      return new Erasure(id, subject, by, requestedAt, place, resumed + 1);
    }
  }

  /** Thrown into the future of {@link #begin} when too many are under way. */
  final class TooManyErasuresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With how many there may be. */
    public TooManyErasuresException() {
      super("at most " + MAX + " erasures under way expected", null, false, false);
    }
  }

  /** A new request that this person be forgotten. */
  Erasure request(Subject subject, Actor by, String place);

  /**
   * Notes the request, or another one about the same person in place of it.
   *
   * @param lease for how long nobody else takes it up
   */
  Future<Void> begin(String site, Erasure erasure, Duration lease);

  /** Notes how far it has come, and keeps the lease; nothing where it has been finished. */
  Future<Void> advance(String site, Erasure erasure, Duration lease);

  /**
   * Takes up those whose lease has run out, the longest ago first.
   *
   * @param limit at most so many, 1 or more
   */
  Future<List<Erasure>> takeUp(String site, Duration lease, int limit);

  /** Notes in the audit trail what was removed so far of a request that goes on. */
  Future<Void> note(String site, Erasure erasure, Map<String, Long> removed);

  /** Notes in the audit trail that it is done, and forgets the request. */
  Future<Void> finish(String site, Erasure erasure, Map<String, Long> removed);

  /** How many are under way. */
  Future<Long> pending(String site);
}
