package dev.replyguard.review;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.AuditStore;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.PrivacyStore;
import dev.replyguard.store.PrivacyStore.Found;
import dev.replyguard.store.Subject;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is kept of people, page by page. Safe for use by every event loop; a call fails
 * where the store cannot be asked.
 */
public final class PersonExport {
  private static final int AT_ONCE = 10;
  // What one page looks through of audit trails at most, in which a person may not be found at all.
  private static final int MAX_SCANS = 20;
  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

  private final PrivacyStore store;
  private final CommentStore comments;
  private final AuditStore audit;

  /** Over its collaborators. */
  public PersonExport(PrivacyStore store, CommentStore comments, AuditStore audit) {
    this.store = store;
    this.comments = comments;
    this.audit = audit;
  }

  /** Something that is kept of a person. */
  public sealed interface Kept {
    /** Where it is kept. */
    String site();

    /** What the person wrote, all revisions, with what was done about it. */
    record Written(
        String site,
        String id,
        List<RecordedComment> history,
        List<AuditEntry> trail,
        Optional<Author> contact)
        implements Kept {}

    /** That the person is on a list of authors. */
    record Listed(String site, ListEntry entry) implements Kept {}

    /** What the person did as a reader, or what was done to an entry about the person. */
    record Noted(String site, AuditEntry entry) implements Kept {}
  }

  /**
   * A page.
   *
   * @param next where to go on; null after the last page
   */
  public record Page(List<Kept> records, @Nullable Place next) {}

  private enum Phase {
    COMMENTS,
    LISTS,
    AUDIT
  }

  /** Where to go on. */
  public record Place(String site, String phase, String after) {}

  /**
   * A page of what is kept of the person on these sites.
   *
   * @param sites in order
   * @param limit after how many records a page is full; it may be exceeded by a few
   */
  public Future<Page> page(
      List<String> sites, Author person, Actor by, @Nullable Place from, int limit) {
    List<String> left =
        from == null
            ? sites
            : sites.stream().filter(site -> site.compareTo(from.site()) >= 0).toList();
    Promise<Page> promise = Promise.promise();
    Subject subject = store.subject(person);
    Run run = new Run(left, subject, from, limit, promise);
    // Who was told what is part of the records of a site: before anything is told.
    List<Future<Void>> notes =
        from == null
            ? left.stream().map(site -> store.noteExport(site, subject, by)).toList()
            : List.of();
    Future.all(notes).onSuccess(noted -> run.go()).onFailure(promise::fail);
    return promise.future();
  }

  /** One page. For one event loop. */
  private final class Run {
    private final List<String> sites;
    private final Subject subject;
    private final int limit;
    private final Promise<Page> promise;
    private final List<Kept> records = new ArrayList<>();
    private int site;
    private int scansLeft = MAX_SCANS;
    private Phase phase = Phase.COMMENTS;
    private String after = "";

    Run(
        List<String> sites,
        Subject subject,
        @Nullable Place from,
        int limit,
        Promise<Page> promise) {
      this.sites = sites;
      this.subject = subject;
      this.limit = limit;
      this.promise = promise;
      if (from != null && !sites.isEmpty() && sites.get(0).equals(from.site())) {
        phase = Phase.valueOf(from.phase());
        after = from.after();
      }
    }

    void go() {
      if (site == sites.size()) {
        promise.complete(new Page(records, null));
      } else if (records.size() >= limit || scansLeft == 0) {
        promise.complete(new Page(records, new Place(sites.get(site), phase.name(), after)));
      } else {
        step(sites.get(site)).onSuccess(done -> go()).onFailure(promise::fail);
      }
    }

    private Future<Void> step(String id) {
      return switch (phase) {
        case COMMENTS -> someComments(id);
        case LISTS ->
            store
                .listings(id, subject)
                .map(
                    entries -> {
                      entries.forEach(entry -> records.add(new Kept.Listed(id, entry)));
                      turnTo(Phase.AUDIT);
                      return null;
                    });
        case AUDIT -> someOfTheTrail(id);
      };
    }

    private void turnTo(Phase then) {
      phase = then;
      after = "";
    }

    /** Where in the comments it is: number of the identity, time and id of the last comment. */
    private Future<Void> someComments(String id) {
      String[] place = after.split(" ", 3);
      int identity = place[0].isEmpty() ? 0 : Integer.parseInt(place[0]);
      if (identity >= subject.identities().size()) {
        turnTo(Phase.LISTS);
        return Future.succeededFuture();
      }
      Found last = place.length < 3 ? null : new Found(place[2], Long.parseLong(place[1]));
      return store
          .comments(id, subject.identities().get(identity), last, AT_ONCE)
          .compose(
              found -> {
                if (found.isEmpty()) {
                  after = Integer.toString(identity + 1);
                  return Future.succeededFuture();
                }
                Found latest = found.get(found.size() - 1);
                after = identity + " " + latest.at() + " " + latest.id();
                List<Future<Optional<Kept>>> written =
                    found.stream().map(each -> written(id, each.id(), identity)).toList();
                return Future.all(written)
                    .map(
                        all -> {
                          written.forEach(each -> each.result().ifPresent(records::add));
                          return null;
                        });
              });
    }

    /** Empty where it was told by an identity before, or is gone. */
    private Future<Optional<Kept>> written(String id, String comment, int identity) {
      return comments
          .revisions(id, comment)
          .compose(
              history ->
                  history.isEmpty()
                          || store.isOneOf(
                              subject.identities().subList(0, identity),
                              history.get(0).comment().author())
                      ? Future.succeededFuture(Optional.empty())
                      : audit
                          .trail(id, comment)
                          .compose(
                              trail ->
                                  store
                                      .contact(id, comment)
                                      .map(
                                          contact ->
                                              Optional.of(
                                                  new Kept.Written(
                                                      id, comment, history, trail, contact)))));
    }

    private Future<Void> someOfTheTrail(String id) {
      scansLeft--;
      return audit
          .page(id, Instant.EPOCH, FAR, after.isEmpty() ? null : after, AuditStore.MAX_PAGE)
          .map(
              entries -> {
                entries.stream()
                    .filter(this::isAboutThePerson)
                    .forEach(entry -> records.add(new Kept.Noted(id, entry)));
                if (entries.size() == AuditStore.MAX_PAGE) {
                  after = entries.get(entries.size() - 1).id();
                } else {
                  site++;
                  turnTo(Phase.COMMENTS);
                }
                return null;
              });
    }

    private boolean isAboutThePerson(AuditEntry entry) {
      return (entry.by().kind() == Actor.Kind.READER
              && subject.identities().contains(entry.by().name()))
          || subject.listEntries().contains(entry.details().getOrDefault("entry", ""));
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
    boolean fits =
        switch (parts[1]) {
          case "COMMENTS" -> parts[2].matches("(?s)([0-9]( [0-9]{1,15} .+)?)?");
          case "LISTS" -> parts[2].isEmpty();
          case "AUDIT" -> parts[2].matches("([0-9]{1,15}-[0-9]{1,15})?");
          default -> false;
        };
    return fits ? Optional.of(new Place(parts[0], parts[1], parts[2])) : Optional.empty();
  }
}
