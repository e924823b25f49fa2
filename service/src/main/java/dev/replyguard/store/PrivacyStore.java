package dev.replyguard.store;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.RecordedComment;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds and removes what is kept of people, site by site. Each call is a bounded step that keeps
 * the store from others for milliseconds at most; whoever has more to do calls again. Done again, a
 * step that was done changes nothing.
 */
public interface PrivacyStore {
  /** How many entries of a stream one step looks at. */
  int SCANNED = 500;

  /** The person of that id, e-mail or address, of which at least one must be known. */
  Subject subject(Author person);

  /** Whether an author, as stored comments have it, is known by one of these identities. */
  boolean isOneOf(List<String> identities, Author hidden);

  /**
   * A comment in an index.
   *
   * @param at when its latest revision was recorded, milliseconds since 1970
   */
  record Found(String id, long at) {}

  /**
   * The comments of an identity, the earliest first.
   *
   * @param after the last one seen, or null
   * @param limit at most so many, 1 to {@value CommentIndex#MAX}
   */
  Future<List<Found>> comments(String site, String identity, @Nullable Found after, int limit);

  /**
   * E-mail and address of a comment's author as they came in; empty where they are not kept, or not
   * any longer.
   */
  Future<Optional<Author>> contact(String site, String id);

  /** The comments whose latest revision was recorded before a time, the earliest first. */
  Future<List<Found>> recordedBefore(String site, Instant before, @Nullable Found after, int limit);

  /**
   * Removes a comment with all that belongs to it.
   *
   * @param id its id
   * @param history its revisions, the latest first; empty where there is none any longer
   * @param traces what each of these texts is recognised by
   * @param subject who is to be forgotten; null where nobody is
   */
  Future<Removal> remove(
      String site,
      String id,
      List<RecordedComment> history,
      List<TextTrace> traces,
      Removal.Why why,
      @Nullable Subject subject);

  /** The entries of the author lists about the person. */
  Future<List<ListEntry>> listings(String site, Subject subject);

  /** Removes them; returns how many there were. */
  Future<Integer> removeListings(String site, Subject subject);

  /** Removes what is counted of the person; returns how many counters there were. */
  Future<Integer> removeCounters(String site, Subject subject);

  /**
   * A step through a stream.
   *
   * @param next where to go on, or null where that was the last of all
   * @param entries how many entries were changed or removed
   * @param reports how many reports of the person were forgotten
   */
  record Scan(@Nullable String next, int entries, int reports) {}

  /** Takes the person out of the audit trail, as a reader who reported and on the author lists. */
  Future<Scan> redactAudit(String site, Subject subject, @Nullable String after);

  /** Removes events about comments that are gone. */
  Future<Scan> sweepEvents(String site, @Nullable String after);

  /** Removes dead letters and logged attempts about comments that are gone. */
  Future<Integer> sweepDeliveries(String site);

  /** Notes in the audit trail that what is kept of the person was handed out. */
  Future<Void> noteExport(String site, Subject subject, Actor by);
}
