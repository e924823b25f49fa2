package dev.replyguard.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An author, or many, on one of a site's lists.
 *
 * @param id names the entry within the site: the trait, and the value or its keyed hash
 * @param list which list; an author's trait is on one of them at most
 * @param trait what the author is known by
 * @param value the domain or network; null where the trait {@link AuthorTrait#isPersonal() is
 *     personal}
 * @param reason why, for people, at most {@value #MAX_REASON} characters, or null
 * @param expiresAt from when on it does not hold any more, or null: it holds for good
 * @param by who made the entry what it is
 * @param at when
 */
public record ListEntry(
    String id,
    AuthorList list,
    AuthorTrait trait,
    @Nullable String value,
    @Nullable String reason,
    @Nullable Instant expiresAt,
    Actor by,
    Instant at) {
  /** The longest reason. */
  public static final int MAX_REASON = 500;

  /** How many entries a site's lists may have together. */
  public static final int MAX_ENTRIES = 100_000;

  /** Whether it still holds at that time. */
  public boolean holdsAt(Instant now) {
    return expiresAt == null || expiresAt.isAfter(now);
  }
}
