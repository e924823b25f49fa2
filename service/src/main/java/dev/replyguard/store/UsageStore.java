package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much each key of a site is used, by day in UTC, and how much more it may be. */
public interface UsageStore {
  /** For how many days counts are kept. */
  int DAYS = 92;

  /**
   * What was asked for in a day.
   *
   * @param requests requests that were let through
   * @param refused requests that were not, because the quota of the day was used up
   */
  record Counts(long requests, long refused) {
    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0);
  }

  /** Counts of one day, by the id of the key. */
  record Day(LocalDate day, Map<String, Counts> byKey) {
    public Day {
      byKey = Map.copyOf(byKey);
    }
  }

  /** In whose protocol a key asked. */
  enum Dialect {
    /** The service's own. */
    REPLYGUARD,
    /** Perspective's. */
    PERSPECTIVE,
    /** Akismet's. */
    AKISMET,
    /** That of OpenAI's moderations. */
    OPENAI;

    /** The name on the wire. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a key had scored last.
   *
   * @param at when
   * @param dialect in which protocol it asked
   * @param comment the comment's id, or null where the text had none
   */
  record LastScored(Instant at, Dialect dialect, @Nullable String comment) {}

  /**
   * Counts a request, as refused where {@code limit} were let through already.
   *
   * @return how many more are let through that day; negative where this one is not
   */
  Future<Long> take(String site, String key, LocalDate day, long limit);

  /** Adds requests that were let through, by the id of the key. */
  Future<Void> add(String site, LocalDate day, Map<String, Long> requests);

  /** The counts of so many days, the last of which is {@code last}, the latest first. */
  Future<List<Day>> days(String site, LocalDate last, int count);

  /** Notes what keys had scored last, by the id of the key, over what was noted before. */
  Future<Void> note(String site, Map<String, LastScored> scored);

  /** What keys had scored last, by the id of the key; of as long ago as counts are kept. */
  Future<Map<String, LastScored>> lastScored(String site);

  /**
   * Counts a request from an address, unless there were too many lately.
   *
   * @param address a hash of it
   * @return how long until one is let through; zero where this one is
   */
  Future<Duration> takeFrom(String site, String key, String address, int perMinute);
}
