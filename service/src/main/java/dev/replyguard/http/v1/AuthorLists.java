package dev.replyguard.http.v1;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling.Means;
import dev.replyguard.domain.Verdict;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.review.BulkReview;
import dev.replyguard.review.RulingDraft;
import dev.replyguard.store.CommentOrigin;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.ListStore;
import dev.replyguard.store.ListStore.ListsFullException;
import dev.replyguard.store.ListStore.NewEntry;
import dev.replyguard.store.ListStore.Put;
import dev.replyguard.store.QueueFilter;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/lists}: the authors whom a site trusts, and those whom it has banned. */
final class AuthorLists {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 100;

  private final ListStore lists;
  private final BulkReview bulk;
  private final CommentStore comments;
  private final Clock clock;

  AuthorLists(ListStore lists, BulkReview bulk, CommentStore comments, Clock clock) {
    this.lists = lists;
    this.bulk = bulk;
    this.comments = comments;
    this.clock = clock;
  }

  /** A page of a list. */
  void page(RoutingContext context) {
    AuthorList list = list(context);
    QueryParameters query = new QueryParameters(context);
    int limit = query.whole("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
    String cursor = query.parsed("cursor", "a cursor of this list", Cursors::decode);
    query.check();
    Exchanges.answer(
        context, lists.list(Callers.site(context), list, cursor, limit).map(ListEncoder::page));
  }

  /** One entry. */
  void get(RoutingContext context) {
    String id = PathParameters.identifier(context, "entry");
    Exchanges.answer(
        context, find(Callers.site(context), list(context), id).map(ListEncoder::entry));
  }

  /** Adds an entry or replaces the one of the same author. */
  void put(RoutingContext context) {
    AuthorList list = list(context);
    Actor by = Callers.actor(context);
    String site = Callers.site(context);
    ListEntryRequest request =
        ListEntryDecoder.decode(Exchanges.body(context), list, clock.instant());
    subject(site, request)
        .onSuccess(
            subject ->
                stored(site, entry(list, request, subject, by))
                    .onSuccess(
                        put ->
                            Exchanges.answer(
                                context,
                                put.isNew() ? 201 : 200,
                                cleared(site, request, subject, by)
                                    .map(
                                        cleared ->
                                            ListEncoder.put(put.entry(), cleared.orElse(null)))))
                    .onFailure(context::fail))
        .onFailure(context::fail);
  }

  /** Removes an entry. */
  void delete(RoutingContext context) {
    String id = PathParameters.identifier(context, "entry");
    String site = Callers.site(context);
    Actor by = Callers.actor(context);
    AuthorList list = list(context);
    Exchanges.done(
        context,
        find(site, list, id)
            .compose(entry -> lists.remove(site, id, by))
            .map(removed -> removed ? removed : missing()));
  }

  /**
   * Whom an entry is about.
   *
   * @param value of the trait
   * @param hidden whether it is the store's hash of it
   */
  private record Subject(String value, boolean hidden) {}

  private Future<Subject> subject(String site, ListEntryRequest request) {
    String value = request.value();
    if (value != null) {
      return Future.succeededFuture(new Subject(value, false));
    }
    return comments
        .find(site, Objects.requireNonNull(request.comment()))
        .map(found -> found.map(comment -> trait(request.trait(), comment.comment().author())))
        .map(
            found ->
                new Subject(
                    found.orElseThrow(
                        () ->
                            new ProblemException(
                                Problem.invalid(
                                    List.of(
                                        new FieldError(
                                            "comment",
                                            "a stored comment expected whose author has that"
                                                + " trait"))))),
                    request.trait() != AuthorTrait.ID));
  }

  private static @Nullable String trait(AuthorTrait trait, Author stored) {
    return switch (trait) {
      case ID -> stored.id();
      case EMAIL -> stored.email();
      case ADDRESS -> stored.ip();
      case EMAIL_DOMAIN, NETWORK -> null;
    };
  }

  private Future<Put> stored(String site, NewEntry entry) {
    try {
      return lists
          .put(site, entry)
          .recover(
              failure ->
                  failure instanceof ListsFullException
                      ? Future.failedFuture(
                          new ProblemException(
                              ProblemType.CONFLICT, "lists: " + failure.getMessage()))
                      : Future.failedFuture(failure));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.invalid(List.of(new FieldError("value", String.valueOf(e.getMessage())))));
    }
  }

  private static NewEntry entry(
      AuthorList list, ListEntryRequest request, Subject subject, Actor by) {
    return new NewEntry(
        list,
        request.trait(),
        subject.value(),
        request.reason(),
        request.expiresAt(),
        by,
        subject.hidden());
  }

  private Future<Optional<BulkReview.Result>> cleared(
      String site, ListEntryRequest request, Subject subject, Actor by) {
    RejectReason reason = request.rejectWaiting();
    if (reason == null) {
      return Future.succeededFuture(Optional.empty());
    }
    RulingDraft draft = new RulingDraft(Verdict.REJECT, reason, request.reason(), by);
    Future<BulkReview.Result> decided =
        request.trait().isPersonal()
            ? bulk.decide(site, filter(request.trait(), subject), BulkReview.MAX, draft, Means.BULK)
            : bulk.decide(
                site,
                new CommentOrigin(request.trait(), subject.value()),
                BulkReview.MAX,
                draft,
                Means.BULK);
    return decided.map(Optional::of);
  }

  private static QueueFilter filter(AuthorTrait trait, Subject subject) {
    Author author = author(trait, subject.value());
    return subject.hidden() ? QueueFilter.ofHidden(author) : QueueFilter.ofAuthor(author);
  }

  private static Author author(AuthorTrait trait, String value) {
    return switch (trait) {
      case ID -> new Author(value, null, null, null, null, null);
      case EMAIL -> new Author(null, null, value, null, null, null);
      case ADDRESS -> new Author(null, null, null, null, value, null);
      case EMAIL_DOMAIN, NETWORK ->
          throw new IllegalArgumentException("no comment is found by a " + trait.key());
    };
  }

  private Future<ListEntry> find(String site, AuthorList list, String id) {
    return lists
        .find(site, id)
        .map(found -> found.filter(entry -> entry.list() == list).orElseGet(AuthorLists::nothing));
  }

  private static ListEntry nothing() {
    throw new ProblemException(ProblemType.NOT_FOUND, "this list has no entry of that id");
  }

  private static boolean missing() {
    nothing();
    return false;
  }

  private static AuthorList list(RoutingContext context) {
    @Nullable String key = context.pathParam("list");
    return Optional.ofNullable(key)
        .flatMap(AuthorList::ofKey)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.invalid(
                        List.of(new FieldError("list", "trusted or banned expected")))));
  }
}
