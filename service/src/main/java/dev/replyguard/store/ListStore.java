package dev.replyguard.store;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.ListEntry;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lists of trusted and banned authors, site by site. */
public interface ListStore {

  /**
   * An entry to be.
   *
   * @param list which list
   * @param trait what the author is known by
   * @param value the id, e-mail, domain, address or network, in any spelling; a domain or network
   *     must be one
   * @param reason why, or null
   * @param expiresAt from when on it does not hold any more, or null
   * @param by who adds it
   * @param hidden whether the value of an e-mail or address is the store's hash of it, as in stored
   *     comments
   */
  record NewEntry(
      AuthorList list,
      AuthorTrait trait,
      String value,
      @Nullable String reason,
      @Nullable Instant expiresAt,
      Actor by,
      boolean hidden) {

    /** An entry about a value as it is. */
    public NewEntry(
        AuthorList list,
        AuthorTrait trait,
        String value,
        @Nullable String reason,
        @Nullable Instant expiresAt,
        Actor by) {
      this(list, trait, value, reason, expiresAt, by, false);
    }
  }

  /**
   * A page of a list.
   *
   * @param entries the entries, the latest first
   * @param next where the next page begins, or null where there is none
   */
  record Page(List<ListEntry> entries, @Nullable String next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * What an entry was before and is now.
   *
   * @param entry as it is now
   * @param isNew false where an entry of the same author was replaced
   */
  record Put(ListEntry entry, boolean isNew) {}

  /** Thrown into the future of {@link #put} when the lists are full. */
  final class ListsFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With how many entries there may be. */
    public ListsFullException() {
      super("at most " + ListEntry.MAX_ENTRIES + " entries expected", null, false, false);
    }
  }

  /** Adds the entry, or replaces that of the same author, on whichever list it is. */
  Future<Put> put(String site, NewEntry entry);

  /** The entry of that id; empty where there is none, or where it has expired. */
  Future<Optional<ListEntry>> find(String site, String entryId);

  /** How many entries one call of {@link #entries} asks for at most. */
  int MAX_ASKED = 1_000;

  /**
   * The entries of these ids, by id, whether they still hold or have expired and not been removed
   * yet.
   *
   * @param entryIds at most {@value #MAX_ASKED}
   */
  Future<Map<String, ListEntry>> entries(String site, Collection<String> entryIds);

  /**
   * The ids of the entries that may be about one author, as far as a stored comment tells: not
   * those about the domain of an e-mail and about networks.
   *
   * @param hidden the author as stored comments have it: hashes in place of e-mail and address
   */
  List<String> entryIds(Author hidden);

  /** The id that an entry about that author has. */
  String entryId(AuthorTrait trait, String value);

  /**
   * The entries of a list.
   *
   * @param cursor {@link Page#next()} of the page before, or null for the first one
   * @param limit at most so many, from 1
   */
  Future<Page> list(String site, AuthorList list, @Nullable String cursor, int limit);

  /** Removes the entry of that id; false where there is none. */
  Future<Boolean> remove(String site, String entryId, Actor by);

  /**
   * Removes entries that have expired, a bounded number at a time.
   *
   * @return how many
   */
  Future<Integer> sweep(String site);
}
